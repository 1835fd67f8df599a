// A store that does not answer: the backfill is tried again and, once no try is left, ends in a way that a person can see
// and mend.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addJob } from '#app/db/jobs.ts';
import { prisma } from '#app/db/prisma.ts';
import { startJobs } from '#app/jobs/runner.ts';
import { retryBackfill } from '#app/pipeline/sync/backfill/retry-backfill.ts';
import { backfillProgress } from '#app/read/backfill-progress.ts';
import { type ConnectedShop, connectShop } from '#test/support/connected-shop.ts';

const SHOP_ID = 4_400_000_001n;
let shop: ConnectedShop;

beforeAll(async () => { shop = await connectShop(); });
afterAll(() => shop.stop());

describe('a backfill whose last try failed', () => {
  it('is told as failed with its reason, and can be started again', async () => {
    await shop.open();
    const { backfillId } = await prisma().backfill.findFirstOrThrow({ where: { shopId: SHOP_ID } });
    await shop.sandbox.stop();
    await addJob({ name: 'sync.run-backfill', payload: { shopId: String(SHOP_ID), backfillId }, maxAttempts: 1, jobKey: `backfill:${SHOP_ID}` });

    const jobs = await startJobs(1);
    await expect.poll(async () => (await backfillProgress(SHOP_ID)).status, { timeout: 30_000 }).toBe('failed');
    await jobs.stop();
    expect((await backfillProgress(SHOP_ID)).error).toMatch(/\w/);

    await retryBackfill(SHOP_ID, new Date());
    expect((await backfillProgress(SHOP_ID)).status).toBe('running');
  });
});
