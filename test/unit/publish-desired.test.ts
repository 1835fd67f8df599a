import { describe, expect, it } from 'vitest';
import { publishedDiscounts, publishedSet, publishedStarts } from '#app/contract/published-set.ts';
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import { NO_ATTRIBUTES } from '#app/domain/compatibility/fits.ts';
import { DEFAULT_GUARDRAILS } from '#app/domain/margin/guardrails.ts';
import { ACTION_PART, type LoadedRule } from '#app/domain/offer-rule/offer-rule.ts';
import { ALWAYS, type SetConditions, type SetFacts } from '#app/domain/set/set.ts';
import { desiredMetafields } from '#app/pipeline/publish/desired-metafields.ts';
import { policy, productFacts } from '#test/support/decision-facts.ts';

const NOW = new Date('2026-06-01T12:00:00Z');
const SET_ID = '0b9a1c52-1111-4111-8111-000000000001';

function product(productId: bigint, facts: Partial<ProductFacts> & { priceMinor?: number; unitCostMinor?: number | null } = {}): [bigint, ProductFacts] {
  const { priceMinor = 10_000, unitCostMinor = 4_000, ...rest } = facts;
  const variant = { variantId: productId * 10n, title: 'Default Title', position: 1, priceMinor, unitCostMinor, attributes: NO_ATTRIBUTES, stock: { tracked: true, policy: 'DENY' as const, available: [3] } };
  return [productId, productFacts(productId, { handle: `p-${productId}`, productType: '', publishedAt: new Date(0), variants: [variant], ...rest })];
}

const slot = (slotNo: number, name: string, ...ids: bigint[]) => ({ slotNo, name, words: null, candidates: ids.map((productId) => ({ productId, support: 40, score: 1 })) });
const set = (overrides: Partial<SetFacts> = {}): SetFacts => ({ setId: SET_ID, strategy: 'completion', anchorProductId: 1n, startedBy: new Map([[overrides.anchorProductId ?? 1n, 0]]), outcome: null, conditions: ALWAYS, signals: null, goal: 'Ready for the first trip', terms: { kind: 'percent', bp: 1_000 }, slots: [slot(1, 'bag', 2n, 3n)], ...overrides });
const desired = (sets: SetFacts[], ...products: [bigint, ProductFacts][]) =>
  new Map(desiredMetafields(sets, new Map(products), policy(), 'EUR', NOW).map((field) => [`${field.ownerId.split('/').at(-1)} ${field.key}`, JSON.parse(field.value)]));

