// A merchant changes whom Setwise leaves alone. It holds for the next decision and the next message; nothing of it is
// published: the store's own pages do not know who a customer is.
import { recordChange } from '#app/db/changes.ts';
import { leftAloneTagsOf, replaceLeftAloneTags } from '#app/db/left-alone-tags.ts';
import { withTransaction } from '#app/db/pool.ts';
import { type LeftAloneMeaning, type LeftAloneOutcome, type LeftAloneTag, readLeftAloneTags } from '#app/domain/consent/left-alone-tags.ts';

/** @param actor the person's subject id @returns what was saved, or why nothing was */
export async function saveLeftAlone(shopId: bigint, meaning: LeftAloneMeaning, typed: readonly string[], actor: string, now: Date): Promise<LeftAloneOutcome> {
  const outcome = readLeftAloneTags(typed);
  if (outcome.kind === 'invalid') return outcome;
  await withTransaction(async (on) => {
    const before = await leftAloneTagsOf(shopId, meaning, on);
    const [added, removed] = [without(outcome.tags, before), without(before, outcome.tags)];
    if (added.length + removed.length === 0) return;
    await replaceLeftAloneTags(shopId, meaning, outcome.tags, on);
    await recordChange(shopId, { changedAt: now, actor, event: `${meaning}_saved`, detail: { added, removed } }, on);
  });
  return outcome;
}

/** @returns titles of the tags that the others do not have */
const without = (tags: readonly LeftAloneTag[], others: readonly LeftAloneTag[]): string[] =>
  tags.filter(({ tag }) => !others.some((other) => other.tag === tag)).map(({ title }) => title);
