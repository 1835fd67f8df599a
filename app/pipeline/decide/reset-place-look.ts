// A merchant takes back what a test left in use at a place: its heading, or how many parts it shows at once.
import { recordChange } from '#app/db/changes.ts';
import { changePlaceLook, placeLook } from '#app/db/place-settings.ts';
import { withTransaction } from '#app/db/pool.ts';
import type { PlaceLook } from '#app/domain/decision/place-look.ts';
import type { TestPlace } from '#app/domain/experiment-test/test.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';

/** Taking back what is not there changes nothing. */
export async function resetPlaceLook(shopId: bigint, place: TestPlace, field: keyof PlaceLook, actor: string, now: Date): Promise<void> {
  await withTransaction(async (on) => {
    const before = await placeLook(shopId, place, on);
    if (before[field] === null) return;
    await changePlaceLook(shopId, place, { [field]: null }, actor, now, on);
    await recordChange(shopId, { changedAt: now, actor, event: 'place_look_reset', detail: { place, field, before: before[field] } }, on);
    await enqueue(publishSets, { shopId: String(shopId) }, { client: on, jobKey: `publish-sets:${shopId}` });
  });
}
