import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discountedUnitPriceMinor } from '#app/domain/portable/discount.ts';
import { decimalFromMinor, minorFromDecimal } from '../../extensions/set-discount/src/minor-units.ts';
import type { RunInput, RunLine } from '../../extensions/set-discount/src/run.ts';
import { cartDeliveryOptionsDiscountsGenerateRun as send } from '../../extensions/set-discount/src/delivery.ts';
import { cartLinesDiscountsGenerateRun as run } from '../../extensions/set-discount/src/run.ts';

const SET = 'set-a';
const OTHER_SET = 'set-b';

interface LineOf {
  product: number;
  quantity?: number;
  price?: string;
  set?: string | null;
  allowed?: unknown;
  starts?: unknown;
  currency?: string;
}

const line = (id: number, { product, quantity = 1, price = '40.0', set = null, allowed = null, starts = null, currency = 'EUR' }: LineOf): RunLine => ({
  id: `gid://shopify/CartLine/${id}`,
  quantity,
  set: set === null ? null : { value: set },
  cost: { amountPerQuantity: { amount: price, currencyCode: currency } },
  merchandise: {
    __typename: 'ProductVariant',
    product: { id: `gid://shopify/Product/${product}`, allowed: allowed === null ? null : { jsonValue: allowed }, starts: starts === null ? null : { jsonValue: starts } },
  },
});
const cart = (lines: LineOf[], discountClasses = ['PRODUCT'], presentmentCurrencyRate = '1.0'): RunInput => ({
  cart: { lines: lines.map((each, index) => line(index, each)) },
  discount: { discountClasses },
  presentmentCurrencyRate,
});
const candidates = (input: RunInput) => run(input).operations.flatMap((each) => each.productDiscountsAdd.candidates);

const tenPercentOf1 = { [SET]: { anchor: '1', bp: 1_000 } };

describe('the set discount', () => {
  it('takes the published percentage off a line of the set while its anchor is in the cart', () => {
    expect(run(cart([{ product: 1 }, { product: 2, set: SET, allowed: tenPercentOf1 }]))).toEqual({
      operations: [
        {
          productDiscountsAdd: {
            selectionStrategy: 'ALL',
            candidates: [
              {
                targets: [{ cartLine: { id: 'gid://shopify/CartLine/1', quantity: 1 } }],
                value: { fixedAmount: { amount: '4.00', appliesToEachItem: true } },
              },
            ],
          },
        },
      ],
    });
  });

  it.each<[string, LineOf[]]>([
    ['a cart without the anchor', [{ product: 2, set: SET, allowed: tenPercentOf1 }]],
    ['a line that the widget did not add', [{ product: 1 }, { product: 2, allowed: tenPercentOf1 }]],
    ['a product that is not published for the set', [{ product: 1 }, { product: 2, set: OTHER_SET, allowed: tenPercentOf1 }]],
    ['a name that every object has', [{ product: 1 }, { product: 2, set: 'constructor', allowed: tenPercentOf1 }]],
    ['a discount beyond the whole price', [{ product: 1 }, { product: 2, set: SET, allowed: { [SET]: { anchor: '1', bp: 10_001 } } }]],
    ['a discount that is not a whole basis point', [{ product: 1 }, { product: 2, set: SET, allowed: { [SET]: { anchor: '1', bp: 0.5 } } }]],
    ['a metafield that is not what was published', [{ product: 1 }, { product: 2, set: SET, allowed: [SET] }]],
    ['a price that the discount leaves as it is', [{ product: 1 }, { product: 2, price: '0.01', set: SET, allowed: tenPercentOf1 }]],
  ])('gives nothing for %s', (_, lines) => {
    expect(run(cart(lines))).toEqual({ operations: [] });
  });

  it('gives nothing when the merchant has not let it discount products', () => {
    expect(run(cart([{ product: 1 }, { product: 2, set: SET, allowed: tenPercentOf1 }], ['ORDER']))).toEqual({ operations: [] });
  });

  it.each<[string, string, object, (string | undefined)]>([
    ['what was published for the currency of the cart', 'CHF', { in: { CHF: { bp: 500 } } }, '2.00'],
    ['an amount as it was published, whatever the rate', 'CHF', { in: { CHF: { off: 317, cur: 'CHF' } } }, '3.17'],
    ['nothing where it was published that there is none', 'CHF', { in: { CHF: {} } }, undefined],
    ['nothing where that is not what could be published', 'CHF', { in: { CHF: null } }, undefined],
    ['the same as elsewhere where nothing is said of the currency', 'SEK', { in: { CHF: { bp: 500 } } }, '4.00'],
  ])('gives %s', (_, currency, there, amount) => {
    const lines = [{ product: 1, currency }, { product: 2, set: SET, currency, allowed: { [SET]: { anchor: '1', bp: 1_000, ...there } } }];
    expect(candidates(cart(lines, ['PRODUCT'], '0.5'))[0]?.value.fixedAmount.amount).toBe(amount);
  });

  it('discounts a companion once per anchor', () => {
    const lines = [{ product: 1, quantity: 2 }, { product: 2, quantity: 3, set: SET, allowed: tenPercentOf1 }];
    expect(candidates(cart(lines)).map((each) => each.targets[0]?.cartLine.quantity)).toEqual([2]);
  });

  it('counts the same companion on two lines against one anchor', () => {
    const companion = { product: 2, set: SET, allowed: tenPercentOf1 };
    expect(candidates(cart([{ product: 1 }, companion, companion]))).toHaveLength(1);
  });

  it('does not let two companions anchor each other', () => {
    const lines = [
      { product: 1, set: OTHER_SET, allowed: { [OTHER_SET]: { anchor: '2', bp: 1_000 } } },
      { product: 2, set: SET, allowed: tenPercentOf1 },
    ];
    expect(run(cart(lines))).toEqual({ operations: [] });
  });

  it('knows currencies without cents and with thousandths', () => {
    const off = (price: string, currency: string) =>
      candidates(cart([{ product: 1, currency }, { product: 2, price, currency, set: SET, allowed: tenPercentOf1 }]))[0]?.value.fixedAmount.amount;
    expect(off('995.0', 'JPY')).toBe('100.0');
    expect(off('1.250', 'KWD')).toBe('0.125');
  });
});

