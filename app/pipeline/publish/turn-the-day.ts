// Sets begin and end with the shop's own day: just after its midnight what is published of them is renewed. An hour later it is
// once more, for a worker that was away at midnight; what is as it should be is not written again.
import { shopsWithDates } from '#app/db/across-shops/shops-with-dates.ts';
import { dateIn } from '#app/domain/catalog/day-of-year.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueueAll } from '#app/jobs/enqueue.ts';

const LOOK_BACK_MS = 2 * 3_600_000;

/** @returns shops whose day has begun within the last two hours */
export async function turnTheDay(now: Date): Promise<bigint[]> {
  const before = new Date(now.getTime() - LOOK_BACK_MS);
  const turned = (await shopsWithDates()).filter(({ timezone }) => hasTurned(timezone, before, now)).map(({ shopId }) => shopId);
  await enqueueAll(publishSets, turned.map((shopId) => ({ shopId: String(shopId) })), ({ shopId }) => `publish-sets:${shopId}`);
  return turned;
}

/** An unknown zone must not cost the other shops their day. */
function hasTurned(timezone: string, before: Date, now: Date): boolean {
  try {
    return dateIn(timezone, now) !== dateIn(timezone, before);
  } catch {
    return true;
  }
}
