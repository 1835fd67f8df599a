// Whether what an offer stands beside starts its set. Where a rule of the merchant's called for the set it need not: then nobody
// may be told that its parts were made for that product, or bought with it.
import type { SetFacts } from './set.ts';

export const isStarted = ({ setId, anchorProductId }: { setId: string; anchorProductId: bigint }, sets: readonly SetFacts[]): boolean =>
  sets.some((set) => set.setId === setId && set.startedBy.has(anchorProductId));
