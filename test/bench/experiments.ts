// What the mathematics of experiments promises, held against simulated shops whose truth is known: false alarms, coverage,
// bias, power, what earlier orders smooth, broken assignments, bandits. The reference of a share is what was promised; of
// a mean, theory's value. Every figure says its standard error: two of them are what chance may do. RUNS and SEED by environment.
import { FLOOR, HALF_LIFE_DAYS } from '#app/domain/experiment-test/next-shares.ts';
import type { Figure } from './figure.ts';
import { DAYS, needed } from './simulate-daily.ts';
import { capOf, type Estimand, leastShown, planned, plantedEffect, type Setting } from './simulate-planted.ts';
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

/** With an order that decides, what the product counts of a shopper is capped (cap.ts); the mean of all is there to show why. */
const DAILY: [Setting['shoppers'], Estimand, heldOut: number, plausibleBp: number][] = [
  ['lognormal 0.6', 'mean', 0.1, 2_000],
  ['lognormal 0.6', 'mean', 0.5, 2_000],
  ['lognormal 1.5', 'capped mean', 0.1, 2_000],
  ['Pareto 2.2', 'capped mean', 0.1, 2_000],
  ['Pareto 2.2', 'capped mean', 0.5, 2_000],
  // Merchants who ask for large effects only are shown a number early.
  ['lognormal 1.1', 'mean', 0.1, 5_000],
  ['lognormal 1.1', 'mean', 0.5, 5_000],
  ['Pareto 2.4', 'mean', 0.1, 5_000],
  ['lognormal 1.5', 'capped mean', 0.5, 5_000],
  ['lognormal 0.6', 'mean', 0.5, 10_000],
  ['lognormal 1.1', 'mean', 0.1, 10_000],
  ['lognormal 1.1', 'mean', 0.5, 10_000],
  ['lognormal 1.5', 'capped mean', 0.1, 10_000],
  ['lognormal 1.5', 'capped mean', 0.5, 10_000],
];
const ONCE: [Setting['shoppers'], Estimand, heldOut: number][] = [
  ['lognormal 0.6', 'mean', 0.1],
  ['lognormal 0.6', 'mean', 0.5],
  ['lognormal 0.6, mostly regulars', 'mean', 0.5],
  ['lognormal 1.5', 'capped mean', 0.1],
  ['Pareto 2.2', 'capped mean', 0.1],
  ['Pareto 2.2', 'mean', 0.1],
];

