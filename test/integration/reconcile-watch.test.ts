// Webhooks that went quiet are noticed by what happened without them; a shop where nothing happens is left in peace. And
// which shops are compared at which hour.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { latestReconciliations } from '#app/db/reconciliations.ts';
import { webhookWatch } from '#app/db/webhook-watches.ts';
import { dueReconciliations } from '#app/pipeline/sync/reconcile/due-reconciliations.ts';
import { reconcileShop } from '#app/pipeline/sync/reconcile/reconcile-shop.ts';
import { watchAllWebhooks } from '#app/pipeline/sync/reconcile/watch-all-webhooks.ts';
import { watchWebhooks } from '#app/pipeline/sync/reconcile/watch-webhooks.ts';
import { buildShop } from '#prisma/seed/builders.ts';
import { type ConnectedShop, openedShop } from '#test/support/connected-shop.ts';
import { CAMERA, CARD, SHOP_ID } from '#test/support/small-store.ts';
import { rowsHere, rowsOfStore } from '#test/support/store-rows.ts';

const MINUTE_MS = 60_000;
const store = () => shop.sandbox.store;
const lose = (share: number) => shop.sandbox.webhooks.queue.lose(share);

let shop: ConnectedShop;
beforeAll(async () => {
  shop = await openedShop();
});
afterAll(() => shop.stop());
beforeEach(async () => {
  lose(0);
  await shop.settle();
  await reconcileShop(SHOP_ID, 'asked', () => new Date());
  await pool().query('SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker._private_jobs');
  for (const table of ['changes', 'webhook_watches', 'webhook_deliveries']) await pool().query(`DELETE FROM ${table}`);
});

const events = async () => (await prisma().change.findMany({ where: { shopId: SHOP_ID } })).map(({ event }) => event).sort();
async function jobs(name: string): Promise<Record<string, unknown>[]> {
  const { rows } = await pool().query<{ payload: Record<string, unknown> }>(
    'SELECT j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = $1 ORDER BY j.id',
    [name],
  );
  return rows.map(({ payload }) => payload);
}
const comparisons = () => jobs('sync.reconcile-shop');

/** Something that happened, so long ago. */
function happened(minutesAgo: number): { orderId: number } {
  const order = store().placeOrder({ customerId: null, lines: [{ variantId: CARD.variant, quantity: 1 }] });
  if (minutesAgo === 0) return { orderId: order.id };
  const at = new Date(Date.now() - minutesAgo * MINUTE_MS).toISOString();
  order.updatedAt = at;
  store().requireProduct(CARD.product).updatedAt = at;
  return { orderId: order.id };
}