/** What each line that gets something gets: "line: units × amount". */
const given = (input: RunInput) => candidates(input).map(({ targets, value }) => `${targets[0]?.cartLine.id.split('/').pop()}: ${targets[0]?.cartLine.quantity} × ${value.fixedAmount.amount}`);

describe('an amount', () => {
  const off = (minor: number, cur = 'EUR') => ({ [SET]: { anchor: '1', off: minor, cur } });

  it('comes off each unit that an anchor stands for, and never more than the price', () => {
    expect(given(cart([{ product: 1 }, { product: 2, quantity: 2, set: SET, allowed: off(333) }]))).toEqual(['1: 1 × 3.33']);
    expect(given(cart([{ product: 1 }, { product: 2, price: '2.5', set: SET, allowed: off(333) }]))).toEqual(['1: 1 × 2.50']);
  });

  it('is converted in another currency, rounded against the offer', () => {
    const inYen = (rate: string) => given(cart([{ product: 1, currency: 'JPY' }, { product: 2, price: '6400.0', currency: 'JPY', set: SET, allowed: off(333) }], ['PRODUCT'], rate));
    expect(inYen('161.2345')).toEqual(['1: 1 × 536.0']);
    const inPounds = (rate: string) => given(cart([{ product: 1, currency: 'GBP' }, { product: 2, currency: 'GBP', set: SET, allowed: off(333) }], ['PRODUCT'], rate));
    expect(inPounds('0.856')).toEqual(['1: 1 × 2.85']);
    for (const rate of ['', '0', '-1', 'NaN', '1e3']) expect(inPounds(rate)).toEqual([]);
  });
});

describe('a set price', () => {
  const slot = (slotNo: number, minor: number, of = 2, cur = 'EUR') => ({ [SET]: { anchor: '1', price: minor, cur, slot: slotNo, of } });
  const first = { product: 2, price: '30.0', set: SET, allowed: slot(1, 2_501) };
  const second = { product: 3, price: '20.0', set: SET, allowed: slot(2, 1_499) };

  it('holds while one of every slot is there with the anchor', () => {
    expect(given(cart([{ product: 1 }, first, second]))).toEqual(['1: 1 × 4.99', '2: 1 × 5.01']);
  });

  it.each<[string, LineOf[]]>([
    ['a slot is empty', [{ product: 1 }, first]],
    ['the anchor is gone', [first, second]],
    ['one of them was put in without the set', [{ product: 1 }, first, { ...second, set: null }]],
    ['two stand in the same slot', [{ product: 1 }, first, { ...second, allowed: slot(1, 1_499) }]],
    ['the slot is none of the set', [{ product: 1 }, first, { ...second, allowed: slot(3, 1_499) }]],
  ])('gives nothing when %s', (_, lines) => {
    expect(given(cart(lines))).toEqual([]);
  });

  it('holds as often as there are whole sets', () => {
    expect(given(cart([{ product: 1, quantity: 3 }, { ...first, quantity: 2 }, { ...second, quantity: 5 }]))).toEqual(['1: 2 × 4.99', '2: 2 × 5.01']);
    expect(given(cart([{ product: 1, quantity: 1 }, { ...first, quantity: 2 }, { ...second, quantity: 2 }]))).toEqual(['1: 1 × 4.99', '2: 1 × 5.01']);
  });

  it('is rounded up in another currency', () => {
    const pounds = (line: LineOf) => ({ ...line, currency: 'GBP' });
    expect(given(cart([{ product: 1, currency: 'GBP' }, pounds(first), pounds(second)], ['PRODUCT'], '0.85'))).toEqual(['1: 1 × 8.74', '2: 1 × 7.25']);
  });
});

