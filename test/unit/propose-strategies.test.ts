import { describe, expect, it } from 'vitest';
import { type MakerProduct, proposeFamilies } from '#app/domain/set/propose-families.ts';
import { proposeLadders, type RungProduct, type Transition } from '#app/domain/set/propose-ladders.ts';
import { type ProductToBetter, proposeUpsells } from '#app/domain/set/propose-upsells.ts';

const rung = (productId: bigint, title: string, priceMinor: number, kind = 'camera'): RungProduct => ({ productId, title, kind, priceMinor });
const byId = <Product extends RungProduct>(...products: Product[]) => new Map(products.map((product) => [product.productId, product]));
const went = (fromId: bigint, toId: bigint, customers: number, days = 200): Transition => ({ fromId, toId, customers, days });
const given = (slot: { source: unknown } | undefined) => (slot?.source as { productIds: bigint[] } | undefined)?.productIds;

describe('a ladder', () => {
  const cameras = byId(rung(1n, 'Small', 30_000), rung(2n, 'Middle', 60_000), rung(3n, 'Large', 120_000), rung(9n, 'Bag', 60_000, 'bag'));

  it('is what enough customers climbed, from the lowest rung to the highest, after the days that it took them', () => {
    const [ladder, ...others] = proposeLadders([went(2n, 3n, 12, 400), went(1n, 2n, 20, 180)], cameras, 5, 'en');
    expect(others).toEqual([]);
    expect(ladder?.definition).toMatchObject({ strategy: 'evolution', goal: 'Your next camera', signals: { ownedDays: 400, needed: 1 } });
    expect(ladder?.definition.slots.map((slot) => [slot.slotNo, slot.name, given(slot)])).toEqual([[1, 'Small', [1n]], [2, 'Middle', [2n]], [3, 'Large', [3n]]]);
    expect(ladder?.support).toBe(20);
  });

  it('is none where too few went, as many came back or chance may have brought more up than down, the step is none or a leap, or the kind is another', () => {
    const none = (...transitions: Transition[]) => expect(proposeLadders(transitions, cameras, 5, 'en')).toEqual([]);
    none(went(1n, 2n, 4));
    none(went(1n, 2n, 20), went(2n, 1n, 18));
    none(went(1n, 2n, 8), went(2n, 1n, 4));
    none(went(3n, 2n, 20));
    none(went(1n, 9n, 20));
    expect(proposeLadders([went(1n, 2n, 20)], byId(rung(1n, 'Small', 10_000), rung(2n, 'Middle', 60_000)), 5, 'en')).toEqual([]);
    expect(proposeLadders([went(1n, 2n, 20)], byId(rung(1n, 'Small', 10_000), rung(2n, 'Middle', 10_900)), 5, 'en')).toEqual([]);
  });

  it('never goes in a circle', () => {
    const [ladder] = proposeLadders([went(1n, 2n, 20), went(2n, 3n, 12), went(1n, 3n, 15)], cameras, 5, 'de');
    expect(ladder?.productIds).toEqual([1n, 2n, 3n]);
    expect(ladder?.definition.goal).toBe('Der nächste Schritt: Camera');
  });
});

describe('a family', () => {
  const made = (productId: bigint, vendor: string, kind: string, orders: number): MakerProduct => ({ ...rung(productId, `${vendor} ${productId}`, 5_000, kind), vendor, orders });
  const range = [made(1n, 'Aurel', 'camera', 30), made(2n, 'Aurel', 'lens', 50), made(3n, 'Aurel', 'lens', 60), ...Array.from({ length: 4 }, (_, at) => made(BigInt(10 + at), `Other ${at}`, 'bag', 9))];

  it('has the maker’s kinds as its parts, each with what sells best of it first', () => {
    const [family] = proposeFamilies(new Map([['aurel', 40]]), range, 5, 'en');
    expect(family?.definition).toMatchObject({ strategy: 'ecosystem', goal: 'More from Aurel' });
    expect(family?.definition.slots.map((slot) => [slot.name, given(slot)])).toEqual([['lens', [3n, 2n]], ['camera', [1n]]]);
  });

  it('is none of one kind only, of too few customers, or of a maker of most of the range', () => {
    expect(proposeFamilies(new Map([['aurel', 4]]), range, 5, 'en')).toEqual([]);
    expect(proposeFamilies(new Map([['other 1', 40]]), range, 5, 'en')).toEqual([]);
    expect(proposeFamilies(new Map([['aurel', 40]]), range.slice(0, 4), 5, 'en')).toEqual([]);
  });
});

describe('an upsell', () => {
  const product = (productId: bigint, priceMinor: number, overrides: Partial<ProductToBetter> = {}): ProductToBetter => ({ ...rung(productId, `Model ${productId}`, priceMinor), orders: 50, alikeIds: [], ...overrides });
  const left = (productId: bigint) => ({ 1: 100, 2: 200, 3: 90, 4: 300, 5: 400 })[Number(productId)] ?? null;

  it('is a somewhat dearer product of the same kind that leaves more, the likest first', () => {
    const all = byId(product(1n, 10_000, { alikeIds: [3n, 4n, 2n, 5n, 6n] }), product(2n, 15_000), product(3n, 15_000), product(4n, 12_000), product(5n, 25_000), product(6n, 15_000));
    const [upsell, ...others] = proposeUpsells(all, left, 10, 'en');
    expect(others).toEqual([]);
    expect(upsell?.definition).toMatchObject({ strategy: 'upsell', goal: 'A step up from Model 1', anchor: { productIds: [1n] } });
    expect(given(upsell?.definition.slots[0])).toEqual([4n, 2n]);
  });

  it('is none of what is in few orders, or whose own cost is not known', () => {
    const pair = (orders: number, anchor = 1n) => byId(product(anchor, 10_000, { orders, alikeIds: [2n] }), product(2n, 15_000));
    expect(proposeUpsells(pair(9), left, 10, 'en')).toEqual([]);
    expect(proposeUpsells(pair(50, 7n), left, 10, 'en')).toEqual([]);
    expect(proposeUpsells(pair(50), left, 10, 'en')).toHaveLength(1);
  });

  it('leads no more than two to the same product, those in most orders', () => {
    const four = [1n, 3n, 4n, 5n].map((productId, at) => product(productId, 10_000, { orders: 50 + at, alikeIds: [2n] }));
    const upsells = proposeUpsells(byId(...four, product(2n, 15_000)), () => 1_000, 10, 'en');
    expect(upsells).toEqual([]);
    const earning = proposeUpsells(byId(...four, product(2n, 15_000)), (productId) => (productId === 2n ? 2_000 : 1_000), 10, 'en');
    expect(earning.map(({ productIds }) => productIds)).toEqual([[5n], [4n]]);
  });
});
