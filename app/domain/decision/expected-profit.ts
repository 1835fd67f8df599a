// What showing an item is expected to add: what those bring who take it because they were shown it, less what the discount
// costs on those who would have taken it anyway. Ranks offers; promises nothing.
//
//   (chance if shown × margin after discount − chance anyway × margin at full price) × (1 − chance of a return)
//
// which is (shown − anyway) × margin − anyway × discount, with the payment fee that a discount saves. The chance anyway is
// the model's for this cart. How much showing multiplies it is measured by the holdout of the place, drawn towards a prior
// while the holdout is thin; how much a discount does is assumed (price-response.ts).
import { priceResponse } from '../margin/price-response.ts';
import type { Uplift } from './facts.ts';

/**
 * Setwise's own assumption for places that have not measured anything yet: who is shown it is half as likely again to buy
 * it. It is the same for every item of a place, so it ranks nothing by itself.
 */
const PRIOR_RATIO = 1.5;
/** So many subjects of the rarer arm weigh as much as the prior. */
const PRIOR_SUBJECTS = 500;
/** What a measurement says beyond these is chance, or a fault in what was counted. */
const LEAST_RATIO = 1;
const MOST_RATIO = 10;

/**
 * The measured ratio, shrunk towards the prior by how many subjects stand behind it (twice the harmonic mean of the arms,
 * as the variance of a difference goes by 1/shown + 1/held). Showing is never taken to keep somebody from buying, so a
 * better margin never ranks lower.
 */
export function shrunkRatio({ ratio, shownSubjects, heldSubjects }: Uplift): number {
  const subjects = shownSubjects > 0 && heldSubjects > 0 ? (2 * shownSubjects * heldSubjects) / (shownSubjects + heldSubjects) : 0;
  const measured = Number.isFinite(ratio) ? Math.min(MOST_RATIO, Math.max(0, ratio)) : PRIOR_RATIO;
  return Math.max(LEAST_RATIO, (measured * subjects + PRIOR_RATIO * PRIOR_SUBJECTS) / (subjects + PRIOR_SUBJECTS));
}

export interface Prospect {
  /** From 0 to 1: that this cart takes it without being shown it. */
  chance: number;
  ratio: number;
  discountBp: number;
  isGift: boolean;
  /** Of one unit, minor units: after the discount, and at full price. */
  marginMinor: number;
  fullMarginMinor: number;
  /** From 0 to 1. */
  returnRate: number;
}

/** Above 1 where a discount makes somebody take more than one. A gift is taken whenever it is offered. */
export const chanceIfShown = ({ chance, ratio, discountBp, isGift }: Omit<Prospect, 'marginMinor' | 'fullMarginMinor' | 'returnRate'>): number =>
  isGift ? 1 : Math.min(1, chance * ratio) * priceResponse(discountBp);

/** @returns minor units, unrounded */
export function incrementalProfitMinor(prospect: Prospect): number {
  const { chance, marginMinor, fullMarginMinor, returnRate } = prospect;
  return (chanceIfShown(prospect) * marginMinor - chance * fullMarginMinor) * (1 - Math.min(1, Math.max(0, returnRate)));
}
