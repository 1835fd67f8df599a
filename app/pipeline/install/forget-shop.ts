// Deletes every row of a shop that left; one that came back since is a new shop and keeps what it has.
import { log } from '#app/adapters/log.ts';
import { withTransaction } from '#app/db/pool.ts';
import { deleteShop } from '#app/db/shops.ts';

export async function forgetShop(shopId: bigint, leftBefore: Date): Promise<void> {
  const deleted = await withTransaction((on) => deleteShop(shopId, leftBefore, on));
  log().info({ shopId: String(shopId), deleted }, 'asked to forget a shop');
}
