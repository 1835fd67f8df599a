// What the mathematics of experiments promises, held against simulated shops whose truth is known: false alarms, coverage,
// bias, power, what earlier orders smooth, broken assignments, bandits. The reference of a share is what was promised; of
// a mean, theory's value. Every figure says its standard error: two of them are what chance may do. RUNS and SEED by environment.
import type { Figure } from './figure.ts';
import { DAYS, LEAST_SAMPLE } from './simulate-daily.ts';
import { capOf, planned, plantedEffect, type Setting } from './simulate-planted.ts';
import { powerInTheory } from './simulate-power.ts';
import { type Lift, momentsOf, NOTHING, SHOPPERS } from './simulate-shoppers.ts';
import { errorOfShare, meanOf, type Tally } from './simulate-tally.ts';
import { type Simulator, startSimulator } from './simulated.ts';

export const name = 'experiments';

const RUNS = Number(process.env.RUNS ?? 20_000);
const SEED = Number(process.env.SEED ?? 20_261_120);
/** A fifth more: somewhat more buy, and they spend somewhat more. */
const LIFT: Lift = { buys: 1.1, spends: 1.2 / 1.1 };
const PLAUSIBLE_BP = 2_000;

export async function* run(): AsyncGenerator<Figure> {
  const simulator = await startSimulator(SEED);
  try {
    for (const shoppers of ['lognormal 0.6', 'lognormal 1.5', 'Pareto 2.2'] as const)
      for (const estimand of ['mean', 'capped mean'] as const) {
        for (const heldOut of [0.1, 0.5]) yield* readDaily(simulator, { shoppers, heldOut, estimand, plausibleBp: PLAUSIBLE_BP });
        yield* readOnce(simulator, { shoppers, heldOut: 0.1, estimand, plausibleBp: PLAUSIBLE_BP });
      }
    for (const shoppers of ['lognormal 0.6', 'lognormal 0.6, mostly regulars'] as const) yield* readOnce(simulator, { shoppers, heldOut: 0.5, estimand: 'mean', plausibleBp: PLAUSIBLE_BP });
    // Small shops, whose merchants ask for large effects only and so are shown a number early.
    for (const shoppers of ['lognormal 0.6', 'lognormal 1.5'] as const)
      for (const heldOut of [0.1, 0.5]) yield* readDaily(simulator, { shoppers, heldOut, estimand: 'capped mean', plausibleBp: 10_000 });
    yield* assigned(simulator);
    yield* several(simulator);
    yield* earning(simulator);
  } finally {
    await simulator.end();
  }
}

const share = (metric: string, value: number, reference: number | null, runs = RUNS, beside: Record<string, number> = {}): Figure => ({
  bench: name, metric, value, unit: 'share of runs', reference, ratio: reference === null ? null : value / reference, beside: { 'standard error': errorOfShare(value, runs), ...beside },
});

const mean = (metric: string, value: number, error: number, reference: number, unit: string, beside: Record<string, number> = {}): Figure => ({
  bench: name, metric, value, unit, reference, ratio: value / reference, beside: { 'standard error': error, ...beside },
});

const called = ({ shoppers, heldOut, estimand }: Setting): string => `${shoppers}, ${heldOut * 100} % held out, ${estimand}`;
const part = (tally: Tally, key: string, runs = RUNS): number => (tally[key] ?? 0) / runs;

