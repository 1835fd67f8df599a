// What orders of a simulated shop come to. Each kind of amount knows its moments exactly, those of the amount that is cut off
// at a cap as well, so that what a simulation finds is held against theory and not against another simulation.
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { Chance } from './simulate-chance.ts';

export interface Amounts {
  draw(chance: Chance): number;
  /** Mean of min(amount, cap) to the power; the cap may be Infinity. */
  moment(power: number, cap: number): number;
  /** The amount that so small a share of orders exceeds. */
  exceededBy(share: number): number;
}

/** Median 1. Of most shops sigma is between 0.5 and 1; 1.5 is a shop that sells screws and machines. */
export function lognormal(sigma: number): Amounts {
  return {
    draw: (chance) => Math.exp(sigma * chance.normal()),
    moment(power, cap) {
      const whole = Math.exp((power * sigma) ** 2 / 2);
      if (cap === Infinity) return whole;
      return whole * normalCdf(Math.log(cap) / sigma - power * sigma, 0, 1) + cap ** power * normalCdf(-Math.log(cap) / sigma, 0, 1);
    },
    exceededBy: (share) => Math.exp(sigma * normalQuantile(1 - share, 0, 1)),
  };
}

/** Least amount 1. With a tail between 2 and 3 there is a variance and no skewness: no sample is large enough to know it. */
export function pareto(tail: number): Amounts {
  return {
    draw: (chance) => chance.uniform() ** (-1 / tail),
    moment(power, cap) {
      if (cap === Infinity) return power < tail ? tail / (tail - power) : Infinity;
      return (tail - power * cap ** (power - tail)) / (tail - power);
    },
    exceededBy: (share) => share ** (-1 / tail),
  };
}
