// What a place earns as it is now, and how many come to it: what says how long a test there would take.
import { type Sample, sampleOfSums } from '../experiment/sample.ts';
import type { SumsOfArm } from './facts-of-test.ts';
import { STORE_PLACES } from './test.ts';

export interface Arrivals {
  /** Of the store or after paying, or `workflow:` and its id. */
  place: string;
  experimentId: string;
  /** New ones who are shown offers. */
  subjectsADay: number;
}

export interface PlaceTraffic {
  place: string;
  /** Profit of each shopper who is shown offers there. */
  profit: Sample;
  subjectsADay: number;
}

/** @param sums of all arms of the shop @returns of each place, and of those of the store together where there are any */
export function trafficOf(arrivals: readonly Arrivals[], sums: readonly SumsOfArm[]): PlaceTraffic[] {
  const profitIn = (scope: string): Sample => {
    const own = sums.find((row) => row.scope === scope && row.arm === 'exposed');
    return own ? sampleOfSums(own.subjects, own.cappedProfit, own.cappedProfitSquared) : sampleOfSums(0, 0, 0);
  };
  const each = arrivals.map(({ place, experimentId, subjectsADay }): PlaceTraffic => ({ place, profit: profitIn(experimentId), subjectsADay }));
  const inTheme = each.filter(({ place }) => (STORE_PLACES as readonly string[]).includes(place));
  // Who comes to several places counts once in all of them together; how many those are is known of the one that most reach.
  const together: PlaceTraffic = { place: 'on_site', profit: profitIn('on_site'), subjectsADay: Math.max(0, ...inTheme.map(({ subjectsADay }) => subjectsADay)) };
  return inTheme.length > 0 ? [together, ...each] : each;
}
