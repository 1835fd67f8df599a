// A small part of `npm run bench -- --only experiments`: what the mathematics of experiments promises, in simulated shops
// whose truth is known. Seeded. Bounds are three standard errors of the simulation: with two, one check in twenty would miss.
import { describe, expect, it } from 'vitest';
import { FLOOR, HALF_LIFE_DAYS } from '#app/domain/experiment-test/next-shares.ts';
import { assignedRuns } from '#test/bench/simulate-assignment.ts';
import { Chance } from '#test/bench/simulate-chance.ts';
import { dailyRuns } from '#test/bench/simulate-daily.ts';
import { earningRuns } from '#test/bench/simulate-earning.ts';
import { capOf, leastShown, planned, plantedEffect, plantedRuns, type Setting } from '#test/bench/simulate-planted.ts';
import { powerInTheory } from '#test/bench/simulate-power.ts';
import { judgedRuns, severalRuns } from '#test/bench/simulate-several.ts';
import { Arm, cappedSampleOf, momentsOf, NOTHING, sampleOf, shop, SHOPPERS } from '#test/bench/simulate-shoppers.ts';
import { errorOfShare, meanOf } from '#test/bench/simulate-tally.ts';

const SEED = 20_261_120;
const LIFT = { buys: 1.1, spends: 1.2 / 1.1 };
const ERRORS = 3;

/** @param expected of the runs, which is what the error is judged by */
const atMost = (expected: number, runs: number): number => expected + ERRORS * errorOfShare(expected, runs);

function expectShare(count: number | undefined, runs: number, expected: number): void {
  expect(Math.abs((count ?? 0) / runs - expected)).toBeLessThan(ERRORS * errorOfShare(expected, runs));
}

describe('the chance of simulations', () => {
  it.each([[5, 0.3], [40, 0.9], [1_000, 0.003], [1_000, 0.2], [100_000, 0.1]])('draws of %d with %d as many as theory says, as widely spread', (n, p) => {
    const chance = new Chance(SEED);
    const runs = 100_000;
    let [sum, squares] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const off = (chance.binomial(n, p) - n * p) / Math.sqrt(n * p * (1 - p));
      sum += off;
      squares += off * off;
    }
    expect(Math.abs(sum / runs)).toBeLessThan(ERRORS / Math.sqrt(runs));
    expect(Math.abs(squares / runs - 1)).toBeLessThan(2 * ERRORS / Math.sqrt(runs));
  });

  it.each(Object.keys(SHOPPERS) as (keyof typeof SHOPPERS)[])('draws shoppers with the mean that theory says, capped and not: %s', (name) => {
    const arm = new Arm();
    shop(new Chance(SEED), SHOPPERS[name], 2_000_000, NOTHING, arm);
    for (const [sample, cap] of [[sampleOf(arm), Infinity], [cappedSampleOf(arm), SHOPPERS[name].cap]] as const) {
      const theory = momentsOf(SHOPPERS[name], cap);
      expect(Math.abs(sample.mean - theory.mean)).toBeLessThan(ERRORS * Math.sqrt(theory.variance / sample.n));
    }
    expect(cappedSampleOf(arm).variance / momentsOf(SHOPPERS[name], SHOPPERS[name].cap).variance).toBeCloseTo(1, 1);
  });
});

describe('A/A shops that are read every day for 60 days', () => {
  it.each([
    { shoppers: 'lognormal 0.6', heldOut: 0.5, estimand: 'mean', plausibleBp: 2_000 },
    { shoppers: 'lognormal 1.1', heldOut: 0.1, estimand: 'mean', plausibleBp: 10_000 },
    { shoppers: 'lognormal 1.5', heldOut: 0.1, estimand: 'capped mean', plausibleBp: 5_000 },
    { shoppers: 'Pareto 2.2', heldOut: 0.1, estimand: 'capped mean', plausibleBp: 5_000 },
  ] as Setting[])('are told of a difference in at most one of twenty, though by the interval for one look in one of ten: $shoppers, $heldOut held out', (setting) => {
    const shops = 800;
    const found = dailyRuns(setting, shops, SEED);
    expect(found.shown! / shops).toBeGreaterThan(0.9);
    for (const read of ['called a difference', 'relative']) expect((found[read] ?? 0) / shops).toBeLessThan(atMost(0.05, shops));
    expect(found['one look, read daily']! / shops).toBeGreaterThan(atMost(0.05, shops));
  });
});

describe('experiments that are read once, at the planned sample', () => {
  const runs = 2_000;
  const setting: Setting = { shoppers: 'lognormal 0.6, mostly regulars', heldOut: 0.1, estimand: 'mean', plausibleBp: 2_000 };

  it('hold a planted effect in 95 of 100, off by no more than chance, and see it as often as theory says', () => {
    for (const each of [setting, { ...setting, shoppers: 'lognormal 1.5', estimand: 'capped mean', heldOut: 0.5 }] as Setting[]) {
      const found = plantedRuns({ ...each, lift: LIFT, subjects: planned(each) }, runs, SEED);
      for (const read of ['plain', 'smoothed']) {
        expectShare(found[`${read}: covered`], runs, 0.95);
        const value = meanOf(found, `${read}: value`, runs);
        expect(Math.abs(value.mean - plantedEffect(each, LIFT).absolute)).toBeLessThan(ERRORS * value.error);
      }
      expectShare(found['plain: relative covered'], runs, 0.95);
      expectShare(found['plain: seen'], runs, powerInTheory(each, LIFT, planned(each)).skewed);
    }
  });

  it('vary less by 1 − ρ² where earlier orders are taken into account', () => {
    const found = plantedRuns({ ...setting, lift: NOTHING, subjects: planned(setting) }, runs, SEED);
    const { correlation } = momentsOf(SHOPPERS[setting.shoppers], capOf(setting));
    const left = meanOf(found, 'smoothed: value', runs).variance / meanOf(found, 'plain: value', runs).variance;
    expect(Math.abs(left - (1 - correlation ** 2))).toBeLessThan(ERRORS * left * correlation * Math.sqrt(4 / runs));
    expect(meanOf(found, 'smoothed: said to be left', runs).mean).toBeCloseTo(1 - correlation ** 2, 1);
  });
});