async function* readDaily(simulator: Simulator, setting: Setting): AsyncGenerator<Figure> {
  const found = await simulator.simulate('daily', setting, RUNS);
  const first = meanOf(found, 'first shown', found.shown ?? 0);
  const holdout = momentsOf(SHOPPERS[setting.shoppers], capOf(setting)).mean;
  yield share(`A/A read on ${DAYS} days, ${called(setting)}, planned for an effect of ${setting.plausibleBp / 100} %: false alarm of the watched interval on any day it is shown`, part(found, 'watched'), 0.05, RUNS, {
    'share that was shown': part(found, 'shown'),
    smoothed: part(found, 'watched, smoothed'),
    relative: part(found, 'watched, relative'),
    [`shown from ${LEAST_SAMPLE.buyers} buyers and the squares of ${LEAST_SAMPLE.atCap} at the cap in each arm on`]: part(found, 'watched, from the least sample'),
    'so, and relative': part(found, 'watched, from the least sample, relative'),
    'shown from 100 subjects in each arm on': part(found, 'watched, from 100 subjects in each arm'),
    'one-look interval read daily': part(found, 'one look, read daily'),
    'first that is shown, part of the mean': first.mean / holdout,
    'its standard error': first.error / holdout,
  });
}

async function* readOnce(simulator: Simulator, setting: Setting): AsyncGenerator<Figure> {
  const what = `read once, ${called(setting)}`;
  const subjects = planned(setting);
  const alike = await simulator.simulate('planted', { ...setting, lift: NOTHING }, RUNS);
  yield share(`${what}: A/A, interval holds 0`, part(alike, 'plain: covered'), 0.95, RUNS, { smoothed: part(alike, 'smoothed: covered'), relative: part(alike, 'plain: relative covered'), subjects });
  const { correlation } = momentsOf(SHOPPERS[setting.shoppers], capOf(setting));
  const [plain, smoothed] = [meanOf(alike, 'plain: value', RUNS), meanOf(alike, 'smoothed: value', RUNS)];
  const left = smoothed.variance / plain.variance;
  yield mean(`${what}: variance that smoothing leaves`, left, left * Math.abs(correlation) * Math.sqrt(4 / RUNS), 1 - correlation ** 2, 'part', { 'it says itself': meanOf(alike, 'smoothed: said to be left', RUNS).mean });

  const lifted = await simulator.simulate('planted', { ...setting, lift: LIFT }, RUNS);
  const effect = plantedEffect(setting, LIFT);
  const [value, relative] = [meanOf(lifted, 'plain: value', RUNS), meanOf(lifted, 'plain: relative value', RUNS)];
  const smooth = meanOf(lifted, 'smoothed: value', RUNS);
  yield mean(`${what}: mean estimate of a planted effect`, value.mean / effect.absolute, value.error / effect.absolute, 1, 'of what was planted', {
    smoothed: smooth.mean / effect.absolute, relative: relative.mean / effect.relative, 'standard error of the relative': relative.error / effect.relative,
  });
  yield share(`${what}: interval holds a planted effect`, part(lifted, 'plain: covered'), 0.95, RUNS, { smoothed: part(lifted, 'smoothed: covered'), relative: part(lifted, 'plain: relative covered') });
  const power = powerInTheory(setting, LIFT, subjects);
  yield share(`${what}: planted effect seen`, part(lifted, 'plain: seen'), Number.isFinite(power.skewed) ? power.skewed : null, RUNS, { smoothed: part(lifted, 'smoothed: seen'), 'in theory, were amounts not skewed': power.normal });
}

const SUBJECTS = 20_000;
const CHECKS = { 'by sizes, for one look': 'sizes, for one look', 'by sizes': 'sizes', 'by counted of assigned': 'counted of assigned' };