describe('what is published of an approved set', () => {
  it('is the set and its candidates on the anchor, the discount on each candidate', () => {
    const fields = desired([set()], product(1n), product(2n), product(3n));
    expect(publishedSet.parse(fields.get('1 set'))).toEqual({ id: SET_ID, goal: 'Ready for the first trip', weight: 106, slots: [{ name: 'bag', reasons: { 2: 'Bought with it in 40 orders', 3: 'Bought with it in 40 orders' } }], discounts: { 2: 1_000, 3: 1_000 } });
    expect(fields.get('1 slot_1')).toEqual(['gid://shopify/Product/2', 'gid://shopify/Product/3']);
    expect(publishedDiscounts.parse(fields.get('2 set_discount'))).toEqual({ [SET_ID]: { anchor: '1', bp: 1_000 } });
  });

  it('says of another currency only what is otherwise there, and hides what is below the floor or has no price in it', () => {
    const abroad = [{ from: 'EUR', to: 'CHF', rate: 0.95, includedTaxBp: null, marketIds: [7n] }];
    const asks = (productId: bigint, priceMinor: number) => ({ marketPrices: [{ variantId: productId * 10n, marketId: 7n, currency: 'CHF', priceMinor }] });
    const fieldsOf = (terms: SetFacts['terms'], two: Partial<ProductFacts>, three: Partial<ProductFacts>) =>
      new Map(desiredMetafields([set({ terms })], new Map([product(1n, asks(1n, 9_500)), product(2n, two), product(3n, three)]), policy({ discountMode: 'as_set' }), 'EUR', NOW, abroad).map((field) => [`${field.ownerId.split('/').at(-1)} ${field.key}`, JSON.parse(field.value)]));
    const percent: SetFacts['terms'] = { kind: 'percent', bp: 1_000 };

    const alike = fieldsOf(percent, asks(2n, 9_500), asks(3n, 9_900));
    expect(publishedSet.parse(alike.get('1 set'))).not.toHaveProperty('in');
    expect(alike.get('2 set_discount')).toEqual({ [SET_ID]: { anchor: '1', bp: 1_000 } });

    const cheap = fieldsOf(percent, asks(2n, 3_900), {});
    expect(publishedSet.parse(cheap.get('1 set'))).toMatchObject({ discounts: { 2: 1_000, 3: 1_000 }, in: { CHF: { discounts: {}, hidden: ['2', '3'] } } });
    expect(publishedDiscounts.parse(cheap.get('2 set_discount'))).toEqual({ [SET_ID]: { anchor: '1', bp: 1_000, in: { CHF: {} } } });

    const amount = fieldsOf({ kind: 'amount', minor: 500 }, asks(2n, 9_500), asks(3n, 9_500));
    expect(publishedSet.parse(amount.get('1 set')).in).toEqual({ CHF: { discounts: {}, currency: 'CHF', off: { 2: 475, 3: 475 } } });
    expect(publishedDiscounts.parse(amount.get('2 set_discount'))).toEqual({ [SET_ID]: { anchor: '1', off: 500, cur: 'EUR', in: { CHF: { off: 475, cur: 'CHF' } } } });
  });

  it('has a set price only where every product that may stand there bears its share', () => {
    const slots = [slot(1, 'bag', 2n), slot(2, 'strap', 3n)];
    const priced = (minor: number) => desired([set({ slots, terms: { kind: 'set_price', minor } })], product(1n), product(2n), product(3n)).get('1 set');
    expect(priced(19_000)).toMatchObject({ price: 19_000, prices: { 2: 9_500, 3: 9_500 } });
    expect(priced(1_000)).not.toHaveProperty('price');
  });

  it('says of each candidate what was counted of it', () => {
    const counted = slot(1, 'bag', 2n, 3n);
    const fields = desired([set({ slots: [{ ...counted, candidates: counted.candidates.map((each, index) => ({ ...each, support: index === 0 ? 40 : 3 })) }] })], product(1n), product(2n), product(3n));
    expect(fields.get('1 set').slots[0].reasons).toEqual({ 2: 'Bought with it in 40 orders', 3: 'The bag for your Product 1' });
  });

  it('lists first whom the server would choose in the place of a best one that is out', () => {
    const bags = [product(2n, { productType: 'Bag' }), product(3n, { productType: 'Strap' }), product(4n, { productType: 'bag', priceMinor: 30_000 }), product(5n, { productType: 'bag', priceMinor: 12_000 })];
    const ids = (fields: Map<string, string[]>) => fields.get('1 slot_1')?.map((gid) => gid.split('/').at(-1));
    const slots = [slot(1, 'bag', 2n, 3n, 4n, 5n)];
    expect(ids(desired([set({ slots })], product(1n), ...bags))).toEqual(['2', '5', '3', '4']);
    expect(ids(desired([set({ slots })], product(1n), product(2n, { productType: 'Bag', unitCostMinor: 9_900 }), ...bags.slice(1)))).toEqual(['5', '3', '4']);
  });

  it('keeps what is sold out: the storefront passes over it', () => {
    const soldOut = product(2n);
    soldOut[1] = { ...soldOut[1], variants: soldOut[1].variants.map((variant) => ({ ...variant, stock: { ...variant.stock, available: [0] } })) };
    expect(desired([set()], product(1n), soldOut, product(3n)).get('1 slot_1')).toHaveLength(2);
  });

  it('leaves out what is deleted, not active, not published yet or below the floor', () => {
    const fields = desired(
      [set({ slots: [slot(1, 'bag', 2n, 3n, 4n, 5n, 6n)] })],
      product(1n), product(2n, { deletedAt: NOW }), product(3n, { status: 'DRAFT' }), product(4n, { publishedAt: new Date('2026-07-01') }), product(5n, { unitCostMinor: 9_900 }), product(6n),
    );
    expect(fields.get('1 slot_1')).toEqual(['gid://shopify/Product/6']);
    expect(fields.has('5 set_discount')).toBe(false);
  });

  it('gives the smaller discount that pays', () => {
    const fields = desired([set()], product(1n), product(2n, { unitCostMinor: 5_600 }));
    expect(fields.get('1 set').discounts[2]).toBeLessThan(1_000);
    expect(fields.get('2 set_discount')[SET_ID].bp).toBe(fields.get('1 set').discounts[2]);
  });

  it('moves a slot up where the one before it is empty', () => {
    const fields = desired([set({ slots: [slot(1, 'bag', 9n), slot(2, 'memory card', 2n)] })], product(1n), product(2n));
    expect(fields.get('1 set').slots).toEqual([expect.objectContaining({ name: 'memory card' })]);
    expect([...fields.keys()]).toEqual(['1 set', '1 slot_1', '2 set_discount']);
  });

  it('is nothing where no slot has a candidate, or the anchor is not on sale', () => {
    expect(desired([set()], product(1n)).size).toBe(0);
    expect(desired([set()], product(1n, { status: 'DRAFT' }), product(2n)).size).toBe(0);
  });

  it('shows the best supported of two sets with one anchor, and discounts both', () => {
    const other = set({ setId: '0b9a1c52-1111-4111-8111-000000000002', slots: [slot(1, 'strap', 3n)] });
    const fields = desired([set({ slots: [slot(1, 'bag', 2n)] }), other], product(1n), product(2n), product(3n));
    expect(fields.get('1 set').id).toBe(SET_ID);
    expect(Object.keys(fields.get('3 set_discount'))).toEqual([other.setId]);
  });

  it('says no cost, no margin and no floor', () => {
    const text = JSON.stringify([...desired([set()], product(1n), product(2n, { unitCostMinor: 7_531 }))]);
    for (const secret of ['7531', 'cost', 'margin', 'floor', String(DEFAULT_GUARDRAILS.floorBp)]) expect(text).not.toContain(secret);
  });
});

