// A merchant changes how many a placement holds out: half and half in a pilot, a tenth later. That is another experiment,
// which begins now: one that changed its share midway would compare early with late shoppers.
import { type AnyPlacement, ALL_PLACEMENTS } from '#app/contract/offers.ts';
import { recordChange } from '#app/db/changes.ts';
import { beginGlobalHoldout, endExperiment, ensureExperiment } from '#app/db/experiments.ts';
import { withTransaction } from '#app/db/pool.ts';
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';

/** Below, nothing could ever be known; above, more would be held out than shown. */
export const HOLDOUT_BOUNDS_BP = [500, 5_000] as const;

/** @throws AppError bad_request for a placement that does not exist, or a share out of bounds */
export async function changeHoldout(shopId: bigint, placement: AnyPlacement, holdoutBp: number, actor: string, now: Date): Promise<void> {
  const [least, most] = HOLDOUT_BOUNDS_BP;
  if (!ALL_PLACEMENTS.includes(placement)) throw new AppError('bad_request', says(({ desk }) => desk.noPlacement(String(placement))));
  if (!Number.isInteger(holdoutBp) || holdoutBp < least || holdoutBp > most) throw new AppError('bad_request', says(({ desk }) => desk.holdoutRange(least / 100, most / 100)));
  await withTransaction(async (client) => {
    await beginGlobalHoldout(shopId, now, client);
    const before = await ensureExperiment(shopId, `placement:${placement}`, now, client, holdoutBp);
    if (before.holdoutBp === holdoutBp) return;
    await endExperiment(shopId, `placement:${placement}`, now, client);
    await ensureExperiment(shopId, `placement:${placement}`, now, client, holdoutBp);
    await recordChange(shopId, { changedAt: now, actor, event: 'holdout_changed', detail: { placement, before: before.holdoutBp, after: holdoutBp } }, client);
    await enqueue(publishSets, { shopId: String(shopId) }, { client, jobKey: `publish-sets:${shopId}` });
  });
}
