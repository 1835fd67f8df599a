// How much more often two things come together than chance would bring them: the log-likelihood ratio of a table of four
// counts. It holds for the small counts of a small shop, where the distance in standard deviations sees too much.
// Source: Dunning 1993, Accurate Methods for the Statistics of Surprise and Coincidence; as Mahout has it (math/stats/LogLikelihood.java).

export interface FourCounts {
  both: number;
  onlyOne: number;
  onlyOther: number;
  neither: number;
}

/** What rounding leaves of sums that should cancel, as a part of them. */
const ROUNDING = 4e-15;

/** @returns 0 where they come together just as chance would have it, whichever side of it they are on; chi-square of one degree of freedom */
export function logLikelihoodRatio({ both, onlyOne, onlyOther, neither }: FourCounts): number {
  const rows = disorder(both + onlyOne, onlyOther + neither);
  const columns = disorder(both + onlyOther, onlyOne + neither);
  const ratio = 2 * (rows + columns - disorder(both, onlyOne, onlyOther, neither));
  return ratio > ROUNDING * (rows + columns) ? ratio : 0;
}

/** The same as a number of standard deviations: above 0 where they come together more often than by chance, below where less. */
export function surprise(counts: FourCounts): number {
  const { both, onlyOne, onlyOther, neither } = counts;
  const root = Math.sqrt(logLikelihoodRatio(counts));
  return both * neither < onlyOne * onlyOther ? -root : root;
}

/** Entropy of the counts times their sum, in natural logarithms. */
function disorder(...counts: number[]): number {
  const whole = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((sum, count) => (count > 0 ? sum - count * Math.log(count / whole) : sum), 0);
}