describe('what is published of a set', () => {
  const part = (productId: bigint) => product(productId);
  const several = new Map([[1n, 0], [9n, 0]]);

  it('that several products start says on each of them that it does, and on the candidate no anchor', () => {
    const fields = desired([set({ startedBy: several })], product(1n), product(2n), product(3n), product(9n));
    expect(publishedStarts.parse(fields.get('1 starts'))).toEqual([SET_ID]);
    expect(publishedStarts.parse(fields.get('9 starts'))).toEqual([SET_ID]);
    expect(publishedDiscounts.parse(fields.get('2 set_discount'))).toEqual({ [SET_ID]: { bp: 1_000 } });
    expect([fields.get('1 set').id, fields.get('9 set').id]).toEqual([SET_ID, SET_ID]);
    expect(desired([set()], product(1n), product(2n), product(3n)).has('1 starts')).toBe(false);
  });

  it('that is a family shows beside each part the others', () => {
    const family = set({ strategy: 'ecosystem', startedBy: new Map([[1n, 1], [2n, 2], [3n, 3]]), slots: [slot(1, 'body', 1n), { ...slot(2, 'lens', 2n), words: 'Sees further' }, slot(3, 'bag', 3n)] });
    const fields = desired([family], part(1n), part(2n), part(3n));
    expect(fields.get('1 set').slots).toEqual([{ name: 'lens', reasons: { 2: 'Sees further' } }, { name: 'bag', reasons: { 3: 'Bought with it in 40 orders' } }]);
    expect(fields.get('2 slot_1')).toEqual(['gid://shopify/Product/1']);
    expect(fields.get('1 set_discount')).toEqual({ [SET_ID]: { bp: 1_000 } });
  });

  it('that is a ladder, or offers something instead of its anchor, is nothing: the server says it', () => {
    for (const strategy of ['evolution', 'upsell'] as const) expect(desired([set({ strategy, signals: { ownedDays: 1, ordersSince: null, companionsSince: null, needed: 1 } })], product(1n), product(2n), product(3n)).size).toBe(0);
  });

  it.each<[string, Partial<SetConditions>]>([['a market', { marketIds: [7n] }], ['a segment', { segments: ['vip'] }], ['a trial', { trialBp: 1_000 }], ['a rule', { byRuleOnly: true }]])('that is for %s only is not painted, but charged as the server says', (_, conditions) => {
    const fields = desired([set({ conditions: { ...ALWAYS, ...conditions } })], product(1n), product(2n), product(3n));
    expect([...fields.keys()].sort()).toEqual(['2 set_discount', '3 set_discount']);
  });

  it('that a rule of the merchant’s may hide from some is not painted either; the next one is, beside its anchor', () => {
    const other = set({ setId: '0b9a1c52-1111-4111-8111-000000000002', slots: [slot(1, 'strap', 4n)] });
    const leavesOut: LoadedRule = { ruleId: 'r', name: null, enabled: true, conditions: [], action: { kind: 'leave_out', products: { kind: 'tag', tag: 'x' } }, products: new Map([[ACTION_PART, new Set([3n])]]) };
    const fields = new Map(desiredMetafields([set(), other], new Map([product(1n), product(2n), product(3n), product(4n)]), policy(), 'EUR', NOW, [], [leavesOut]).map((field) => [`${field.ownerId.split('/').at(-1)} ${field.key}`, JSON.parse(field.value)]));
    expect(fields.get('1 set').id).toBe(other.setId);
    expect(fields.get('3 set_discount')).toEqual({ [SET_ID]: { anchor: '1', bp: 1_000 } });
  });

  it('carries what it improves', () => {
    expect(desired([set({ outcome: 'Nothing is missing.' })], product(1n), product(2n), product(3n)).get('1 set')).toMatchObject({ outcome: 'Nothing is missing.' });
  });
});