async function* assigned(simulator: Simulator): AsyncGenerator<Figure> {
  const beside = (found: Tally) => Object.fromEntries(Object.entries(CHECKS).map(([says, key]) => [says, part(found, key)]));
  for (const heldOut of [0.5, 0.1]) {
    for (const reach of [0.5, 0.8]) {
      const found = await simulator.simulate('assigned', { heldOut, reach, assigned: SUBJECTS / reach, days: DAYS, lost: { holdout: 0, exposed: 0 } }, RUNS);
      yield share(`sound assignment read on ${DAYS} days, ${SUBJECTS} counted, ${heldOut * 100} % held out, ${reach * 100} % reach the place: stopped on any day`, part(found, 'both'), 0.01, RUNS, beside(found));
    }
    for (const lost of [{ holdout: 0.05, exposed: 0 }, { holdout: 0, exposed: 0.05 }])
      for (const reach of [0.5, 0.7, 0.8, 0.9]) {
        const found = await simulator.simulate('assigned', { heldOut, reach, assigned: SUBJECTS / reach, days: 1, lost }, RUNS);
        const fewer = await simulator.simulate('assigned', { heldOut, reach, assigned: SUBJECTS, days: 1, lost }, RUNS);
        yield share(`assignment that loses 5 % of the ${lost.holdout > 0 ? 'holdout' : 'exposed'}, ${SUBJECTS} counted, ${heldOut * 100} % held out, ${reach * 100} % reach the place: caught`, part(found, 'both'), 0.99, RUNS, { ...beside(found), [`of ${SUBJECTS} given an arm`]: part(fewer, 'both') });
      }
  }
}

const COMPARED = 5;

async function* several(simulator: Simulator): AsyncGenerator<Figure> {
  for (const [says, lift] of [['none differs', NOTHING], ['one is a fifth better', LIFT]] as const) {
    const found = await simulator.simulate('several', { shoppers: 'lognormal 0.6', estimand: 'mean', plausibleBp: PLAUSIBLE_BP, arms: COMPARED, lift }, RUNS);
    yield share(`test of ${COMPARED} arms, ${says}: any arm that changes nothing is called another, corrected by Holm`, part(found, 'alarm'), 0.05, RUNS, { 'not corrected': part(found, 'alarm, not corrected'), 'the better one is seen': part(found, 'seen') });
  }
}

const ARMS = 3;
/** Whole fortnights, since business swings by the fortnight. */
const TEST_DAYS = 56;
const TESTS = Math.min(RUNS, 2_000);

async function* earning(simulator: Simulator): AsyncGenerator<Figure> {
  const setting: Setting = { shoppers: 'lognormal 0.6', heldOut: 0.5, estimand: 'mean', plausibleBp: PLAUSIBLE_BP };
  const effect = plantedEffect(setting, LIFT).absolute;
  // Every arm gets as many as two arms need to see the effect, were shares even.
  const perDay = Math.ceil((planned(setting) / 2) * ARMS / TEST_DAYS);
  const order = { shoppers: setting.shoppers, arms: ARMS, lift: LIFT, perDay, days: TEST_DAYS, halfLifeDays: 28 };
  const even = await simulator.simulate('earning', { ...order, floor: 1 / ARMS }, TESTS);
  const found = await simulator.simulate('earning', { ...order, floor: 0.1 }, TESTS);
  const earned = meanOf(found, 'earned beside even shares', TESTS);
  yield mean(`bandit of ${ARMS} arms, one a fifth better, ${TEST_DAYS} days: earned beside even shares`, earned.mean, earned.error, 1, 'times', { 'share of the best arm at the end': meanOf(found, 'share of the best arm', TESTS).mean, subjects: perDay * TEST_DAYS });
  yield share(`bandit of ${ARMS} arms: the best arm has the largest share at the end, beside even shares' largest mean`, part(found, 'best arm found', TESTS), part(even, 'best arm found', TESTS), TESTS);
  const [weighed, plain, evenly] = [meanOf(found, 'estimate, weighed by period', TESTS), meanOf(found, 'estimate, plain sums', TESTS), meanOf(even, 'estimate, plain sums', TESTS)];
  yield mean(`bandit of ${ARMS} arms: mean estimate of what the best arm adds, weighed by period`, weighed.mean / effect, weighed.error / effect, 1, 'of what was planted', { 'plain sums': plain.mean / effect, 'plain sums, even shares': evenly.mean / effect, 'spread beside that of even shares': Math.sqrt(weighed.variance / evenly.variance) });
}
