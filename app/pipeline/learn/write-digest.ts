// On a shop's Monday morning the week before is told: what changed, what shoppers answered, what waits. Once for each week; a
// worker that was away tells the last one when it is back. It is read in the admin: Setwise has no mail of its own to send it by.
import { log } from '#app/adapters/log.ts';
import { shopsToTell } from '#app/db/across-shops/shops-to-tell.ts';
import { countWeek, writeDigest } from '#app/db/digests.ts';
import { dateIn } from '#app/domain/catalog/day-of-year.ts';
import { sundayOf, weekToTell } from '#app/domain/set/digest.ts';

/** @returns shops that were told of a week */
export async function writeDigests(now: Date): Promise<bigint[]> {
  const told: bigint[] = [];
  for (const { shopId, timezone, installedAt, lastWeek } of await shopsToTell()) {
    try {
      const week = weekToTell(timezone, now);
      // Of a week before the app was there, there is nothing to tell.
      const isOver = lastWeek === week || dateIn(timezone, installedAt) > sundayOf(week);
      if (isOver) continue;
      await writeDigest(shopId, week, await countWeek(shopId, week, timezone), now);
      told.push(shopId);
    } catch (error) {
      // One shop (an unknown time zone) must not cost the others their week.
      log().error({ shopId: String(shopId), error: (error as Error).message }, 'a week could not be told');
    }
  }
  return told;
}
