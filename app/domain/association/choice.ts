// How one of several ways is chosen: what stands without asking stays unless another is clearly better, and nothing stands
// beside popularity that might be no better than it.

export interface Measured<T> {
  readonly choice: T;
  readonly quality: number;
}

/** Fewer questions than this say more about chance than about the shop. */
export const FEWEST_QUESTIONS = 60;

/** Standard errors by which popularity has to be beaten: the best of some thirty blends is often two above it by luck. */
export const BEYOND_CHANCE = 2.5;
/** The same for what stood before anything was asked: it was not picked for its luck. */
export const BEYOND_LUCK = 2;

/** What is better by less than one part in a hundred is taken for chance. */
const CLEARLY = 1.01;

/** The best of several, if it is clearly better than the first, which is what stands without asking. */
export function best<M extends Measured<unknown>>(candidates: readonly M[]): M {
  const standing = candidates[0]!;
  const top = candidates.reduce((highest, each) => (each.quality > highest.quality ? each : highest));
  return top.quality > standing.quality * CLEARLY ? top : standing;
}
