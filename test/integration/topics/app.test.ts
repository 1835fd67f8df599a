// What Shopify tells about its own work for us.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackfill } from '#app/db/backfills.ts';
import { pool } from '#app/db/pool.ts';
import { runBackfill } from '#app/jobs/definitions/run-backfill.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { DOMAIN } from '#test/support/connected-shop.ts';
import { SHOP_ID } from '#test/support/small-store.ts';
import { type TopicShop, topicShop } from '#test/support/topic-shop.ts';
import { signedDelivery } from '#test/support/webhook-endpoint.ts';

const OURS = 'gid://shopify/BulkOperation/77';
const ANOTHERS = 'gid://shopify/BulkOperation/78';
const LATER = new Date(Date.now() + 3_600_000);

let shop: TopicShop;
beforeAll(async () => {
  shop = await topicShop();
});
afterAll(() => shop.stop());

async function finished(operationId: string): Promise<void> {
  const payload = { admin_graphql_api_id: operationId, completed_at: new Date().toISOString(), created_at: new Date().toISOString(), error_code: null, status: 'completed', type: 'query' };
  const answer = await fetch(shop.webhookUrl, signedDelivery({ topic: 'bulk_operations/finish', shopDomain: DOMAIN, payload, triggeredAt: new Date().toISOString() }));
  expect(answer.status).toBe(200);
  await shop.settle();
}

describe('bulk_operations/finish', () => {
  it('has the backfill that waits for this export go on at once, and no other', async () => {
    const backfillId = await startBackfill(SHOP_ID, new Date(), pool());
    await pool().query(`UPDATE backfills SET stages = jsonb_set(stages, '{0}', stages->0 || $2::jsonb) WHERE backfill_id = $1`, [backfillId, JSON.stringify({ state: 'exporting', operationId: OURS })]);
    await enqueue(runBackfill, { shopId: String(SHOP_ID), backfillId }, { jobKey: `backfill:${SHOP_ID}`, runAt: LATER });
    const waitsUntilLater = async () => {
      const { rows } = await pool().query<{ run_at: Date }>('SELECT run_at FROM graphile_worker.jobs WHERE key = $1', [`backfill:${SHOP_ID}`]);
      expect(rows.length).toBe(1);
      return rows[0]!.run_at.getTime() === LATER.getTime();
    };
    await finished(ANOTHERS);
    expect(await waitsUntilLater()).toBe(true);
    await finished(OURS);
    expect(await waitsUntilLater()).toBe(false);
  });
});
