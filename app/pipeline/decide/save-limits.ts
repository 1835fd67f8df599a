// A merchant changes when, where and to whom things are offered. It holds for the next decision; what the store was told is
// renewed in the same transaction: what only some may be offered is not painted for everybody.
import { recordChange } from '#app/db/changes.ts';
import { limitsOfShop, replaceLimits } from '#app/db/offer-limits.ts';
import { withTransaction } from '#app/db/pool.ts';
import { type LimitEntry, limitKey, type LimitListOutcome, limitText, readLimitList } from '#app/domain/eligibility/limit-list.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';

/** @param actor the person's subject id @returns what was saved, or why nothing was */
export async function saveLimits(shopId: bigint, given: readonly LimitEntry[], actor: string, now: Date): Promise<LimitListOutcome> {
  const outcome = readLimitList(given);
  if (outcome.kind === 'invalid') return outcome;
  await withTransaction(async (client) => {
    const before = await limitsOfShop(shopId, client);
    const [added, removed] = [without(outcome.entries, before), without(before, outcome.entries)];
    if (added.length + removed.length === 0) return;
    await replaceLimits(shopId, outcome.entries, client);
    await recordChange(shopId, { changedAt: now, actor, event: 'limits_saved', detail: { added: added.map(told), removed: removed.map(told) } }, client);
    await enqueue(publishSets, { shopId: String(shopId) }, { client, jobKey: `publish-sets:${shopId}` });
  });
  return outcome;
}

/** Entries that the others lack, or have with another limit. */
function without(entries: readonly LimitEntry[], others: readonly LimitEntry[]): LimitEntry[] {
  const there = new Set(others.map(contentOf));
  return entries.filter((entry) => !there.has(contentOf(entry)));
}

const contentOf = (entry: LimitEntry): string => `${limitKey(entry)} ${limitText(entry.limit)}`;
const told = ({ scope, value, title, limit }: LimitEntry) => ({ scope, value, title, limit });
