// What webhooks never told is found and repaired by comparing with the store: given deliveries that are lost, when the
// comparison is over, our tables say what the store says, and what follows from each fact has followed.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adminClient } from '#app/adapters/shopify/admin-client.ts';
import { CHANGED_PRODUCTS } from '#app/adapters/shopify/operations/changed-since.ts';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { type KindProgress, lastGoodPoint, latestReconciliations, type ReconciliationRow, sumOfFacts } from '#app/db/reconciliations.ts';
import { type ShopRow, shopById } from '#app/db/shops.ts';
import { applyDeliveries } from '#app/pipeline/sync/apply-deliveries.ts';
import type { Kind } from '#app/pipeline/sync/reconcile/kind.ts';
import { KINDS } from '#app/pipeline/sync/reconcile/kinds.ts';
import { repair } from '#app/pipeline/sync/reconcile/repair.ts';
import { reconcileShop } from '#app/pipeline/sync/reconcile/reconcile-shop.ts';
import { CostBucket } from '#sandbox/admin-api/cost.ts';
import { StoreRefusal } from '#sandbox/store/refusal.ts';
import { type ConnectedShop, DOMAIN, openedShop } from '#test/support/connected-shop.ts';
import { buildCameraSet } from '#test/support/small-store-sets.ts';
import { BAG, CAMERA, CARD, CUSTOMERS, LOCATION, SHOP_ID } from '#test/support/small-store.ts';
import { rowsHere, rowsOfStore } from '#test/support/store-rows.ts';

const [BUYER, OTHER] = CUSTOMERS;
const now = () => new Date();
const store = () => shop.sandbox.store;
const line = (variantId: number, quantity = 1) => ({ variantId, quantity, properties: [] });

let shop: ConnectedShop;
beforeAll(async () => {
  // Points as the largest plan has them ten times over: what is compared is asked here, not how Shopify makes it wait.
  shop = await openedShop({ costBucket: new CostBucket({ maximumAvailable: 200_000, restoreRate: 10_000 }) });
});
afterAll(() => shop.stop());
beforeEach(async () => {
  shop.sandbox.webhooks.queue.lose(0);
  await compare();
  await pool().query('SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker._private_jobs');
  await pool().query('DELETE FROM changes');
});

/** Whole, however often Shopify has to be waited for. */
async function compare(pagedUpTo?: number): Promise<ReconciliationRow> {
  for (;;) {
    const run = await reconcileShop(SHOP_ID, 'asked', now, pagedUpTo === undefined ? {} : { pagedUpTo });
    if (run?.status !== 'running') return run as ReconciliationRow;
  }
}
const differed = (run: ReconciliationRow) => Object.fromEntries(Object.entries(sumOfFacts(run)).flatMap(([fact, { checked: _checked, ...counts }]) => (counts.differed > 0 ? [[fact, counts]] : [])));
const repaired = (rows: number) => ({ differed: rows, repaired: rows, deleted: 0 });
const unheard = <T>(happens: () => T): T => {
  shop.sandbox.webhooks.queue.lose(1);
  const outcome = happens();
  shop.sandbox.webhooks.queue.lose(0);
  return outcome;
};
/** The store does not cancel twice, nor refund what is refunded. */
const unlessRefused = (happens: () => unknown): void => {
  try {
    happens();
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
  }
};
async function jobs(): Promise<Record<string, unknown>[]> {
  const { rows } = await pool().query<{ name: string; payload: Record<string, unknown> }>(
    `SELECT t.identifier AS name, j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier ~ '^(engage|measure.attribute|publish)' ORDER BY t.identifier, j.id`,
  );
  return rows.map(({ name, payload: { shopId: _shopId, ...payload } }) => ({ name, ...payload }));
}
const changes = async () => (await prisma().change.findMany({ where: { shopId: SHOP_ID } })).map(({ event }) => event).sort();
const expectSame = async () => expect(await rowsHere(SHOP_ID)).toEqual(rowsOfStore(store()));

