// A merchant switches a placement on or off. From then on the endpoint answers accordingly; the store is told in the
// same transaction, by the job that publishes. With the first time on begins its experiment, with the very first place
// the shop's global one: nothing is shown unmeasured.
import { ALL_PLACEMENTS, type AnyPlacement } from '#app/contract/offers.ts';
import { recordChange } from '#app/db/changes.ts';
import { beginGlobalHoldout, ensureExperiment } from '#app/db/experiments.ts';
import { writePlacement } from '#app/db/placements.ts';
import { withTransaction } from '#app/db/pool.ts';
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';

/** @throws AppError bad_request for a placement that does not exist */
export async function switchPlacement(shopId: bigint, placement: AnyPlacement, enabled: boolean, actor: string, now: Date): Promise<void> {
  if (!ALL_PLACEMENTS.includes(placement)) throw new AppError('bad_request', says(({ desk }) => desk.noPlacement(String(placement))));
  await withTransaction(async (client) => {
    await writePlacement(shopId, placement, enabled, { actor, at: now }, client);
    if (enabled) {
      await beginGlobalHoldout(shopId, now, client);
      await ensureExperiment(shopId, `placement:${placement}`, now, client);
    }
    await recordChange(shopId, { changedAt: now, actor, event: enabled ? 'placement_switched_on' : 'placement_switched_off', detail: { placement } }, client);
    await enqueue(publishSets, { shopId: String(shopId) }, { client, jobKey: `publish-sets:${shopId}` });
  });
}