describe('webhooks', () => {
  it('that are quiet because nothing happens are no alarm, however long', async () => {
    expect(await watchWebhooks(SHOP_ID, new Date(Date.now() + 8 * 60 * MINUTE_MS))).toMatchObject({ quietSince: null });
    expect(await comparisons()).toEqual([]);
    expect(await events()).toEqual([]);
  });

  it('that arrive are no alarm, also while they wait to be applied', async () => {
    happened(0);
    while (!shop.sandbox.webhooks.queue.idle) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await watchWebhooks(SHOP_ID, new Date(Date.now() + 40 * MINUTE_MS))).toMatchObject({ quietSince: null });
    expect(await comparisons()).toEqual([]);
  });

  it('are given a quarter of an hour', async () => {
    lose(1);
    happened(5);
    expect(await watchWebhooks(SHOP_ID, new Date())).toMatchObject({ quietSince: null });
  });

  it('that went quiet are noticed, said once, and the store is compared at once', async () => {
    lose(1);
    const { orderId } = happened(30);
    const noticed = await watchWebhooks(SHOP_ID, new Date());
    expect(noticed).toMatchObject({ quietAbout: 'orders', quietSince: expect.any(Date), noticedAt: expect.any(Date) });
    expect(await webhookWatch(SHOP_ID)).toEqual(noticed);
    expect(await events()).toEqual(['webhooks_quiet']);
    expect(await comparisons()).toEqual([{ shopId: String(SHOP_ID), reason: 'webhooks_quiet' }]);
    await shop.work();
    expect(await rowsHere(SHOP_ID)).toEqual(rowsOfStore(store()));
    expect(await prisma().order.count({ where: { orderId: BigInt(orderId) } })).toBe(1);
    expect((await latestReconciliations(SHOP_ID, 1))[0]).toMatchObject({ reason: 'webhooks_quiet', status: 'done' });
    // Still quiet: nothing new is missed, so nothing is compared or said again.
    expect(await watchWebhooks(SHOP_ID, new Date())).toMatchObject({ quietAbout: 'orders' });
    expect(await comparisons()).toEqual([]);
    expect((await events()).filter((event) => event === 'webhooks_quiet')).toHaveLength(1);
  });

  it('are back with the first that tells of what they were quiet about', async () => {
    lose(1);
    happened(30);
    await watchWebhooks(SHOP_ID, new Date());
    await shop.work();
    lose(0);
    store().updateVariant(CAMERA.variant, { price: '899.00' });
    await shop.settle();
    expect(await watchWebhooks(SHOP_ID, new Date())).toMatchObject({ quietAbout: 'orders' });
    happened(0);
    await shop.settle();
    expect(await watchWebhooks(SHOP_ID, new Date())).toMatchObject({ quietSince: null, quietAbout: null });
    expect(await events()).toContain('webhooks_back');
  });

  it('of which one alone was lost are not quiet: the night finds it', async () => {
    lose(1);
    happened(30);
    lose(0);
    happened(20);
    await shop.settle();
    expect(await watchWebhooks(SHOP_ID, new Date())).toMatchObject({ quietSince: null });
  });

  it('of a shop that left, or whose past is being read, are not asked about', async () => {
    await pool().query("UPDATE backfills SET status = 'running' WHERE shop_id = $1", [SHOP_ID]);
    expect(await watchWebhooks(SHOP_ID, new Date())).toBeUndefined();
    await pool().query("UPDATE backfills SET status = 'done' WHERE shop_id = $1", [SHOP_ID]);
    await pool().query('UPDATE shops SET uninstalled_at = now() WHERE shop_id = $1', [SHOP_ID]);
    expect(await watchWebhooks(SHOP_ID, new Date())).toBeUndefined();
    await pool().query('UPDATE shops SET uninstalled_at = NULL WHERE shop_id = $1', [SHOP_ID]);
  });

  it('of a shop whose access is lost tell nothing either way', async () => {
    await pool().query('DELETE FROM sessions');
    expect(await watchWebhooks(SHOP_ID, new Date())).toBeUndefined();
    expect(await webhookWatch(SHOP_ID)).toBeUndefined();
    await shop.open();
  });

  it('of every shop that was read are looked at', async () => {
    await buildShop();
    await watchAllWebhooks();
    expect(await jobs('sync.watch-webhooks')).toEqual([{ shopId: String(SHOP_ID) }]);
  });
});

describe('the nightly comparison', () => {
  const comparedAt = (at: string) => pool().query('UPDATE reconciliations SET started_at = $2 WHERE shop_id = $1', [SHOP_ID, at]);
  const due = (at: string) => dueReconciliations(new Date(at));

  it("is due in the night of the shop's own zone, once", async () => {
    await comparedAt('2027-01-09T02:00:00Z');
    await pool().query("UPDATE backfills SET started_at = '2027-01-01T00:00:00Z' WHERE shop_id = $1", [SHOP_ID]);
    expect(await due('2027-01-10T01:05:00Z')).toEqual([]);
    expect(await due('2027-01-10T02:05:00Z')).toEqual([SHOP_ID]); // three in the morning in Berlin
    expect(await due('2027-01-10T03:05:00Z')).toEqual([]);
    expect(await comparisons()).toEqual([{ shopId: String(SHOP_ID), reason: 'nightly' }]);
    await comparedAt('2027-01-09T21:00:00Z');
    expect(await due('2027-01-10T02:05:00Z')).toEqual([]);
  });

  it('is made up for at any hour when a night was missed', async () => {
    await comparedAt('2027-01-08T02:00:00Z');
    expect(await due('2027-01-10T12:05:00Z')).toEqual([SHOP_ID]);
  });

  it('waits for nothing that a comparison which is under way would do', async () => {
    await comparedAt('2027-01-08T02:00:00Z');
    await pool().query("UPDATE reconciliations SET status = 'running', started_at = '2027-01-10T12:00:00Z' WHERE shop_id = $1 AND reconciliation_id = (SELECT reconciliation_id FROM reconciliations LIMIT 1)", [SHOP_ID]);
    expect(await due('2027-01-10T12:05:00Z')).toEqual([]);
    await pool().query("UPDATE reconciliations SET status = 'done' WHERE shop_id = $1", [SHOP_ID]);
  });
});
