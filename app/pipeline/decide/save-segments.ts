// A merchant changes their own segments. It holds for the next decision.
import { recordChange } from '#app/db/changes.ts';
import { withTransaction } from '#app/db/pool.ts';
import { replaceSegments, segmentsOfShop } from '#app/db/segments.ts';
import { type OwnSegment, readOwnSegments, type SegmentsOutcome, type TypedSegment } from '#app/domain/audience/own-segments.ts';
import { SEGMENTS } from '#app/domain/audience/segments.ts';

/** @param actor the person's subject id @returns what was saved, or why nothing was */
export async function saveSegments(shopId: bigint, typed: readonly TypedSegment[], actor: string, now: Date): Promise<SegmentsOutcome> {
  const outcome = readOwnSegments(typed, Object.keys(SEGMENTS));
  if (outcome.kind === 'invalid') return outcome;
  await withTransaction(async (on) => {
    const before = await segmentsOfShop(shopId, on);
    const [added, removed] = [without(outcome.segments, before), without(before, outcome.segments)];
    if (added.length + removed.length === 0) return;
    await replaceSegments(shopId, outcome.segments, on);
    await recordChange(shopId, { changedAt: now, actor, event: 'segments_saved', detail: { added, removed } }, on);
  });
  return outcome;
}

/** @returns titles of the segments that the others do not have, or have for somebody else */
const without = (segments: readonly OwnSegment[], others: readonly OwnSegment[]): string[] =>
  segments.filter((one) => !others.some((other) => other.name === one.name && other.kind === one.kind && other.value === one.value)).map(({ title }) => title);