describe('a comparison where nothing was lost', () => {
  it('finds nothing that differs, sets nothing off and writes nothing into the log', async () => {
    store().updateVariant(CARD.variant, { price: '51.00' });
    store().setEmailConsent(OTHER, 'SUBSCRIBED');
    const order = store().placeOrder({ customerId: BUYER, lines: [line(CARD.variant)] });
    store().deliverOrder(order.id);
    store().refundOrder(order.id, [{ lineId: order.lines[0]?.id as number, quantity: 1 }], true);
    await shop.settle();
    await pool().query('SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker._private_jobs');
    await pool().query('DELETE FROM changes');
    const run = await compare();
    expect(differed(run)).toEqual({});
    expect(sumOfFacts(run)).toMatchObject({ products: { checked: 3 }, variants: { checked: 3 }, inventory_levels: { checked: 3 }, customers: { checked: 2 }, orders: { checked: store().orders.size } });
    expect(await jobs()).toEqual([]);
    expect(await changes()).toEqual([]);
    await expectSame();
  });
});

describe('what no webhook told', () => {
  it('an edit is repaired, and the sets that show it are published anew', async () => {
    unheard(() => store().updateVariant(CAMERA.variant, { price: '777.00' }));
    const setId = await buildCameraSet(SHOP_ID);
    const run = await compare();
    expect(differed(run)).toEqual({ variants: repaired(1) });
    expect(await changes()).toEqual(['price_changed', 'store_reconciled']);
    expect(await jobs()).toEqual([{ name: 'publish.write-sets' }]);
    await expectSame();
    await prisma().productSet.delete({ where: { shopId_setId: { shopId: SHOP_ID, setId } } });
  });

  it('an order is taken in as if it had been told: measured, and its buyer enters and leaves workflows', async () => {
    const order = unheard(() => store().placeOrder({ customerId: BUYER, lines: [line(CARD.variant, 2), line(BAG.variant)] }));
    const run = await compare();
    expect(differed(run)).toEqual({ orders: repaired(1), inventory_levels: repaired(2) });
    expect((await jobs()).filter(({ orderId }) => orderId === String(order.id)).map(({ name }) => name)).toEqual(['engage.enroll', 'engage.stop-enrollments', 'measure.attribute-order']);
    await expectSame();
  });

  it('a cancellation is noted, its goods are in stock again', async () => {
    const order = store().placeOrder({ customerId: BUYER, lines: [line(BAG.variant)] });
    await shop.settle();
    unheard(() => store().cancelOrder(order.id));
    expect(differed(await compare())).toEqual({ orders: repaired(1), inventory_levels: repaired(1) });
    expect(await changes()).toContain('order_cancelled');
    await expectSame();
  });

  it('a refund stops what its customer was still to be sent, also where its order was told', async () => {
    const order = store().placeOrder({ customerId: BUYER, lines: [line(CARD.variant)] });
    await shop.settle();
    await pool().query('SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker._private_jobs');
    unheard(() => store().refundOrder(order.id, [{ lineId: order.lines[0]?.id as number, quantity: 1 }], false));
    // The order's own webhook came through: its version is known here, its refund is not.
    store().emit('orders/updated', store().requireOrder(order.id));
    await shop.settle();
    expect(differed(await compare())).toEqual({ refunds: repaired(1) });
    expect(await jobs()).toEqual([{ name: 'engage.stop-enrollments', orderId: String(order.id), customerId: String(BUYER), why: 'returned' }]);
    await expectSame();
  });

  it('a delivery that came long before the last good point is found by listing', async () => {
    const order = store().placeOrder({ customerId: BUYER, lines: [line(CARD.variant)] });
    await shop.settle();
    unheard(() => store().deliverOrder(order.id));
    await pool().query("UPDATE reconciliations SET started_at = started_at + interval '30 days' WHERE shop_id = $1", [SHOP_ID]);
    const run = await compare();
    expect(run.since.getTime()).toBeGreaterThan(Date.now());
    await pool().query("UPDATE reconciliations SET started_at = started_at - interval '30 days' WHERE shop_id = $1 AND reconciliation_id <> $2", [SHOP_ID, run.reconciliationId]);
    expect(differed(run)).toEqual({ fulfillments: repaired(1) });
    await expectSame();
  });

  it('a restock shows in stock, and the log says so', async () => {
    store().setAvailable(BAG.item, LOCATION, 0);
    await shop.settle();
    await pool().query('DELETE FROM changes');
    unheard(() => store().setAvailable(BAG.item, LOCATION, 9));
    expect(differed(await compare())).toEqual({ inventory_levels: repaired(1) });
    expect(await changes()).toEqual(['product_restocked', 'store_reconciled']);
    await expectSame();
  });

  it('an item that left a place is gone from there, though nothing of it changed its time', async () => {
    const { variant } = store().requireVariant(BAG.variant);
    variant.levels.push({ locationId: 502, available: 4, updatedAt: store().clock.stamp() });
    store().locations.set(502, { id: 502, name: 'Hamburg' });
    await compare();
    await expectSame();
    variant.levels.pop();
    expect(differed(await compare())).toEqual({ inventory_levels: { differed: 1, repaired: 0, deleted: 1 } });
    await expectSame();
    expect(differed(await compare())).toEqual({});
  });

  it('consent that was taken back is taken back here', async () => {
    unheard(() => store().setEmailConsent(OTHER, 'UNSUBSCRIBED'));
    expect(differed(await compare())).toEqual({ customers: repaired(1) });
    await expectSame();
  });

  it.each(['and of their orders neither', 'though their orders told of themselves'])('a merge is taken in with it, %s: what the one who is gone was shown is the kept one’s', async (which) => {
    const gone = store().createCustomer({ email: 'twice@example.com' });
    const order = store().placeOrder({ customerId: gone.id, lines: [line(CARD.variant)] });
    await shop.settle();
    const experimentId = '0b9a1c52-4444-4444-8444-000000000001';
    await prisma().experiment.create({ data: { shopId: SHOP_ID, experimentId, subjectOf: 'placement:cart_page', salt: 's', holdoutBp: 0, startedAt: now() } });
    await prisma().assignment.create({ data: { shopId: SHOP_ID, experimentId, subjectKey: `c:${gone.id}`, arm: 'holdout', assignedAt: now() } });
    unheard(() => store().mergeCustomers(OTHER, gone.id));
    const orderIsTold = which.startsWith('though');
    if (orderIsTold) {
      store().emit('orders/updated', store().requireOrder(order.id));
      await shop.settle();
    }
    const run = await compare();
    expect(sumOfFacts(run)).toMatchObject({ customers: { deleted: 1 }, orders: { repaired: orderIsTold ? 0 : 1 } });
    expect(await prisma().assignment.findMany({ where: { experimentId }, select: { subjectKey: true, arm: true } })).toEqual([{ subjectKey: `c:${OTHER}`, arm: 'holdout' }]);
    expect(await prisma().order.findFirst({ where: { orderId: order.id }, select: { customerId: true } })).toEqual({ customerId: BigInt(OTHER) });
    expect(await changes()).toContain('customers_merged');
    await expectSame();
    await prisma().experiment.deleteMany({ where: { experimentId } });
  });

  it('what is held deleted here though it exists is restored', async () => {
    await pool().query("UPDATE products SET deleted_at = now() - interval '1 minute' WHERE shop_id = $1 AND product_id = $2", [SHOP_ID, CARD.product]);
    await pool().query("UPDATE variants SET deleted_at = now() - interval '1 minute' WHERE shop_id = $1 AND product_id = $2", [SHOP_ID, CARD.product]);
    expect(differed(await compare())).toEqual({ products: repaired(1), variants: repaired(1) });
    await expectSame();
  });

  it('is found by bulk operations just as well', async () => {
    const order = unheard(() => {
      store().updateVariant(CARD.variant, { price: '12.00' });
      store().setAvailable(CARD.item, LOCATION, 77);
      store().setEmailConsent(BUYER, 'SUBSCRIBED');
      return store().placeOrder({ customerId: BUYER, lines: [line(CAMERA.variant)] });
    });
    unheard(() => store().refundOrder(order.id, [{ lineId: order.lines[0]?.id as number, quantity: 1 }], true));
    const run = await compare(0);
    expect(differed(run)).toEqual({ variants: repaired(1), inventory_levels: repaired(1), customers: repaired(1), orders: repaired(1), refunds: repaired(1) });
    await expectSame();
  });
});

