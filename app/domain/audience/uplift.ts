// What was counted in a place, as a ratio that ranking can shrink: how much likelier those who were shown an offer were to buy
// it than those who were held out.
import type { Uplift } from '../decision/facts.ts';

export interface UpliftCounts {
  shown: number;
  shownBought: number;
  held: number;
  heldBought: number;
}

/**
 * Half a buyer is added to each arm and half a one who did not buy (Haldane 1956, Anscombe 1956): no arm without buyers makes
 * the ratio infinite or nought, and where few bought it says less.
 */
export function measuredUplift({ shown, shownBought, held, heldBought }: UpliftCounts): Uplift {
  const share = (bought: number, of: number) => (bought + 0.5) / (of + 1);
  return { ratio: share(shownBought, shown) / share(heldBought, held), shownSubjects: shown, heldSubjects: held };
}
