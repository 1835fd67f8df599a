// In how many cases of a hundred a planted effect should be seen, by theory, from the moments of the shoppers.
import { departureOfDifference, wider } from '#app/domain/experiment/skewness.ts';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import type { Sample } from '#app/domain/experiment/sample.ts';
import { capOf, type Setting } from './simulate-planted.ts';
import { type Lift, type Moments, momentsOf, SHOPPERS } from './simulate-shoppers.ts';

/** Of a normal statistic, two-sided at 5 %. */
const CRITICAL = 1.959964;

/**
 * Of a two-sided test at 5 %: normal, and with the first term of Edgeworth's series for a studentized difference (Hall 1992,
 * The Bootstrap and Edgeworth Expansion, 2.6, moved by the effect), since the few who buy much make both mean and error larger.
 */
export function powerInTheory(setting: Setting, lift: Lift, subjects: number): { normal: number; skewed: number } {
  const of = SHOPPERS[setting.shoppers];
  const [holdout, exposed] = [momentsOf(of, capOf(setting)), momentsOf(of, capOf(setting), lift)];
  const [held, shown] = [subjects * setting.heldOut, subjects * (1 - setting.heldOut)];
  const error = Math.sqrt(holdout.variance / held + exposed.variance / shown);
  const skewness = (exposed.third / shown ** 2 - holdout.third / held ** 2) / error ** 3;
  const z = (exposed.mean - holdout.mean) / error;
  // The product's interval is made wider for the skewness; the normal one is of amounts that are not skewed.
  const sample = (n: number, { mean, variance, third }: Moments): Sample => ({ n, mean, variance, skewness: third / variance ** 1.5 });
  const departure = departureOfDifference({ holdout: sample(held, holdout), exposed: sample(shown, exposed), errors: [holdout.variance / held, exposed.variance / shown] });
  const above = (shift: number, skew: number) => {
    const critical = skew === 0 ? CRITICAL : CRITICAL * wider(departure, CRITICAL);
    const from = (critical - shift) / Math.sqrt(1 - critical * skew);
    return 1 - normalCdf(from, 0, 1) + ((skew * (from ** 2 - 1)) / 6) * Math.exp(-(from ** 2) / 2) / Math.sqrt(2 * Math.PI);
  };
  return { normal: above(z, 0) + above(-z, 0), skewed: above(z, skewness) + above(-z, -skewness) };
}
