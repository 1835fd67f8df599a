// Shoppers of a simulated shop, by kinds that differ in what they spent before, how often they buy and how much. Most are new
// and most buy nothing. Since only who buys is drawn one by one, a shop of a million shoppers costs what its orders cost; and
// since kinds are few, every moment of them is known exactly.
import type { PairedSums } from '#app/domain/experiment/adjusted.ts';
import { type Sample, sampleOfSums } from '#app/domain/experiment/sample.ts';
import { type ArmSums, NOBODY } from '#app/domain/metric/arm-sums.ts';
import { type Amounts, lognormal, pareto } from './simulate-amounts.ts';
import type { Chance } from './simulate-chance.ts';

interface Kind {
  share: number;
  /** Spent in the 90 days before. */
  before: number;
  buys: number;
  /** Times the amount that is drawn. */
  spends: number;
}

export interface Shoppers {
  kinds: readonly Kind[];
  amounts: Amounts;
  /** What one shopper counts for at most, where the capped mean is asked for. */
  cap: number;
}

/** What being shown offers changes; NOTHING in an A/A shop. */
export interface Lift {
  buys: number;
  spends: number;
}

export const NOTHING: Lift = { buys: 1, spends: 1 };

const NEW: Kind = { share: 0.75, before: 0, buys: 0.03, spends: 1 };

/** A quarter came before; who spent much before buys more often, and more. One order in 200 is above the cap. */
const someRegulars = (amounts: Amounts): Shoppers => ({
  kinds: [NEW, { share: 0.15, before: 1, buys: 0.06, spends: 1 }, { share: 0.08, before: 4, buys: 0.15, spends: 1.2 }, { share: 0.02, before: 12, buys: 0.3, spends: 1.5 }],
  amounts,
  cap: amounts.exceededBy(1 / 200),
});

/** Most order again and again, about as much as they did: what was before says much. */
const mostlyRegulars = (amounts: Amounts): Shoppers => ({
  ...someRegulars(amounts),
  kinds: [{ ...NEW, share: 0.4 }, { share: 0.3, before: 1, buys: 0.5, spends: 0.5 }, { share: 0.2, before: 3, buys: 0.8, spends: 1 }, { share: 0.1, before: 9, buys: 0.9, spends: 3 }],
});

/** By the tail of what orders come to. With the first three no order decides by the product's rule (cap.ts), with the next two one does. */
export const SHOPPERS = {
  'lognormal 0.6': someRegulars(lognormal(0.6)),
  'lognormal 1.1': someRegulars(lognormal(1.1)),
  'Pareto 2.4': someRegulars(pareto(2.4)),
  'lognormal 1.5': someRegulars(lognormal(1.5)),
  'Pareto 2.2': someRegulars(pareto(2.2)),
  'lognormal 0.6, mostly regulars': mostlyRegulars(lognormal(0.6)),
} as const satisfies Record<string, Shoppers>;

/** Share of shoppers who buy. */
export const buyersOf = ({ kinds }: Shoppers): number => kinds.reduce((total, { share, buys }) => total + share * buys, 0);

export interface Moments {
  mean: number;
  variance: number;
  /** Third central moment. */
  third: number;
  /** Of what was spent before with what is spent. */
  correlation: number;
}

export function momentsOf({ kinds, amounts }: Shoppers, cap: number, lift: Lift = NOTHING): Moments {
  const mean = (of: (kind: Kind) => number) => kinds.reduce((total, kind) => total + kind.share * of(kind), 0);
  const spent = (kind: Kind, power: number) => {
    const factor = kind.spends * lift.spends;
    return Math.min(1, kind.buys * lift.buys) * factor ** power * amounts.moment(power, cap / factor);
  };
  const after = mean((kind) => spent(kind, 1));
  const before = mean((kind) => kind.before);
  const variance = mean((kind) => spent(kind, 2)) - after ** 2;
  const varianceBefore = mean((kind) => kind.before ** 2) - before ** 2;
  const covariance = mean((kind) => kind.before * spent(kind, 1)) - before * after;
  const third = mean((kind) => spent(kind, 3)) - 3 * after * variance - after ** 3;
  return { mean: after, variance, third, correlation: covariance / Math.sqrt(variance * varianceBefore) };
}

/** What a database would add up of one arm. */
export class Arm {
  n = 0;
  buyers = 0;
  before = 0;
  beforeSquared = 0;
  sum = 0;
  squares = 0;
  cubes = 0;
  product = 0;
  cappedSum = 0;
  cappedSquares = 0;
  cappedCubes = 0;
  cappedProduct = 0;

  add(other: Arm): void {
    this.n += other.n;
    this.buyers += other.buyers;
    this.before += other.before;
    this.beforeSquared += other.beforeSquared;
    this.sum += other.sum;
    this.squares += other.squares;
    this.cubes += other.cubes;
    this.product += other.product;
    this.cappedSum += other.cappedSum;
    this.cappedSquares += other.cappedSquares;
    this.cappedCubes += other.cappedCubes;
    this.cappedProduct += other.cappedProduct;
  }
}

export const sampleOf = (arm: Arm): Sample => sampleOfSums(arm.n, arm.sum, arm.squares);
export const cappedSampleOf = (arm: Arm): Sample => sampleOfSums(arm.n, arm.cappedSum, arm.cappedSquares);
export const pairedOf = ({ n, sum, squares, cubes, before, beforeSquared, product }: Arm): PairedSums => ({ n, sum, sumOfSquares: squares, sumOfCubes: cubes, before, beforeSquared, product });
export const cappedPairedOf = ({ n, cappedSum, cappedSquares, cappedCubes, before, beforeSquared, cappedProduct }: Arm): PairedSums => ({ n, sum: cappedSum, sumOfSquares: cappedSquares, sumOfCubes: cappedCubes, before, beforeSquared, product: cappedProduct });

/** As the product reads it. @param capped whether the shop counts at most its cap of a shopper; revenue is not asked for */
export const armSumsOf = ({ n, buyers, before, beforeSquared, sum, squares, cubes, product, cappedSum, cappedSquares, cappedCubes, cappedProduct }: Arm, capped: boolean): ArmSums => ({
  ...NOBODY, subjects: n, buyers, before, beforeSquared,
  cappedProfit: capped ? cappedSum : sum, cappedProfitSquared: capped ? cappedSquares : squares, cappedProfitCubed: capped ? cappedCubes : cubes, beforeCappedProfit: capped ? cappedProduct : product,
});

/** Adds n shoppers to an arm. @param laterOf where somebody's order is counted: the same arm, or one that is added to it on a later day */
export function shop(chance: Chance, { kinds, amounts, cap }: Shoppers, n: number, lift: Lift, arm: Arm, laterOf: () => Arm = () => arm): void {
  let [left, leftShare] = [n, 1];
  arm.n += n;
  for (const { share, before, buys, spends } of kinds) {
    const these = chance.binomial(left, share / leftShare);
    left -= these;
    leftShare -= share;
    arm.before += these * before;
    arm.beforeSquared += these * before ** 2;
    const factor = spends * lift.spends;
    for (let buyers = chance.binomial(these, buys * lift.buys); buyers > 0; buyers--) {
      const spent = factor * amounts.draw(chance);
      const capped = Math.min(spent, cap);
      const counted = laterOf();
      counted.buyers++;
      counted.sum += spent;
      counted.squares += spent * spent;
      counted.cubes += spent * spent * spent;
      counted.product += spent * before;
      counted.cappedSum += capped;
      counted.cappedSquares += capped * capped;
      counted.cappedCubes += capped * capped * capped;
      counted.cappedProduct += capped * before;
    }
  }
}
