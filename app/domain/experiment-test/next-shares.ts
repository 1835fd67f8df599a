// The shares of a test that earns, for the next day: each arm as often as it is likely to be the best, by what was seen so far
// and lately more than long ago; never less than a floor, so that every arm can still show that it is better.
import { discounted, type Period, thompsonShares, withFloor } from '../experiment/bandit.ts';
import { armsOf, type Shares, type Versions } from './test.ts';

/** Of all traffic, of each arm; of five arms it leaves half to what was seen. */
export const FLOOR = 0.1;
export const HALF_LIFE_DAYS = 14;
/** Shares are cut by the hash in ten thousandths. */
const BUCKETS = 10_000;

/** Of fewer in an arm nothing is said, and shares stay even. */
const LEAST_OF_ARM = 100;

/** @returns how likely each arm is to be the best, in their order: odds to share out shoppers by, no verdict; null: too little was seen to say */
export function chancesOfBest(periods: readonly Period[]): number[] | null {
  const seen = discounted(periods, HALF_LIFE_DAYS);
  return seen.length === 0 || seen.some(({ n }) => n < LEAST_OF_ARM) || seen.every(({ variance }) => variance <= 0) ? null : thompsonShares(seen, LEAST_OF_ARM);
}

/** @param periods profit of a shopper, in the order of the arms */
export function nextShares(versions: Versions, periods: readonly Period[]): Shares {
  const arms = armsOf(versions);
  const shares = withFloor(chancesOfBest(periods) ?? arms.map(() => 1), FLOOR);
  const whole = shares.map((share) => Math.round(share * BUCKETS));
  const most = whole.indexOf(Math.max(...whole));
  whole[most] = (whole[most] ?? 0) + BUCKETS - whole.reduce((sum, share) => sum + share, 0);
  return Object.fromEntries(arms.map((arm, at) => [arm, (whole[at] ?? 0) / BUCKETS]));
}
