// The worker as it runs: its queue and its inbox loop, on a store that delivers. What a test drives by hand elsewhere
// happens here by itself.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prisma } from '#app/db/prisma.ts';
import { startJobs } from '#app/jobs/runner.ts';
import { startInboxLoop } from '#app/pipeline/sync/inbox-loop.ts';
import { backfillProgress } from '#app/read/backfill-progress.ts';
import { type ConnectedShop, connectShop } from '#test/support/connected-shop.ts';
import { BAG } from '#test/support/small-store.ts';

const SHOP_ID = 4_400_000_001n;
let shop: ConnectedShop;
let stopWorker: () => Promise<void>;

beforeAll(async () => {
  shop = await connectShop();
  const stopping = new AbortController();
  const inbox = startInboxLoop(stopping.signal);
  const jobs = await startJobs(3);
  stopWorker = async () => {
    stopping.abort();
    await Promise.all([inbox, jobs.stop()]);
  };
});
afterAll(async () => {
  await stopWorker();
  await shop.stop();
});

async function until<T>(look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found) return found;
    await sleep(25);
  }
}

describe('a worker', () => {
  it('reads the past of a store that arrives, and learns from it', async () => {
    await shop.open();
    const progress = await until(async () => {
      const now = await backfillProgress(SHOP_ID);
      return now.status !== 'running' && now;
    });
    expect(progress).toMatchObject({ status: 'done', error: null });
    const model = await until(() => prisma().associationModel.findFirst({ where: { shopId: SHOP_ID, status: { not: 'running' } } }));
    expect(model.status).toBe('done');
  });

  it('knows of a sell-out as soon as the store has told it', async () => {
    shop.sandbox.store.setAvailable(BAG.item, 501, 0);
    const change = await until(() => prisma().change.findFirst({ where: { shopId: SHOP_ID, event: 'product_sold_out' } }));
    expect(change.detail).toEqual({ productId: String(BAG.product), title: 'Day Bag' });
  });
});
