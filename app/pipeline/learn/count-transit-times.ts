// How long the parcels of each shop take, counted anew over the last year, and by when those on their way are expected. A
// shop that fails is logged and left to the next night.
import { log } from '#app/adapters/log.ts';
import { installedShops } from '#app/db/across-shops/installed-shops.ts';
import { awaitDeliveries, countTransitTimes as count, parcelsOnTheirWay, transitTimes } from '#app/db/delivery-estimates.ts';
import { withTransaction } from '#app/db/pool.ts';
import { daysBefore } from '#app/domain/days.ts';
import { expectedAt, MIN_PARCELS } from '#app/domain/workflow/delivery-estimate.ts';

const COUNTED_DAYS = 365;
/** What was sent before that and not reported since is nobody's news any more. */
const AWAITED_DAYS = 60;
/** Nor is what should have arrived before that. */
const LATE_DAYS = 3;

export async function countTransitTimes(now: Date): Promise<void> {
  for (const shopId of await installedShops()) {
    try {
      await countOfShop(shopId, now);
    } catch (error) {
      log().error({ shopId: String(shopId), error: (error as Error).message }, 'transit times of a shop could not be counted');
    }
  }
}

export function countOfShop(shopId: bigint, now: Date): Promise<void> {
  const daysAgo = (days: number) => daysBefore(now, days);
  return withTransaction(async (on) => {
    await count(shopId, daysAgo(COUNTED_DAYS), MIN_PARCELS, now, on);
    const times = await transitTimes(shopId, on);
    const parcels = await parcelsOnTheirWay(shopId, daysAgo(AWAITED_DAYS), on);
    const awaited = parcels.map(({ fulfillmentId, orderId, shippedAt, countryCode }) => ({ fulfillmentId, orderId, dueAt: expectedAt(shippedAt, countryCode, times) }));
    await awaitDeliveries(shopId, awaited.filter(({ dueAt }) => dueAt > daysAgo(LATE_DAYS)), on);
  });
}