describe('a gift', () => {
  const gift = (setId = SET) => ({ [setId]: { anchor: '1', gift: true } });

  it('costs nothing, one for each anchor', () => {
    expect(given(cart([{ product: 1, quantity: 2 }, { product: 2, price: '12.34', quantity: 3, set: SET, allowed: gift() }]))).toEqual(['1: 2 × 12.34']);
  });

  it('is one, whichever of its products and sets it is', () => {
    const lines = [{ product: 1 }, { product: 2, set: SET, allowed: gift() }, { product: 3, set: SET, allowed: gift() }, { product: 4, set: OTHER_SET, allowed: gift(OTHER_SET) }];
    expect(given(cart(lines))).toEqual(['1: 1 × 40.00']);
  });

  it('is one for each anchor, also of sets that several start', () => {
    const any = (setId: string) => ({ [setId]: { gift: true } });
    const gifts = [{ product: 2, set: SET, allowed: any(SET) }, { product: 3, set: OTHER_SET, allowed: any(OTHER_SET) }, { product: 4, set: 'set-c', allowed: gift('set-c') }];
    expect(given(cart([{ product: 1, starts: [SET, OTHER_SET] }, ...gifts]))).toEqual(['1: 1 × 40.00']);
    expect(given(cart([{ product: 1, starts: [SET, OTHER_SET] }, { product: 5, starts: [OTHER_SET] }, ...gifts]))).toEqual(['2: 1 × 40.00', '3: 1 × 40.00']);
  });
});

describe('free shipping', () => {
  const ship = { [SET]: { anchor: '1', ship: true } };
  const sent = (lines: LineOf[], { groups = [lines.map((_, index) => index)], costs = ['4.9', '12.0'], discountClasses = ['SHIPPING'] } = {}) =>
    send({
      cart: {
        lines: lines.map((each, index) => line(index, each)),
        deliveryGroups: groups.map((indexes, group) => ({
          id: `gid://shopify/CartDeliveryGroup/${group}`, cartLines: indexes.map((index) => ({ id: `gid://shopify/CartLine/${index}` })),
          deliveryOptions: costs.map((amount, way) => ({ handle: `${group}-${way}`, cost: { amount } })),
        })),
      },
      discount: { discountClasses },
    }).operations.flatMap((each) => each.deliveryDiscountsAdd.candidates).map(({ targets, value }) => `${targets[0]?.deliveryOption.handle} ${value.percentage.value} %`);

  it('is of the cheapest way while the anchor is there', () => {
    expect(sent([{ product: 1 }, { product: 2, set: SET, allowed: ship }])).toEqual(['0-0 100 %']);
    expect(sent([{ product: 1 }, { product: 2, set: SET, allowed: ship }], { costs: ['12.0', '4.9'] })).toEqual(['0-1 100 %']);
  });

  it('is of one parcel for each anchor, the one that the set is in', () => {
    const lines = [{ product: 1 }, { product: 2, set: SET, allowed: ship }, { product: 3, set: SET, allowed: ship }];
    expect(sent(lines, { groups: [[0], [1], [2]] })).toEqual(['1-0 100 %']);
    const ofTwoSets = [{ product: 1, starts: [SET, OTHER_SET] }, { product: 2, set: SET, allowed: { [SET]: { ship: true } } }, { product: 3, set: OTHER_SET, allowed: { [OTHER_SET]: { ship: true } } }];
    expect(sent(ofTwoSets, { groups: [[0], [1], [2]] })).toEqual(['1-0 100 %']);
  });

  it.each<[string, LineOf[], object]>([
    ['the anchor is gone', [{ product: 2, set: SET, allowed: ship }], {}],
    ['the product was put in without the set', [{ product: 1 }, { product: 2, allowed: ship }], {}],
    ['the set gives a percentage', [{ product: 1 }, { product: 2, set: SET, allowed: tenPercentOf1 }], {}],
    ['it costs nothing anyway', [{ product: 1 }, { product: 2, set: SET, allowed: ship }], { costs: ['0.0', '9.0'] }],
    ['there is no way to send it', [{ product: 1 }, { product: 2, set: SET, allowed: ship }], { costs: [] }],
    ['the merchant has not let it discount shipping', [{ product: 1 }, { product: 2, set: SET, allowed: ship }], { discountClasses: ['PRODUCT'] }],
  ])('is not given when %s', (_, lines, more) => {
    expect(sent(lines, more)).toEqual([]);
  });

  it('takes nothing off the goods', () => {
    expect(given(cart([{ product: 1 }, { product: 2, set: SET, allowed: ship }]))).toEqual([]);
  });
});

