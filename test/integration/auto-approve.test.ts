// Approving by itself: what it never does, that it stops at the week's number, and that it is told.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool, withTransaction } from '#app/db/pool.ts';
import { writeReviewSettings } from '#app/db/review-settings.ts';
import { setStatus } from '#app/db/sets.ts';
import { replaceShopDiscounts } from '#app/db/shop-discounts.ts';
import { COMBINES_WITH_NOTHING } from '#app/domain/discount/shop-discount.ts';
import { DEFAULT_REVIEW_SETTINGS } from '#app/domain/set/auto-approval.ts';
import { autoApprove, saveReviewSettings, wouldApprove } from '#app/pipeline/learn/auto-approve.ts';
import { pauseSet, returnSet, snoozeSet } from '#app/pipeline/learn/review-sets.ts';
import { buildProduct, buildSet, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const NOW = new Date('2026-06-01T12:00:00Z');
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
const ON = { ...DEFAULT_REVIEW_SETTINGS, autoApprove: true, leastOrders: 20, leastMarginBp: 3_000, mostPerWeek: 2 };

/** Suggestions of a card with a camera, each with its support; the card leaves 65 % of its price after 10 % off. */
async function shopWith(...supports: number[]) {
  const { shopId } = await buildShop();
  const card = await buildProduct(shopId, { title: 'Card', priceMinor: 10_000, unitCostMinor: 3_000 });
  const setIds: string[] = [];
  for (const support of supports) {
    const anchor = await buildProduct(shopId, { title: `Camera ${support}`, priceMinor: 90_000 });
    setIds.push(await buildSet(shopId, { anchor, status: 'suggested', support, slots: [{ name: 'card', candidates: [{ product: card }] }] }));
  }
  return { shopId, card, setIds };
}

const live = async (shopId: bigint) => (await pool().query<{ set_id: string }>(`SELECT set_id FROM sets WHERE shop_id = $1 AND status = 'approved' ORDER BY support DESC`, [shopId])).rows.map((row) => row.set_id);

describe('approving by itself', () => {
  it('does nothing unless a person switched it on', async () => {
    const { shopId } = await shopWith(500);
    expect(await autoApprove(shopId, NOW)).toBe(0);
    expect(await live(shopId)).toEqual([]);
  });

  it('takes those above the bar, the best first, so many a week, and is told as Setwise', async () => {
    const { shopId, setIds } = await shopWith(100, 60, 40, 10);
    expect(await wouldApprove(shopId, ON, NOW)).toEqual({ above: 3, all: 4 });
    expect(await saveReviewSettings(shopId, ON, 'anna', NOW)).toBe(2);
    expect(await live(shopId)).toEqual(setIds.slice(0, 2));
    expect(await autoApprove(shopId, later(3))).toBe(0);
    expect(await autoApprove(shopId, later(8))).toBe(1);
    expect(await live(shopId)).toEqual(setIds.slice(0, 3));
    const { rows } = await pool().query(`SELECT actor, event, count(*)::int AS times FROM changes WHERE shop_id = $1 GROUP BY 1, 2 ORDER BY 1`, [shopId]);
    expect(rows).toEqual([{ actor: 'anna', event: 'review_settings_saved', times: 1 }, { actor: 'setwise', event: 'set_approved', times: 3 }]);
  });

  it('never takes what is not from orders, nor what is not a completion', async () => {
    const { shopId, setIds } = await shopWith(100, 60);
    await pool().query(`UPDATE sets SET evidence = 'kind' WHERE shop_id = $1 AND set_id = $2`, [shopId, setIds[0]]);
    await pool().query(`UPDATE sets SET strategy = 'upsell' WHERE shop_id = $1 AND set_id = $2`, [shopId, setIds[1]]);
    expect(await saveReviewSettings(shopId, { ...ON, leastOrders: 5, leastMarginBp: 0 }, 'anna', NOW)).toBe(0);
    expect(await live(shopId)).toEqual([]);
  });

  it('never takes what a person put off, paused or took back', async () => {
    const { shopId, setIds } = await shopWith(100, 60);
    await snoozeSet(shopId, setIds[0]!, later(30), 'anna', NOW);
    await saveReviewSettings(shopId, ON, 'anna', NOW);
    expect(await live(shopId)).toEqual([setIds[1]]);
    await pauseSet(shopId, setIds[1]!, 'anna', NOW);
    await returnSet(shopId, setIds[1]!, 'anna', NOW);
    expect(await autoApprove(shopId, later(20))).toBe(0);
    expect(await live(shopId)).toEqual([]);
  });

  it('never takes what a person refuses while it judges', async () => {
    const { shopId, setIds } = await shopWith(100);
    await writeReviewSettings(shopId, ON, { actor: 'anna', at: NOW }, pool());
    let approving: Promise<number> | undefined;
    await withTransaction(async (client) => {
      await setStatus(shopId, setIds[0]!, 'refused', { by: 'anna', at: NOW, why: null }, NOW, client);
      approving = autoApprove(shopId, NOW);
      await expect.poll(async () => (await pool().query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).rowCount).toBe(1);
    });
    expect(await approving).toBe(0);
    expect((await pool().query('SELECT status FROM sets WHERE shop_id = $1', [shopId])).rows).toEqual([{ status: 'refused' }]);
  });

  it('never takes what leaves too little, or nobody knows how much', async () => {
    const { shopId, card } = await shopWith(100);
    expect(await wouldApprove(shopId, { leastOrders: 20, leastMarginBp: 8_000 }, NOW)).toEqual({ above: 0, all: 1 });
    await pool().query('UPDATE inventory_items SET unit_cost_minor = NULL WHERE shop_id = $1 AND inventory_item_id = $2', [shopId, card.inventoryItemId]);
    expect(await wouldApprove(shopId, { leastOrders: 20, leastMarginBp: 0 }, NOW)).toEqual({ above: 0, all: 1 });
  });

  it('leaves to a person what could be shown to nobody', async () => {
    const { shopId, setIds } = await shopWith(100, 60);
    await pool().query(`UPDATE products SET deleted_at = $2 WHERE shop_id = $1 AND product_id = (SELECT anchor_product_id FROM sets WHERE shop_id = $1 AND set_id = $3)`, [shopId, NOW, setIds[0]]);
    expect(await saveReviewSettings(shopId, ON, 'anna', NOW)).toBe(1);
    expect(await live(shopId)).toEqual([setIds[1]]);
  });

  it('never takes what another discount of the shop would bring below the floor', async () => {
    const { shopId } = await shopWith(100);
    expect((await wouldApprove(shopId, { leastOrders: 20, leastMarginBp: 0 }, NOW)).above).toBe(1);
    const discount = { discountId: 'gid://shopify/DiscountAutomaticNode/1', title: 'Summer', method: 'automatic', classes: ['product'], value: { kind: 'percent', bp: 6_500 }, combinesWith: COMBINES_WITH_NOTHING, covers: 'all', collectionIds: [], saidBp: null, startsAt: NOW, endsAt: null } as const;
    await replaceShopDiscounts(shopId, [discount], pool());
    expect(await wouldApprove(shopId, { leastOrders: 20, leastMarginBp: 0 }, NOW)).toEqual({ above: 0, all: 1 });
  });
});
