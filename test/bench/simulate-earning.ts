// Tests with three arms of which one is better by a planted effect, some with a daily share for each arm by what was earned,
// some with the same share for all. Business is not even: some weeks buy half as much again as others, in every arm alike.
import { discounted, type Period, thompsonShares, withFloor } from '#app/domain/experiment/bandit.ts';
import { sampleOfSums } from '#app/domain/experiment/sample.ts';
import { Chance } from './simulate-chance.ts';
import { Arm, type Lift, momentsOf, shop, SHOPPERS } from './simulate-shoppers.ts';
import { count, keep, type Tally } from './simulate-tally.ts';

export interface Earning {
  shoppers: keyof typeof SHOPPERS;
  arms: number;
  /** Of the last arm; all others change nothing. */
  lift: Lift;
  perDay: number;
  days: number;
  floor: number;
  halfLifeDays: number;
}

const FORTNIGHT = 14;
const SWING = 0.5;

export function earningRuns(order: Earning, runs: number, seed: number): Tally {
  const chance = new Chance(seed);
  const tally: Tally = {};
  for (let run = 0; run < runs; run++) oneTest(order, chance, tally);
  return tally;
}

function oneTest({ shoppers, arms, lift, perDay, days, floor, halfLifeDays }: Earning, chance: Chance, tally: Tally): void {
  const of = SHOPPERS[shoppers];
  const lifts = Array.from({ length: arms }, (_, arm): Lift => (arm === arms - 1 ? lift : { buys: 1, spends: 1 }));
  const past: { arms: Arm[] }[] = [];
  let weights = lifts.map(() => 1 / arms);
  let [earned, evenly] = [0, 0];
  for (let day = 0; day < days; day++) {
    const business = 1 + SWING * Math.sin((2 * Math.PI * day) / FORTNIGHT);
    const worth = lifts.map((one) => momentsOf(of, Infinity, { ...one, buys: one.buys * business }).mean);
    let [left, leftShare] = [perDay, 1];
    const shares = withFloor(weights, floor);
    const today = shares.map((share, arm) => {
      const sums = new Arm();
      const visitors = arm === arms - 1 ? left : chance.binomial(left, Math.min(1, share / leftShare));
      left -= visitors;
      leftShare -= share;
      shop(chance, of, visitors, { ...lifts[arm]!, buys: lifts[arm]!.buys * business }, sums);
      earned += visitors * worth[arm]!;
      evenly += (perDay / arms) * worth[arm]!;
      return sums;
    });
    past.push({ arms: today });
    weights = thompsonShares(samplesOf(past, halfLifeDays));
  }
  const best = arms - 1;
  if (weights.indexOf(Math.max(...weights)) === best) count(tally, 'best arm found');
  keep(tally, 'share of the best arm', withFloor(weights, floor)[best]!);
  keep(tally, 'earned beside even shares', earned / evenly);
  const weighed = samplesOf(past, Infinity);
  keep(tally, 'estimate, weighed by period', weighed[best]!.mean - weighed[0]!.mean);
  const plain = lifts.map((_, arm) => totals(past, arm));
  keep(tally, 'estimate, plain sums', plain[best]!.mean - plain[0]!.mean);
}

function samplesOf(past: readonly { arms: Arm[] }[], halfLifeDays: number): ReturnType<typeof discounted> {
  const periods = past.map(({ arms }, day): Period => ({ ageDays: past.length - 1 - day, arms: arms.map(({ n, sum, squares }) => ({ n, sum, sumOfSquares: squares })) }));
  return discounted(periods, halfLifeDays);
}

function totals(past: readonly { arms: Arm[] }[], arm: number) {
  const sums = new Arm();
  for (const { arms } of past) sums.add(arms[arm]!);
  return sampleOfSums(sums.n, sums.sum, sums.squares);
}
