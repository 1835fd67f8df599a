// Shares of traffic where a merchant would rather earn than know: each arm gets as much as it is likely to be the best
// (Thompson), never less than a floor, judged by what happened lately more than by what happened long ago.
// The chances are integrals, not draws, so the same sums always give the same shares.
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { type Sample, sampleOfSums } from './sample.ts';

/** Below this nothing is judged: shares stay even. GrowthBook's rule too. */
const LEAST_OF_ARM = 100;

/**
 * @returns for each arm the chance that its mean is the largest, normal around what was seen; even while an arm has too few.
 *   One in which nothing varied, since nobody bought, is taken to vary as the others do on the average (see effect.ts)
 */
export function thompsonShares(arms: readonly Sample[], least = LEAST_OF_ARM): number[] {
  const varied = arms.flatMap(({ variance }) => (variance > 0 ? [variance] : []));
  if (varied.length === 0 || arms.some(({ n }) => n < least)) return arms.map(() => 1 / arms.length);
  const usual = varied.reduce((sum, variance) => sum + variance, 0) / varied.length;
  return chancesToBeBest(arms.map(({ n, mean, variance }) => ({ mean, error: Math.sqrt((variance > 0 ? variance : usual) / n) })));
}

/** p = f + (1 − n·f)·w: every arm at least the floor, in the order of the weights. Floors that do not fit make all arms alike. */
export function withFloor(weights: readonly number[], floor: number): number[] {
  const kept = Math.max(0, floor);
  const rest = 1 - kept * weights.length;
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (rest <= 0 || whole <= 0 ? 1 / weights.length : kept + (rest * weight) / whole));
}

/** What each arm came to in one period, in the same order of arms in every period. */
export interface Period {
  ageDays: number;
  arms: readonly { n: number; sum: number; sumOfSquares: number }[];
}

/** Periods are taken together until each arm has so many, since a variance of a few is none. */
const LEAST_OF_PERIOD = 20;

/**
 * Each arm's mean over the periods, every period weighing for all arms alike: as many as all arms had in it, half of that
 * every `halfLifeDays`. Shares change from period to period and so does business; by plain sums, an arm that was given more
 * of a good week would look better than it is (GrowthBook: weight by period).
 * @param periods in the order of time
 * @returns samples whose `variance / n` is the squared error of that mean; n is as many as all weighing the same would be
 */
export function discounted(periods: readonly Period[], halfLifeDays: number): Sample[] {
  const blocks = together(periods);
  const weights = blocks.map(({ ageDays, arms }) => arms.reduce((sum, { n }) => sum + n, 0) * 0.5 ** (ageDays / halfLifeDays));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return (periods[0]?.arms ?? []).map((_, arm) => {
    let [mean, squaredError, perSubject, spread] = [0, 0, 0, 0];
    blocks.forEach(({ arms }, at) => {
      const { n, sum, sumOfSquares } = arms[arm]!;
      const part = whole > 0 ? weights[at]! / whole : 0;
      const sample = sampleOfSums(n, sum, sumOfSquares);
      mean += part * sample.mean;
      if (n === 0) return;
      squaredError += (part ** 2 * sample.variance) / n;
      perSubject += part ** 2 / n;
      spread += sample.variance;
    });
    const n = perSubject > 0 ? 1 / perSubject : 0;
    return { n, mean, variance: spread > 0 ? squaredError * n : 0 };
  });
}

/** Of a whole period with too few the next ones make up; what is left over at the end goes to the last that had enough. */
function together(periods: readonly Period[]): Period[] {
  const blocks: Period[] = [];
  let open: Period | null = null;
  for (const period of periods) {
    open = open ? joined(open, period) : period;
    if (open.arms.some(({ n }) => n < LEAST_OF_PERIOD)) continue;
    blocks.push(open);
    open = null;
  }
  if (open) blocks.push(blocks.length > 0 ? joined(blocks.pop()!, open) : open);
  return blocks;
}

/** Its age is that of its subjects on the average. */
function joined(one: Period, other: Period): Period {
  const [many, more] = [one, other].map(({ arms }) => arms.reduce((sum, { n }) => sum + n, 0)) as [number, number];
  return {
    ageDays: many + more > 0 ? (one.ageDays * many + other.ageDays * more) / (many + more) : other.ageDays,
    arms: one.arms.map((arm, at) => {
      const add = other.arms[at]!;
      return { n: arm.n + add.n, sum: arm.sum + add.sum, sumOfSquares: arm.sumOfSquares + add.sumOfSquares };
    }),
  };
}

interface Belief {
  mean: number;
  error: number;
}

/** How far from a mean its density counts, in errors. */
const REACH = 8;
const [COARSEST, FINEST] = [8, 4_000];

/**
 * The chance that an arm's value is x, times that all others' are below, over all x: by the trapezoid rule, which for
 * densities is exact to many digits as long as its steps are small beside the narrowest of them.
 */
function chancesToBeBest(arms: readonly Belief[]): number[] {
  const narrowest = Math.min(...arms.map(({ error }) => error));
  const chances = arms.map((own, at) => {
    const steps = Math.min(FINEST, Math.ceil((COARSEST * own.error) / narrowest));
    let sum = 0;
    for (let step = -REACH * steps; step <= REACH * steps; step++) {
      const z = step / steps;
      const density = Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);
      sum += arms.reduce((chance, other, index) => (index === at ? chance : chance * normalCdf(own.mean + z * own.error, other.mean, other.error)), density / steps);
    }
    return sum;
  });
  const whole = chances.reduce((sum, chance) => sum + chance, 0);
  return chances.map((chance) => chance / whole);
}
