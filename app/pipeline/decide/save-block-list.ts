// A merchant changes what is never offered. It holds for the next decision; what the store was told is renewed, and the
// products of a collection that is new on the list are read, in the same transaction.
import { blocksOf, replaceBlocks } from '#app/db/blocks.ts';
import { recordChange } from '#app/db/changes.ts';
import { withTransaction } from '#app/db/pool.ts';
import { type BlockEntry, type BlockListOutcome, entryKey, readBlockList } from '#app/domain/eligibility/block-list.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { ring } from '../sync/reread/ring.ts';

/** @param actor the person's subject id @returns what was saved, or why nothing was */
export async function saveBlockList(shopId: bigint, given: readonly BlockEntry[], actor: string, now: Date): Promise<BlockListOutcome> {
  const outcome = readBlockList(given);
  if (outcome.kind === 'invalid') return outcome;
  await withTransaction(async (client) => {
    const before = await blocksOf(shopId, client);
    const [added, removed] = [without(outcome.entries, before), without(before, outcome.entries)];
    if (added.length + removed.length === 0) return;
    await replaceBlocks(shopId, outcome.entries, client);
    await recordChange(shopId, { changedAt: now, actor, event: 'block_list_saved', detail: { added: added.map(told), removed: removed.map(told) } }, client);
    if (added.some(({ kind }) => kind === 'collection')) await ring(shopId, 'collections', client);
    await enqueue(publishSets, { shopId: String(shopId) }, { client, jobKey: `publish-sets:${shopId}` });
  });
  return outcome;
}

function without(entries: readonly BlockEntry[], others: readonly BlockEntry[]): BlockEntry[] {
  const there = new Set(others.map(entryKey));
  return entries.filter((entry) => !there.has(entryKey(entry)));
}

const told = ({ kind, value, title }: BlockEntry) => ({ kind, value, title });