export async function* run(): AsyncGenerator<Figure> {
  const simulator = await startSimulator(SEED);
  try {
    for (const [shoppers, estimand, heldOut, plausibleBp] of DAILY) yield* readDaily(simulator, { shoppers, estimand, heldOut, plausibleBp });
    for (const [shoppers, estimand, heldOut] of ONCE) yield* readOnce(simulator, { shoppers, estimand, heldOut, plausibleBp: PLAUSIBLE_BP });
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
  const whole = momentsOf(SHOPPERS[setting.shoppers], capOf(setting)).mean;
  const what = `A/A read on ${DAYS} days, ${called(setting)}, an effect of ${setting.plausibleBp / 100} % asked for`;
  yield share(`${what}: a difference is called on any day`, part(found, 'called a difference'), 0.05, RUNS, {
    'relative interval': part(found, 'relative'),
    'by the interval for one look, read daily': part(found, 'one look, read daily'),
    'by the watched one, from 100 subjects in each arm on': part(found, 'watched, not smoothed, from the first day'),
    'shops that are shown a number': part(found, 'shown'),
    'first number that is shown, part of the mean': first.mean / whole,
    'its standard error': first.error / whole,
    'subjects it takes': needed(setting),
  });
}

async function* readOnce(simulator: Simulator, setting: Setting): AsyncGenerator<Figure> {
  const what = `read once, ${called(setting)}`;
  const { correlation } = momentsOf(SHOPPERS[setting.shoppers], capOf(setting));
  const [least, plan] = [leastShown(setting), planned(setting)];
  // Where skewness has no bound nothing is promised, and the product shows it to those where it happens to be small.
  const isPromised = least !== null;
  const subjects = least ?? plan;
  const alike = await simulator.simulate('planted', { ...setting, lift: NOTHING, subjects }, RUNS);
  yield share(`${what}: A/A, the interval holds 0, at the ${isPromised ? 'least' : 'planned'} sample`, part(alike, 'plain: covered'), isPromised ? 0.95 : null, RUNS, {
    smoothed: part(alike, 'smoothed: covered'), relative: part(alike, 'plain: relative covered'), 'Student’s': part(alike, 'Student’s: covered'), 'Student’s, relative': part(alike, 'Student’s: relative covered'), subjects, 'shops that are shown it': part(alike, 'shown'),
  });
  const [plain, smoothed] = [meanOf(alike, 'plain: value', RUNS), meanOf(alike, 'smoothed: value', RUNS)];
  const left = smoothed.variance / plain.variance;
  yield mean(`${what}: variance that smoothing leaves`, left, left * Math.abs(correlation) * Math.sqrt(4 / RUNS), 1 - correlation ** 2, 'part', { 'it says itself': meanOf(alike, 'smoothed: said to be left', RUNS).mean });

  const lifted = await simulator.simulate('planted', { ...setting, lift: LIFT, subjects: plan }, RUNS);
  const effect = plantedEffect(setting, LIFT);
  const [value, relative, smooth] = [meanOf(lifted, 'plain: value', RUNS), meanOf(lifted, 'plain: relative value', RUNS), meanOf(lifted, 'smoothed: value', RUNS)];
  yield mean(`${what}: mean estimate of a planted effect`, value.mean / effect.absolute, value.error / effect.absolute, 1, 'of what was planted', {
    smoothed: smooth.mean / effect.absolute, relative: relative.mean / effect.relative, 'standard error of the relative': relative.error / effect.relative,
  });
  yield share(`${what}: the interval holds a planted effect, at the planned sample`, part(lifted, 'plain: covered'), isPromised ? 0.95 : null, RUNS, { smoothed: part(lifted, 'smoothed: covered'), relative: part(lifted, 'plain: relative covered'), subjects: plan, 'shops that are shown it': part(lifted, 'shown') });
  const power = powerInTheory(setting, LIFT, plan);
  yield share(`${what}: a planted effect is seen, at the planned sample`, part(lifted, 'plain: seen'), Number.isFinite(power.skewed) ? power.skewed : null, RUNS, { smoothed: part(lifted, 'smoothed: seen'), 'in theory, were amounts not skewed': power.normal });
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
    const order = { shoppers: 'lognormal 0.6', estimand: 'mean', plausibleBp: PLAUSIBLE_BP, arms: COMPARED, lift } as const;
    const found = await simulator.simulate('several', order, RUNS);
    yield share(`test of ${COMPARED} arms, ${says}: any that changes nothing is called another, read once, corrected by Holm`, part(found, 'alarm'), 0.05, RUNS, { 'not corrected': part(found, 'alarm, not corrected'), 'the better one is seen': part(found, 'seen') });
    const judged = await simulator.simulate('judged', order, RUNS);
    yield share(`test of ${COMPARED} arms, ${says}: any that changes nothing is called another on any day, as the product judges`, part(judged, 'alarm'), 0.05, RUNS, { 'the better one is proposed': part(judged, 'proposed'), 'tests that are judged': part(judged, 'judged') });
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
  const order = { shoppers: setting.shoppers, arms: ARMS, lift: LIFT, perDay, days: TEST_DAYS, halfLifeDays: HALF_LIFE_DAYS };
  const even = await simulator.simulate('earning', { ...order, floor: 1 / ARMS }, TESTS);
  const found = await simulator.simulate('earning', { ...order, floor: FLOOR }, TESTS);
  const earned = meanOf(found, 'earned beside even shares', TESTS);
  yield mean(`bandit of ${ARMS} arms, one a fifth better, ${TEST_DAYS} days: earned beside even shares`, earned.mean, earned.error, 1, 'times', { 'share of the best arm at the end': meanOf(found, 'share of the best arm', TESTS).mean, subjects: perDay * TEST_DAYS });
  yield share(`bandit of ${ARMS} arms: the best arm has the largest share at the end, beside even shares' largest mean`, part(found, 'best arm found', TESTS), part(even, 'best arm found', TESTS), TESTS);
  const [weighed, plain, evenly] = [meanOf(found, 'estimate, weighed by period', TESTS), meanOf(found, 'estimate, plain sums', TESTS), meanOf(even, 'estimate, plain sums', TESTS)];
  yield mean(`bandit of ${ARMS} arms: mean estimate of what the best arm adds, weighed by period`, weighed.mean / effect, weighed.error / effect, 1, 'of what was planted', { 'plain sums': plain.mean / effect, 'plain sums, even shares': evenly.mean / effect, 'spread beside that of even shares': Math.sqrt(weighed.variance / evenly.variance) });
}
