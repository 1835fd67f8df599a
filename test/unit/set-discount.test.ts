import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discountedUnitPriceMinor } from '#app/domain/portable/discount.ts';
import { decimalFromMinor, minorFromDecimal } from '../../extensions/set-discount/src/minor-units.ts';
import type { RunInput, RunLine } from '../../extensions/set-discount/src/run.ts';
import { cartLinesDiscountsGenerateRun as run } from '../../extensions/set-discount/src/run.ts';

const SET = 'set-a';
const OTHER_SET = 'set-b';

interface LineOf {
  product: number;
  quantity?: number;
  price?: string;
  set?: string | null;
  allowed?: unknown;
  currency?: string;
}

const line = (id: number, { product, quantity = 1, price = '40.0', set = null, allowed = null, currency = 'EUR' }: LineOf): RunLine => ({
  id: `gid://shopify/CartLine/${id}`,
  quantity,
  set: set === null ? null : { value: set },
  cost: { amountPerQuantity: { amount: price, currencyCode: currency } },
  merchandise: {
    __typename: 'ProductVariant',
    product: { id: `gid://shopify/Product/${product}`, allowed: allowed === null ? null : { jsonValue: allowed } },
  },
});
const cart = (lines: LineOf[], discountClasses = ['PRODUCT']): RunInput => ({
  cart: { lines: lines.map((each, index) => line(index, each)) },
  discount: { discountClasses },
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
