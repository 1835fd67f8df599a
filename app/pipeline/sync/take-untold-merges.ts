// A merge that no webhook told of. Shopify deletes no customer who has ordered, so one who is gone, and whose orders are
// another's now, has become that other. Whichever of the two is learned last brings it, by a webhook or by a comparison. What
// they were shown and sent follows, as when it is told.
import { untoldMerges } from '#app/db/customer-merges.ts';
import type { Queryable } from '#app/db/pool.ts';
import { takeMerge } from './take-merge.ts';

export async function takeUntoldMerges(shopId: bigint, at: Date, on: Queryable): Promise<void> {
  // One may say of another where a chain ends.
  for (let found = await untoldMerges(shopId, on); found.length > 0; found = await untoldMerges(shopId, on)) {
    for (const one of found) await takeMerge(shopId, { ...one, at, told: false }, on);
  }
}