describe('experiments that are read once, at the least sample that the product shows a number from', () => {
  it.each([
    // Of those held out with the skewed part on one side, an amount; of arms alike, a share of the holdout's mean.
    { shoppers: 'Pareto 2.2', heldOut: 0.1, estimand: 'capped mean', read: 'covered' },
    { shoppers: 'lognormal 1.5', heldOut: 0.5, estimand: 'capped mean', read: 'relative covered' },
  ] as const)('hold the truth in 95 of 100 however skewed amounts are, where Student’s interval holds less: $shoppers, $heldOut held out', ({ read, ...of }) => {
    const setting: Setting = { ...of, plausibleBp: 2_000 };
    const runs = 8_000;
    const found = plantedRuns({ ...setting, lift: NOTHING, subjects: leastShown(setting)! }, runs, SEED);
    for (const which of ['plain', 'smoothed']) for (const each of ['covered', 'relative covered']) expectShare(found[`${which}: ${each}`], runs, 0.95);
    // Of the same draws, so that chance is in both.
    expect(found[`plain: ${read}`]! - found[`Student’s: ${read}`]!).toBeGreaterThan(runs / 300);
  });
});

describe('an assignment', () => {
  const runs = 1_000;

  it('that is sound is stopped in at most one of a hundred, though it is checked every day', () => {
    for (const heldOut of [0.1, 0.5]) {
      const found = assignedRuns({ heldOut, reach: 0.7, assigned: 20_000, days: 60, lost: { holdout: 0, exposed: 0 } }, runs, SEED);
      expect((found.both ?? 0) / runs).toBeLessThan(atMost(0.01, runs));
    }
  });

  it.each([
    ['the holdout', { holdout: 0.05, exposed: 0 }],
    ['the exposed', { holdout: 0, exposed: 0.05 }],
  ])('that loses 5 % of %s is caught in 99 of 100 at 20,000 subjects, where four of five reach the place, and not by sizes alone', (_, lost) => {
    const found = assignedRuns({ heldOut: 0.5, reach: 0.8, assigned: 20_000, days: 1, lost }, runs, SEED);
    expect((found.both ?? 0) / runs).toBeGreaterThan(0.99 - ERRORS * errorOfShare(0.99, runs));
    expect((found.sizes ?? 0) / runs).toBeLessThan(0.9);
  });
});

describe('a test of several arms', () => {
  it('calls an arm another that is not in at most one of twenty, corrected by Holm, and in more without', () => {
    const runs = 1_000;
    const found = severalRuns({ shoppers: 'lognormal 0.6', estimand: 'mean', plausibleBp: 2_000, arms: 5, lift: NOTHING }, runs, SEED);
    expect((found.alarm ?? 0) / runs).toBeLessThan(atMost(0.05, runs));
    expect(found['alarm, not corrected']! / runs).toBeGreaterThan(atMost(0.05, runs));
  });

  it('proposes the better one and calls no other different, judged every day', () => {
    const runs = 300;
    const order = { shoppers: 'lognormal 0.6', estimand: 'mean', plausibleBp: 4_000, arms: 3 } as const;
    expect((judgedRuns({ ...order, lift: NOTHING }, runs, SEED).alarm ?? 0) / runs).toBeLessThan(atMost(0.05, runs));
    const found = judgedRuns({ ...order, lift: { buys: 1.4, spends: 1 } }, runs, SEED);
    expect((found.alarm ?? 0) / runs).toBeLessThan(atMost(0.05, runs));
    expect(found.proposed! / runs).toBeGreaterThan(0.8);
  });

  it('earns more with shares by what was earned than with even ones, and still knows what the best arm adds', () => {
    const runs = 100;
    const setting: Setting = { shoppers: 'lognormal 0.6', heldOut: 0.5, estimand: 'mean', plausibleBp: 2_000 };
    const found = earningRuns({ shoppers: setting.shoppers, arms: 3, lift: LIFT, perDay: 600, days: 56, floor: FLOOR, halfLifeDays: HALF_LIFE_DAYS }, runs, SEED);
    const earned = meanOf(found, 'earned beside even shares', runs);
    expect(earned.mean - ERRORS * earned.error).toBeGreaterThan(1);
    expect(found['best arm found']! / runs).toBeGreaterThan(0.9);
    const estimate = meanOf(found, 'estimate, weighed by period', runs);
    expect(Math.abs(estimate.mean - plantedEffect(setting, LIFT).absolute)).toBeLessThan(ERRORS * estimate.error);
  });
});
