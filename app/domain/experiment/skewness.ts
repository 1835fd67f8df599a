// What the few who buy much do to an interval for one look. Where amounts are skewed, a sample without its rare large orders
// has a mean too low and an error too small at once, so that Student's t is left oftener than it says. How much oftener is
// known to the first term; by so much the interval is made wider. Kurtosis, which would make it narrower, is left out.
// Source: the second polynomial of Edgeworth's series for a studentized mean (Hall 1992, The Bootstrap and Edgeworth Expansion,
// 2.6), from the same moments for two arms; and for a share of a mean that has an error of its own.
import type { Sample } from './sample.ts';

/** How a statistic differs from Student's: its square and its fourth moment on the average, and its skewness, squared. All fall as 1/n. */
export interface Departure {
  square: number;
  fourth: number;
  skewness: number;
}

export interface Sides {
  holdout: Sample;
  exposed: Sample;
  /** Squared errors of the arms' parts in what is judged; only their proportion matters. */
  errors: readonly [holdout: number, exposed: number];
}

/** Of a difference of two means. @returns null where nobody said how skewed their values are */
export function departureOfDifference(sides: Sides): Departure | null {
  const skew = skewnessOfDifference(sides);
  return skew === null ? null : { square: 2 * skew ** 2, fourth: 16 * skew ** 2, skewness: 4 * skew ** 2 };
}

/**
 * Of a share of the holdout's mean: the higher the share comes out, the larger its error.
 * @param pull by what part its squared error grows where the share is one error higher
 * @param ofMean squared error of the holdout's mean, as a part of that mean squared
 */
export function departureOfShare(sides: Sides, pull: number, ofMean: number): Departure | null {
  const skew = skewnessOfDifference(sides);
  if (skew === null) return null;
  const { holdout, errors } = sides;
  const ofHoldout = (-(holdout.skewness ?? 0) / Math.sqrt(holdout.n)) * Math.sqrt(errors[0] / (errors[0] + errors[1]));
  const even = ofMean + pull * ofHoldout;
  return {
    square: 2 * skew ** 2 + 5 * pull * skew + 1.5 * pull ** 2 - 3 * even,
    fourth: 16 * skew ** 2 + 40 * pull * skew + 21 * pull ** 2 - 12 * even,
    skewness: (2 * skew + 3 * pull) ** 2,
  };
}

/** @returns how many times as far as `reach` errors an interval has to go; never less than 1 */
export function wider(departure: Departure | null, reach: number): number {
  if (!departure) return 1;
  const square = reach ** 2;
  const terms = departure.square / 2 + (departure.fourth * (square - 3)) / 24 + (departure.skewness * (square ** 2 - 10 * square + 15)) / 72;
  return 1 + Math.max(0, terms);
}

/** Of the exposed's mean less the holdout's, as what is judged weighs them. */
function skewnessOfDifference({ holdout, exposed, errors }: Sides): number | null {
  if (holdout.skewness === undefined || exposed.skewness === undefined) return null;
  const whole = errors[0] + errors[1];
  const part = ({ n, skewness = 0 }: Sample, error: number) => (skewness / Math.sqrt(n)) * (error / whole) ** 1.5;
  return part(exposed, errors[1]) - part(holdout, errors[0]);
}
