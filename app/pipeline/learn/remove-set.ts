// A merchant takes away a set of their own that was never live. What was live stays: orders and results name it.
import { recordChange } from '#app/db/changes.ts';
import { withTransaction } from '#app/db/pool.ts';
import { removeNeverLive } from '#app/db/set-history.ts';
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';

/** @throws AppError conflict for a set that may not be removed, or is not there */
export async function removeSet(shopId: bigint, setId: string, actor: string, at: Date): Promise<void> {
  await withTransaction(async (client) => {
    const goal = await removeNeverLive(shopId, setId, client);
    if (goal === undefined) throw new AppError('conflict', says(({ sets }) => sets.notDeletable));
    await recordChange(shopId, { changedAt: at, actor, event: 'set_removed', detail: { setId, goal } }, client);
  });
}