describe('for any cart', () => {
  const lines = fc.array(
    fc.record({
      product: fc.integer({ min: 1, max: 4 }),
      quantity: fc.integer({ min: 1, max: 5 }),
      price: fc.integer({ min: 0, max: 500_000 }).map((minor) => decimalFromMinor(minor, 'EUR')),
      set: fc.constantFrom(null, SET, OTHER_SET),
      allowed: fc.option(
        fc.dictionary(fc.constantFrom(SET, OTHER_SET), fc.record({ anchor: fc.constantFrom('1', '2', '3', '4'), bp: fc.integer({ min: 1, max: 10_000 }) })),
      ),
    }),
    { maxLength: 8 },
  );

  it('charges exactly the price that was shown, and never discounts more than was published', () => {
    fc.assert(
      fc.property(lines, (drawn) => {
        const input = cart(drawn);
        for (const { targets, value } of candidates(input)) {
          const target = targets[0]?.cartLine;
          const at = input.cart.lines.find((each) => each.id === target?.id);
          const allowed = (at?.merchandise.product?.allowed?.jsonValue ?? {}) as Record<string, { anchor: string; bp: number }>;
          const price = minorFromDecimal(at?.cost.amountPerQuantity.amount ?? '', 'EUR') ?? Number.NaN;
          const off = minorFromDecimal(value.fixedAmount.amount, 'EUR') ?? Number.NaN;
          expect(price - off).toBe(discountedUnitPriceMinor(price, allowed[at?.set?.value ?? '']?.bp ?? 0));
          expect(target?.quantity).toBeLessThanOrEqual(at?.quantity ?? 0);
        }
      }),
    );
  });

  it('never discounts more units of a product in a set than there are anchors', () => {
    fc.assert(
      fc.property(lines, (drawn) => {
        const input = cart(drawn);
        const discounted = new Map<string, { units: number; anchorUnits: number }>();
        for (const { targets } of candidates(input)) {
          const target = targets[0]?.cartLine;
          const of = drawn[Number(target?.id.split('/').pop())];
          const anchor = of?.allowed?.[of.set ?? '']?.anchor;
          const anchorUnits = drawn.filter((each) => String(each.product) === anchor).reduce((sum, each) => sum + each.quantity, 0);
          const key = `${of?.set} ${of?.product} ${anchor}`;
          discounted.set(key, { anchorUnits, units: (discounted.get(key)?.units ?? 0) + (target?.quantity ?? 0) });
        }
        for (const { units, anchorUnits } of discounted.values()) expect(units).toBeLessThanOrEqual(anchorUnits);
      }),
    );
  });
});

describe('a set that several products start', () => {
  const any = { [SET]: { bp: 1_000 } };
  const amounts = (lines: LineOf[]) => candidates(cart(lines)).map(({ targets, value }) => [targets[0]!.cartLine.quantity, value.fixedAmount.amount]);

  it('is given as often as any of them is in the cart', () => {
    expect(amounts([{ product: 1, starts: [SET] }, { product: 5, quantity: 2, starts: [OTHER_SET, SET] }, { product: 2, quantity: 9, set: SET, allowed: any }])).toEqual([[3, '4.00']]);
  });

  it.each<[string, LineOf[]]>([
    ['a cart with none of them', [{ product: 1, starts: [OTHER_SET] }, { product: 2, set: SET, allowed: any }]],
    ['what says so of itself in another form', [{ product: 1, starts: { [SET]: true } }, { product: 2, set: SET, allowed: any }]],
    ['a second one of what claims it', [{ product: 2, starts: [SET] }, { product: 2, set: SET, allowed: any, starts: [SET] }]],
    ['two parts that claim it and nothing beside them', [{ product: 2, set: SET, allowed: any, starts: [SET] }, { product: 3, set: SET, allowed: any, starts: [SET] }]],
  ])('gives nothing to %s', (_, lines) => {
    expect(amounts(lines)).toEqual([]);
  });

  it('sends an order free as often as any of them is there', () => {
    const input = cart([{ product: 1, starts: [SET] }, { product: 2, set: SET, allowed: { [SET]: { ship: true } } }], ['SHIPPING']);
    const group = { id: 'g', cartLines: [{ id: 'gid://shopify/CartLine/1' }], deliveryOptions: [{ handle: 'standard', cost: { amount: '4.9' } }] };
    expect(send({ ...input, cart: { ...input.cart, deliveryGroups: [group] } }).operations).toHaveLength(1);
    expect(send({ ...input, cart: { lines: input.cart.lines.slice(1), deliveryGroups: [group] } }).operations).toHaveLength(0);
  });
});
