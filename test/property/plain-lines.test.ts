// The quick way to read a line of an orders' export says what JSON.parse says, or nothing; of most lines it says something.
import fc from 'fast-check';
import { type FieldNode, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ORDER_FIELDS, ORDER_LINE_FIELDS, type OrderLineNode } from '#app/adapters/shopify/operations/bulk-exports.ts';
import { saidLine } from '#app/pipeline/sync/backfill/export-rows.ts';
import { plainLine, plainOrder } from '#app/pipeline/sync/backfill/plain-lines.ts';
import { exportedOrders } from '#test/bench/exported-orders.ts';

const gid = (type: string) => fc.oneof(fc.nat(), fc.bigInt({ min: 0n, max: 2n ** 63n - 1n })).map((id) => `gid://shopify/${type}/${id}`);
/** Such that quotes, backslashes, and what follows a list are among them. */
const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('#1001', 'EUR', '],"taxLines":[', '"', '\\', '[]', 'gid://shopify/Order/1'));
const amount = fc.oneof(fc.nat().map((cents) => (cents / 100).toFixed(2)), text);
const money = amount.map((some) => ({ shopMoney: { amount: some } }));
const time = fc.oneof(fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => `${date.toISOString().slice(0, 19)}Z`), text);
const few = <T>(some: fc.Arbitrary<T>) => fc.oneof(fc.constant([]), fc.array(some, { maxLength: 2 }));
const attribute = fc.record({ key: text, value: fc.option(text) });
/** Lists within that name a field which follows the list that they are in. */
const odd = fc.record({ customAttributes: fc.constant([]), taxLines: few(fc.constant([])), discountCodes: few(text), refunds: few(text), fulfillments: fc.constant([]), __parentId: text });

const someLine = fc.record({
  id: gid('LineItem'), quantity: fc.oneof(fc.nat(5), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })), currentQuantity: fc.nat(5), product: fc.option(fc.record({ id: gid('Product') })),
  variant: fc.option(fc.record({ id: gid('ProductVariant') })), originalUnitPriceSet: money, discountAllocations: few(fc.oneof(fc.record({ allocatedAmountSet: money }), odd)),
  taxLines: few(fc.oneof(fc.record({ priceSet: money }), odd)), customAttributes: few(fc.oneof(attribute, odd)), __parentId: gid('Order'),
}, { noNullPrototype: true });
const someOrder = fc.record({
  id: gid('Order'), name: text, createdAt: time, processedAt: time, updatedAt: time, cancelledAt: fc.option(time), currencyCode: text, presentmentCurrencyCode: text, taxesIncluded: fc.boolean(),
  totalPriceSet: money, subtotalPriceSet: fc.option(money), totalDiscountsSet: fc.option(money), email: fc.option(text), customer: fc.option(fc.record({ id: gid('Customer') })),
  customAttributes: few(fc.oneof(attribute, odd)), discountCodes: few(fc.oneof(text, odd)), shippingAddress: fc.option(fc.record({ countryCodeV2: fc.option(text) })),
  refunds: few(fc.oneof(fc.record({ id: gid('Refund'), createdAt: fc.option(time), totalRefundedSet: money }), odd)), fulfillments: few(fc.oneof(fc.record({ id: gid('Fulfillment'), status: text }), odd)),
}, { noNullPrototype: true });

/** Of a selection, without those within. */
function namesIn(fields: string): string[] {
  const query = parse(`{ ${fields} }`).definitions[0] as OperationDefinitionNode;
  return query.selectionSet.selections.map((selected) => (selected as FieldNode).name.value);
}

const written = (node: object, escaped: boolean): string => (escaped ? JSON.stringify(node).replaceAll('/', '\\/') : JSON.stringify(node));
const RUNS = { numRuns: 2_000 };

describe('the quick way', () => {
  it('says of a line what JSON says, or nothing', () => {
    fc.assert(fc.property(someLine, fc.boolean(), (node, escaped) => {
      const line = written(node, escaped);
      const said = plainLine(line);
      if (said) expect(said).toEqual(saidLine(JSON.parse(line) as OrderLineNode));
      expect(plainOrder(line)).toBeUndefined();
    }), RUNS);
  });

  it('says of an order what JSON says, or nothing', () => {
    fc.assert(fc.property(someOrder, fc.boolean(), (node, escaped) => {
      const line = written(node, escaped);
      const said = plainOrder(line);
      if (said) expect(said).toEqual(JSON.parse(line));
      expect(plainLine(line)).toBeUndefined();
    }), RUNS);
  });

  it('says nothing of fields that are more, fewer, or in another order', () => {
    fc.assert(fc.property(fc.oneof(someLine, someOrder), fc.nat(), fc.nat(), (node, which, where) => {
      const fields = Object.entries(node);
      const [moved] = fields.splice(which % fields.length, 1);
      const less = JSON.stringify(Object.fromEntries(fields));
      const at = where % (fields.length + 1);
      const more = JSON.stringify(Object.fromEntries([...Object.entries(node).slice(0, at), ['more', 1], ...Object.entries(node).slice(at)]));
      const other = at === which % (fields.length + 1) ? less : JSON.stringify(Object.fromEntries([...fields.slice(0, at), moved!, ...fields.slice(at)]));
      for (const line of [less, more, other]) expect([plainLine(line), plainOrder(line)]).toEqual([undefined, undefined]);
    }));
  });

  it('is the way of every ordinary line, with the fields that are asked for', () => {
    const lines = [...exportedOrders(500).text].join('').split('\n').filter((line) => line !== '');
    const [order, lineItem] = [lines[0]!, lines[1]!].map((line) => Object.keys(JSON.parse(line)).filter((name) => name !== '__parentId'));
    expect({ order, lineItem }).toEqual({ order: namesIn(ORDER_FIELDS), lineItem: namesIn(ORDER_LINE_FIELDS) });
    expect(lines.filter((line) => !plainLine(line) && !plainOrder(line))).toEqual([]);
  });

  it('reads taxes, discounts, attributes and parcels too', () => {
    const [order, line] = [...exportedOrders(1).text].join('').split('\n').map((one) => one && JSON.parse(one)) as [object, object];
    const shop = { shopMoney: { amount: '1.90' } };
    const whole = JSON.stringify({ ...line, discountAllocations: [{ allocatedAmountSet: shop }], taxLines: [{ priceSet: shop }, { priceSet: shop }], customAttributes: [{ key: '_setwise', value: 'Ä "x"' }] });
    expect(plainLine(whole)).toEqual(saidLine(JSON.parse(whole)));
    const shipped = JSON.stringify({ ...order, discountCodes: ['A'], fulfillments: [{ id: 'gid://shopify/Fulfillment/1', status: 'SUCCESS', createdAt: '2026-01-01T00:00:00Z', deliveredAt: null, updatedAt: '2026-01-01T00:00:00Z' }] });
    expect(plainOrder(shipped)).toEqual(JSON.parse(shipped));
  });
});
