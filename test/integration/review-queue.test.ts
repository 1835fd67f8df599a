// The queue by the database: what is counted with a suggestion, what was put off, and what is never proposed again.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool, withTransaction } from '#app/db/pool.ts';
import { countSetsTogether, evidenceOf, writeEvidence, yearOfOrders } from '#app/db/set-evidence.ts';
import { proposeSets } from '#app/pipeline/learn/propose-sets.ts';
import { refuseSet, returnSet, snoozeFor, snoozeSet, trySet } from '#app/pipeline/learn/review-sets.ts';
import { listSets } from '#app/read/sets.ts';
import { BUILT_AT, buildAssociations, buildOrder, buildProduct, buildSet, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const NOW = new Date('2026-06-01T12:00:00Z');
const DAY_MS = 86_400_000;

/** A camera with a card and a bag, often bought together; film by itself. */
async function cameraShop() {
  const { shopId } = await buildShop();
  const camera = await buildProduct(shopId, { title: 'Aurel M5', productType: 'Cameras', priceMinor: 90_000 });
  const card = await buildProduct(shopId, { title: 'Card 64', productType: 'Memory Cards', priceMinor: 4_000 });
  const bag = await buildProduct(shopId, { title: 'Field Bag', productType: 'Bags', priceMinor: 9_000 });
  const film = await buildProduct(shopId, { title: 'Film', productType: 'Film' });
  for (let at = 0; at < 20; at++) await buildOrder(shopId, { orderedAt: new Date(NOW.getTime() - (at + 1) * 10 * DAY_MS), lines: [{ product: camera }, { product: card }, { product: bag }] });
  for (let at = 0; at < 60; at++) await buildOrder(shopId, { orderedAt: BUILT_AT, lines: [{ product: film }] });
  await buildAssociations(shopId, [
    { product: camera, orders: 20, targets: [{ product: card, support: 20 }, { product: bag, support: 20 }] },
    { product: card, orders: 20, targets: [] }, { product: bag, orders: 20, targets: [] }, { product: film, orders: 60, targets: [] },
  ], { orders: 200 });
  return { shopId, camera, card, bag };
}

const suggestedOf = async (shopId: bigint, at = NOW) => (await listSets(shopId, { status: 'suggested', search: '', page: 1 }, at)).sets;
const candidatesOf = (set: { slots: { candidates: { title: string }[] }[] } | undefined) => set?.slots.flatMap(({ candidates }) => candidates.map(({ title }) => title));

describe('a suggestion', () => {
  it('is listed with its last orders, what else was in them, and why it is worth a look', async () => {
    const { shopId } = await cameraShop();
    expect(await proposeSets(shopId, NOW)).toBe(1);
    const [set] = await suggestedOf(shopId);
    expect(set?.support).toBe(20);
    expect(set?.whyNow).toEqual({ kind: 'anchor_sells_most', place: 2 });
    expect(set?.evidence?.examples.map(({ orderedAt, others }) => [orderedAt, others])).toEqual(
      [10, 20, 30].map((days) => [new Date(NOW.getTime() - days * DAY_MS).toISOString(), ['Card 64', 'Field Bag']]),
    );
    expect(set?.evidence?.months.reduce((sum, orders) => sum + orders, 0)).toBe(20);
    expect(set?.evidence).toMatchObject({ seasonMonths: [], seasonAhead: false });
  });

  it('of which an order is gone is told by the others', async () => {
    const { shopId } = await cameraShop();
    await proposeSets(shopId, NOW);
    const [set] = await suggestedOf(shopId);
    await pool().query('UPDATE orders SET deleted_at = $3 WHERE shop_id = $1 AND order_id = $2', [shopId, set!.evidence!.examples[0]!.orderId, NOW]);
    expect((await suggestedOf(shopId))[0]?.evidence?.examples).toHaveLength(2);
  });

  it('is shown by the smallest of its last orders, and said to be as lately bought as the last of all', async () => {
    const { shopId, camera, card, bag } = await cameraShop();
    await proposeSets(shopId, NOW);
    const [{ setId } = { setId: '' }] = await suggestedOf(shopId);
    const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
    const large = (hours: number) => buildOrder(shopId, { orderedAt: hoursAgo(hours), lines: [camera, card, bag, bag].map((product) => ({ product })) });
    const latest = await large(1);
    for (let hours = 2; hours <= 12; hours++) await large(hours);
    const small = await buildOrder(shopId, { orderedAt: hoursAgo(20), lines: [{ product: camera }, { product: card }] });
    const [counted] = await countSetsTogether(shopId, [{ anchorProductId: camera.productId, candidateIds: [card.productId] }]);
    expect(counted?.exampleOrderIds[0]).toBe(small.orderId);
    expect(counted?.exampleOrderIds).not.toContain(latest.orderId);
    expect(counted?.lastOrderedAt).toEqual(hoursAgo(1));
    await withTransaction((on) => writeEvidence(shopId, [{ ...counted!, setId, months: [], seasonMonths: [], anchorPlace: null }], NOW, on));
    const [set] = await suggestedOf(shopId);
    expect(set?.evidence?.examples[0]).toMatchObject({ orderId: String(small.orderId), others: ['Card 64'] });
    expect(set?.whyNow).toEqual({ kind: 'bought_lately', days: 0 });
  });

  it('is counted as learning counts, in whole months of the shop’s own calendar', async () => {
    const { shopId, camera, card } = await cameraShop();
    await buildOrder(shopId, { cancelledAt: BUILT_AT, orderedAt: NOW, lines: [{ product: camera }, { product: card }] });
    const [counted] = await countSetsTogether(shopId, [{ anchorProductId: camera.productId, candidateIds: [card.productId] }, { anchorProductId: card.productId, candidateIds: [1n] }]);
    expect(counted).toMatchObject({ support: 20, exampleOrderIds: { length: 3 } });
    // Midnight of the first of June in Berlin is the last of May in UTC: June has begun, so May is whole and holds it no more.
    await buildOrder(shopId, { orderedAt: new Date('2026-05-31T22:30:00Z'), lines: [{ product: camera }] });
    const months = async (timezone: string) => (await yearOfOrders(shopId, [camera.productId], timezone, NOW)).byProduct.get(camera.productId)?.[4];
    expect((await months('UTC'))! - (await months('Europe/Berlin'))!).toBe(1);
  });

  it('has a season as soon as the shop has orders of every month, though its first is cut', async () => {
    const { shopId, camera } = await cameraShop();
    const isWhole = async () => (await yearOfOrders(shopId, [camera.productId], 'UTC', NOW)).isWhole;
    expect(await isWhole()).toBe(false);
    for (let month = 1; month <= 12; month++) await buildOrder(shopId, { orderedAt: new Date(Date.UTC(NOW.getUTCFullYear(), NOW.getUTCMonth() - month, 20)), lines: [{ product: camera }] });
    expect(await isWhole()).toBe(true);
  });

  it('that is put off is in a list of its own until its time', async () => {
    const { shopId } = await cameraShop();
    await proposeSets(shopId, NOW);
    const [set] = await suggestedOf(shopId);
    await snoozeFor(shopId, set!.setId, 'week', 'anna', NOW);
    const snoozed = await listSets(shopId, { status: 'snoozed', search: '', page: 1 }, NOW);
    expect([snoozed.total, snoozed.counts.snoozed, snoozed.counts.suggested]).toEqual([1, 1, 0]);
    expect(await suggestedOf(shopId)).toEqual([]);
    expect(await suggestedOf(shopId, new Date(NOW.getTime() + 8 * DAY_MS))).toHaveLength(1);
    // Learning renews it where it lies.
    await proposeSets(shopId, NOW);
    expect(await suggestedOf(shopId)).toEqual([]);
    await snoozeSet(shopId, set!.setId, null, 'anna', NOW);
    expect(await suggestedOf(shopId)).toHaveLength(1);
  });

  it('put off until its season comes back on the season’s first day', async () => {
    const { shopId } = await cameraShop();
    await proposeSets(shopId, NOW);
    const [set] = await suggestedOf(shopId);
    await pool().query(`UPDATE set_evidence SET season_months = '{12}' WHERE shop_id = $1`, [shopId]);
    expect((await suggestedOf(shopId))[0]?.evidence?.seasonAhead).toBe(true);
    await snoozeFor(shopId, set!.setId, 'season', 'anna', NOW);
    expect((await listSets(shopId, { status: 'snoozed', search: '', page: 1 }, NOW)).sets[0]?.snoozedUntil).toBe('2026-12-01T00:00:00.000Z');
  });

  it('that was tried and taken back is for everybody when it is approved', async () => {
    const { shopId } = await cameraShop();
    await proposeSets(shopId, NOW);
    const [set] = await suggestedOf(shopId);
    await trySet(shopId, set!.setId, 1_000, 'anna', NOW);
    expect((await listSets(shopId, { status: 'approved', search: '', page: 1 }, NOW)).sets[0]?.trialBp).toBe(1_000);
    await returnSet(shopId, set!.setId, 'anna', NOW, null);
    expect((await suggestedOf(shopId))[0]?.trialBp).toBeNull();
  });
});

describe('refused', () => {
  it('as not belonging together, a pair is not proposed again, also where learning comes with other company', async () => {
    const { shopId, camera, card } = await cameraShop();
    await buildSet(shopId, { anchor: camera, status: 'suggested', slots: [{ name: 'card', candidates: [{ product: card }] }] });
    const { setId } = (await suggestedOf(shopId))[0]!;
    await refuseSet(shopId, setId, 'anna', NOW, { code: 'not_complementary', note: null });
    expect(await proposeSets(shopId, NOW)).toBe(1);
    expect(candidatesOf((await suggestedOf(shopId))[0])).toEqual(['Field Bag']);
    const refused = await listSets(shopId, { status: 'refused', search: '', page: 1 }, NOW);
    expect(refused.sets[0]?.refused).toEqual({ code: 'not_complementary', note: null });
  });

  it('for its margin, its products may come back in other company', async () => {
    const { shopId, camera, card } = await cameraShop();
    await buildSet(shopId, { anchor: camera, status: 'suggested', slots: [{ name: 'card', candidates: [{ product: card }] }] });
    const { setId } = (await suggestedOf(shopId))[0]!;
    await refuseSet(shopId, setId, 'anna', NOW, { code: 'margin_too_small', note: null });
    expect(await proposeSets(shopId, NOW)).toBe(1);
    expect(candidatesOf((await suggestedOf(shopId))[0])?.sort()).toEqual(['Card 64', 'Field Bag']);
  });

  it('altogether, it stays refused', async () => {
    const { shopId } = await cameraShop();
    await proposeSets(shopId, NOW);
    const [set] = await suggestedOf(shopId);
    await refuseSet(shopId, set!.setId, 'anna', NOW, { code: 'wrong_products', note: null });
    expect(await proposeSets(shopId, NOW)).toBe(0);
    expect(await evidenceOf(shopId, [set!.setId])).toHaveProperty('size', 1);
  });
});
