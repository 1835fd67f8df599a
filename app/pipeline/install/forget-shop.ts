// Deletes every row of a shop that left; one that came back since is a new shop and keeps what it has.
import { log } from '#app/adapters/log.ts';
import { dropJobs } from '#app/db/jobs.ts';
import { withTransaction } from '#app/db/pool.ts';
import { deleteShop } from '#app/db/shops.ts';

export async function forgetShop(shopId: bigint, leftBefore: Date): Promise<void> {
  const deleted = await withTransaction(async (on) => {
    const gone = await deleteShop(shopId, leftBefore, on);
    // They name orders and customers.
    if (gone) await dropJobs(shopId, on);
    return gone;
  });
  log().info({ shopId: String(shopId), deleted }, 'asked to forget a shop');
}
