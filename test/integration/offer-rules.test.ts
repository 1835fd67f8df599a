// Given a shop with products, when a merchant composes rules, then what they name is found, changes are logged, and of two who
// edit at once the second is told.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WrittenRule } from '#app/contract/offer-rule.ts';
import { deleteOfferRule, loadedRules, lockOfferRules, offerRules } from '#app/db/offer-rules.ts';
import { pool, withTransaction } from '#app/db/pool.ts';
import { orderRules, removeRule, saveRule, switchRule } from '#app/pipeline/decide/save-rules.ts';
import { resolveRules } from '#app/pipeline/learn/resolve-rules.ts';
import { buildProduct, buildShop, type BuiltProduct, type BuiltShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

const NOW = new Date('2026-06-15T12:00:00Z');
let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

let shop: BuiltShop;
let lens: BuiltProduct;
let strap: BuiltProduct;
beforeEach(async () => {
  shop = await buildShop();
  lens = await buildProduct(shop.shopId, { title: 'Lens', productType: ' Lens ', tags: ['Glass'] });
  strap = await buildProduct(shop.shopId, { title: 'Strap', productType: 'Strap' });
});

const lenses: WrittenRule = { name: null, conditions: [{ kind: 'cart_has', products: { kind: 'type', type: 'lens' }, has: true }], action: { kind: 'leave_out', products: { kind: 'tag', tag: 'glass' } } };
const save = (rule: WrittenRule, known: { ruleId: string; version: number } | null = null) => saveRule(shop.shopId, known, rule, 'ann', NOW);
async function saved(rule: WrittenRule): Promise<string> {
  const outcome = await save(rule);
  if (outcome.kind !== 'saved') throw new Error(JSON.stringify(outcome));
  return outcome.ruleId;
}
const named = async () => (await loadedRules(shop.shopId)).map(({ products }) => Object.fromEntries([...products].map(([part, ids]) => [part, [...ids]])));

describe('offer rules', () => {
  it('know what their products come to, and again when the catalogue has changed', async () => {
    await saved(lenses);
    expect(await named()).toEqual([{ c0: [lens.productId], a: [lens.productId] }]);
    await pool().query(`UPDATE products SET product_type = 'LENS', tags = ARRAY['glass '] WHERE shop_id = $1 AND product_id = $2`, [shop.shopId, strap.productId]);
    await pool().query(`UPDATE products SET deleted_at = now() WHERE shop_id = $1 AND product_id = $2`, [shop.shopId, lens.productId]);
    await resolveRules(shop.shopId);
    expect(await named()).toEqual([{ c0: [strap.productId], a: [strap.productId] }]);
  });

  it('wait for who changes them, and leave alone what was removed meanwhile', async () => {
    const ruleId = await saved(lenses);
    let resolving: Promise<void> | undefined;
    await withTransaction(async (client) => {
      await lockOfferRules(shop.shopId, client);
      resolving = resolveRules(shop.shopId);
      await expect.poll(async () => (await pool().query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).rowCount).toBe(1);
      await deleteOfferRule(shop.shopId, ruleId, client);
    });
    await resolving;
    expect(await named()).toEqual([]);
  });

  it('forget the products of a condition that was taken out', async () => {
    const ruleId = await saved(lenses);
    await save({ ...lenses, conditions: [], action: { kind: 'offer_nothing' } }, { ruleId, version: 1 });
    expect(await named()).toEqual([{}]);
  });

  it('are told of to the second of two who edit at once, and nothing of the first is lost', async () => {
    const ruleId = await saved(lenses);
    await save({ ...lenses, name: 'first' }, { ruleId, version: 1 });
    await expect(save({ ...lenses, name: 'second' }, { ruleId, version: 1 })).rejects.toMatchObject({ code: 'conflict' });
    expect((await offerRules(shop.shopId)).map(({ name, version }) => [name, version])).toEqual([['first', 2]]);
  });

  it('stand in the order that was wanted, and an order that misses one is refused', async () => {
    const [first, second] = [await saved(lenses), await saved({ ...lenses, action: { kind: 'offer_nothing' } })];
    await orderRules(shop.shopId, [second, first], 'ann', NOW);
    expect((await offerRules(shop.shopId)).map(({ ruleId }) => ruleId)).toEqual([second, first]);
    await expect(orderRules(shop.shopId, [first], 'ann', NOW)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('that mean nothing are refused with what is missing, and nothing is kept', async () => {
    expect(await save({ ...lenses, conditions: [{ kind: 'cart_total', atLeastMinor: 500, belowMinor: 500 }, { kind: 'season', from: { month: 2, day: 30 }, to: { month: 3, day: 1 } }] })).toEqual({
      kind: 'invalid',
      faults: [{ code: 'bounds_crossed', at: 0 }, { code: 'no_such_day', at: 1 }],
    });
    expect(await offerRules(shop.shopId)).toEqual([]);
  });

  it('that are off are not loaded, and every step is in the change log', async () => {
    const ruleId = await saved(lenses);
    await switchRule(shop.shopId, ruleId, false, 'ann', NOW);
    await switchRule(shop.shopId, ruleId, false, 'ann', NOW);
    expect(await loadedRules(shop.shopId)).toEqual([]);
    await removeRule(shop.shopId, ruleId, 'ann', NOW);
    const { rows } = await pool().query('SELECT event FROM changes WHERE shop_id = $1 ORDER BY event', [shop.shopId]);
    expect(rows.map(({ event }) => event)).toEqual(['rule_added', 'rule_removed', 'rule_switched_off']);
  });

  it('of another shop cannot be touched', async () => {
    const ruleId = await saved(lenses);
    const other = await buildShop();
    await expect(removeRule(other.shopId, ruleId, 'ann', NOW)).rejects.toMatchObject({ code: 'not_found' });
    await resolveRules(other.shopId);
    expect(await named()).toHaveLength(1);
  });
});
