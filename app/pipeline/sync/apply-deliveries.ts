// Empties the inbox, a batch a shop and round, so that a busy shop never keeps a quiet one waiting. A batch is one
// transaction: it is applied and marked, or neither. A delivery that will not apply is set aside with its reason and
// holds up nothing.
//
//   pending ──applied──▶ applied
//      └──will not apply──▶ set_aside        (a passing failure of the database leaves the batch pending)
import { log } from '#app/adapters/log.ts';
import { shopsWithPendingDeliveries } from '#app/db/across-shops/pending-shops.ts';
import { withTransaction } from '#app/db/pool.ts';
import { isPassingFailure, withSavepoint } from '#app/db/savepoint.ts';
import { shopById } from '#app/db/shops.ts';
import { claimDeliveries, type Settled, settleDeliveries } from '#app/db/webhook-deliveries.ts';
import { applyDelivery } from './apply-delivery.ts';

const BATCH = 100;
/** Shops at a time, each on one connection of the pool. */
const LANES = 3;

/** @returns how many deliveries were settled; 0 when there is nothing to do, or others are at it */
export async function applyDeliveries(at: Date): Promise<number> {
  const shops = await shopsWithPendingDeliveries();
  let settled = 0;
  const lane = async () => {
    for (let shopId = shops.shift(); shopId !== undefined; shopId = shops.shift()) settled += await applyBatch(shopId, at);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return settled;
}

async function applyBatch(shopId: bigint, at: Date): Promise<number> {
  return withTransaction(async (on) => {
    const deliveries = await claimDeliveries(shopId, BATCH, on);
    const settled: Settled[] = [];
    for (const delivery of deliveries) {
      // Read anew each time: the delivery before may have been the uninstall.
      const shop = await shopById(shopId, on);
      if (!shop) break;
      try {
        await withSavepoint(on, () => applyDelivery(delivery, { shop, triggeredAt: delivery.triggeredAt, on }));
        settled.push({ webhookId: delivery.webhookId, status: 'applied', error: null });
      } catch (error) {
        if (isPassingFailure(error)) throw error;
        const reason = (error as Error).message.slice(0, 1_000);
        log().warn({ shopId: String(shopId), topic: delivery.topic, webhookId: delivery.webhookId, reason }, 'a delivery was set aside');
        settled.push({ webhookId: delivery.webhookId, status: 'set_aside', error: reason });
      }
    }
    await settleDeliveries(shopId, settled, at, on);
    return settled.length;
  });
}
