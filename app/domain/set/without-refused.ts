// What a person said does not belong together is not proposed together again, in whatever company it comes back.
import type { ProposedSet } from './propose-sets.ts';

/**
 * @param refusedIds what was refused beside this set's anchor
 * @returns the set without it; undefined: nothing is left of it
 */
export function withoutRefused<Proposed extends ProposedSet>(set: Proposed, refusedIds: ReadonlySet<bigint>): Proposed | undefined {
  if (refusedIds.size === 0) return set;
  const slots = set.slots.flatMap(({ name, candidates }) => {
    const left = candidates.filter(({ productId }) => !refusedIds.has(productId));
    return left.length === 0 ? [] : [{ name, candidates: left }];
  });
  return slots.length === 0 ? undefined : { ...set, slots };
}