describe('a comparison', () => {
  it('that dies at any point goes on where it was, and the good point moves only once all of it was whole', async () => {
    for (let diesAt = 2; ; diesAt += 3) {
      const good = await lastGoodPoint(SHOP_ID);
      unheard(() => {
        store().updateVariant(CAMERA.variant, { price: `${800 + diesAt}.00` });
        store().placeOrder({ customerId: BUYER, lines: [line(CARD.variant)] });
        store().setAvailable(CARD.item, LOCATION, 500 + diesAt);
      });
      let asked = 0;
      const dying = () => {
        asked += 1;
        if (asked === diesAt) throw new Error('the worker dies');
        return new Date();
      };
      const died = await reconcileShop(SHOP_ID, 'asked', dying).then(() => false, (error: Error) => error.message === 'the worker dies');
      const [latest] = await latestReconciliations(SHOP_ID, 1);
      expect(latest?.status).toBe(died ? 'running' : 'done');
      if (died) expect(await lastGoodPoint(SHOP_ID)).toEqual(good);
      const run = died ? await compare() : (latest as ReconciliationRow);
      expect(run.reconciliationId).toBe(latest?.reconciliationId);
      expect(await lastGoodPoint(SHOP_ID)).toEqual(run.startedAt);
      expect(differed(run)).toEqual({ variants: repaired(1), orders: repaired(1), inventory_levels: repaired(1) });
      await expectSame();
      if (!died) {
        expect(diesAt).toBeGreaterThan(20);
        return;
      }
    }
  });

  it('never wins over a webhook that is newer than its read', async () => {
    const [kind] = KINDS;
    const readAt = new Date();
    const client = adminClient(DOMAIN, 'background');
    const { page } = await client.run(CHANGED_PRODUCTS, { first: 10, after: null });
    const objects = page.nodes.map((node) => ({ node, children: node.variants.nodes }));
    // While what was read is still at hand, the price changes in the same second, and is told.
    store().updateVariant(CAMERA.variant, { price: '650.00' });
    await shop.settle();
    const run = await compare();
    const row = await shopById(SHOP_ID);
    let found: Partial<KindProgress> = {};
    const save = async (patch: Partial<KindProgress>) => {
      found = patch;
    };
    const work = { shop: row as ShopRow, client, run, progress: { ...(run.kinds[0] as KindProgress), facts: {} }, pagedUpTo: 10, now, save };
    await repair(work, kind as Kind, { objects, goneIds: [], readAt }, {});
    expect(found.facts).toEqual({});
    await expectSame();
  });

  it('takes in all but an object that does not apply, and says which and why', async () => {
    unheard(() => {
      store().updateVariant(CAMERA.variant, { price: '700.00' });
      store().updateVariant(CARD.variant, { price: '31.00' });
    });
    const { variant } = store().requireVariant(CARD.variant);
    variant.position = 70_000; // beyond what the column holds
    const run = await compare();
    variant.position = 1;
    const [products] = run.kinds;
    expect(products).toMatchObject({ refused: expect.any(Number), problems: expect.arrayContaining([expect.stringContaining(String(CARD.product))]) });
    expect(products?.facts.variants).toMatchObject({ repaired: 1 });
    expect(run.status).toBe('done');
    const camera = await prisma().variant.findFirst({ where: { shopId: SHOP_ID, variantId: BigInt(CAMERA.variant) } });
    expect(camera?.priceMinor).toBe(70_000n);
    await compare();
    await expectSame();
  });

  it('has everything read anew that has no version, also where nothing differed', async () => {
    await compare();
    const { rows } = await pool().query(
      `SELECT j.payload->>'fact' AS fact FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'sync.reread-fact' ORDER BY 1`,
    );
    expect(rows.map(({ fact }) => fact)).toEqual(expect.arrayContaining(['collections', 'locations', 'markets', 'shop']));
  });

  it.each([1, 2, 3])('beside an inbox that is busy, of whose deliveries a third is lost and the rest comes in reverse, ends with what the store says (seed %i)', async (seed) => {
    let state = seed;
    const pick = <T>(all: readonly T[]): T => {
      state = (state * 48_271) % 2_147_483_647;
      return all[state % all.length] as T;
    };
    const { queue } = shop.sandbox.webhooks;
    queue.lose(1 / 3);
    const happenings: readonly (() => unknown)[] = [
      () => store().updateVariant(CAMERA.variant, { price: `${pick([500, 510, 520])}.00` }),
      () => store().updateProduct(CARD.product, { title: pick(['Fast Card', 'Faster Card', 'Fastest Card']) }),
      () => store().setAvailable(CARD.item, LOCATION, pick([900, 901, 902])),
      () => store().setUnitCost(CARD.item, pick(['11.00', '12.00'])),
      () => store().setEmailConsent(BUYER, pick(['SUBSCRIBED', 'UNSUBSCRIBED'])),
      () => store().placeOrder({ customerId: pick([BUYER, null]), lines: [line(CARD.variant, pick([1, 2]))] }),
      () => unlessRefused(() => store().deliverOrder(pick([...store().orders.keys()]))),
      () => unlessRefused(() => store().cancelOrder(pick([...store().orders.keys()]))),
      () => {
        const order = store().requireOrder(pick([...store().orders.keys()]));
        return unlessRefused(() => store().refundOrder(order.id, [{ lineId: pick(order.lines).id, quantity: 1 }], pick([true, false])));
      },
    ];
    let busy = true;
    const inbox = (async () => {
      while (busy) {
        await applyDeliveries(new Date());
        await sleep(5);
      }
    })();
    try {
      const comparing = compare();
      for (let happened = 0; happened < 60; happened += 1) {
        if (happened % 15 === 0) queue.hold();
        if (happened % 15 === 10) queue.release();
        pick(happenings)();
        await sleep(pick([0, 5, 10]));
      }
      queue.release();
      queue.lose(0);
      await comparing;
      await shop.settle();
    } finally {
      busy = false;
      await inbox;
    }
    expect((await compare()).status).toBe('done');
    await expectSame();
    const problems = (await latestReconciliations(SHOP_ID, 2)).flatMap(({ kinds }) => kinds.flatMap((kind) => kind.problems));
    expect(problems).toEqual([]);
    const { rows } = await pool().query("SELECT topic, error FROM webhook_deliveries WHERE status <> 'applied'");
    expect(rows).toEqual([]);
  });

  it('as a job works for a turn, then lets others have the worker and goes on', async () => {
    unheard(() => store().updateVariant(CAMERA.variant, { price: '710.00' }));
    const begun = await reconcileShop(SHOP_ID, 'asked', now, { turnMs: 0 });
    expect(begun?.status).toBe('running');
    await shop.work();
    expect((await latestReconciliations(SHOP_ID, 1))[0]).toMatchObject({ reconciliationId: begun?.reconciliationId, status: 'done' });
    await expectSame();
  });

  it('that nobody went on with for a day is given up for a new one', async () => {
    const begun = await reconcileShop(SHOP_ID, 'asked', now, { turnMs: 0 });
    await pool().query("UPDATE reconciliations SET updated_at = now() - interval '25 hours' WHERE status = 'running'");
    const run = await compare();
    expect(run.reconciliationId).not.toBe(begun?.reconciliationId);
    expect(run.status).toBe('done');
  });

  it('leaves orders alone that the store no longer shows', async () => {
    await pool().query("UPDATE shops SET scopes = replace(scopes, 'read_all_orders,', '') WHERE shop_id = $1", [SHOP_ID]);
    const [old] = [...store().orders.values()];
    store().orders.delete(old?.id as number);
    expect(differed(await compare())).toEqual({});
    store().orders.set(old?.id as number, old as never);
    await pool().query("UPDATE shops SET scopes = scopes || ',read_all_orders' WHERE shop_id = $1", [SHOP_ID]);
    await expectSame();
  });
});

// The last: what it deletes is gone from the store.
describe('what was deleted without a word', () => {
  it('leaves a tombstone, and nothing that is told late lifts it', async () => {
    const order = store().placeOrder({ customerId: null, lines: [line(CARD.variant)] });
    const bag = structuredClone(store().requireProduct(BAG.product));
    await shop.settle();
    unheard(() => {
      store().deleteProduct(BAG.product);
      store().orders.delete(order.id);
      store().customers.delete(OTHER);
    });
    const gone = { differed: 1, repaired: 0, deleted: 1 };
    const { orders: deletedOrders, ...others } = differed(await compare());
    expect(others).toEqual({ products: gone, variants: gone, inventory_levels: gone, customers: gone });
    // Others name the product or the customer, and do so no longer.
    expect(deletedOrders).toMatchObject({ deleted: 1 });
    expect(await changes()).toContain('product_deleted');
    await expectSame();
    store().emit('products/update', bag);
    await shop.settle();
    await expectSame();
  });
});
