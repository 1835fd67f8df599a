// Tests of several versions against how it was: read once at the end with p-values corrected by Holm, and judged every day
// by the product's own rule. How often a version that changes nothing is called another, and the better one found.
import { holm } from '#app/domain/experiment/corrected.ts';
import { absoluteDifference } from '#app/domain/experiment/difference.ts';
import { judgeTest, type TestFacts } from '#app/domain/experiment-test/judge-test.ts';
import { sampleNeeded } from '#app/domain/experiment-test/sample-needed.ts';
import { armsOf, AS_IT_WAS, equalShares, type Versions } from '#app/domain/experiment-test/test.ts';
import { Chance } from './simulate-chance.ts';
import { capOf, planned, samplesOf, type Setting } from './simulate-planted.ts';
import { Arm, armSumsOf, type Lift, momentsOf, NOTHING, shop, SHOPPERS } from './simulate-shoppers.ts';
import { count, type Tally } from './simulate-tally.ts';

export interface Several extends Omit<Setting, 'heldOut'> {
  arms: number;
  /** Of the last arm; the others change nothing. */
  lift: Lift;
}

const BAR = 0.05;
const changesNothing = (lift: Lift): boolean => lift.buys * lift.spends === 1;

export function severalRuns({ arms, lift, ...rest }: Several, runs: number, seed: number): Tally {
  const setting: Setting = { ...rest, heldOut: 0.5 };
  const perArm = Math.ceil(planned(setting) / 2);
  const isAnother = (arm: number) => arm === arms - 1 && !changesNothing(lift);
  const chance = new Chance(seed);
  const tally: Tally = {};
  for (let run = 0; run < runs; run++) {
    const [control, ...others] = Array.from({ length: arms }, (_, arm) => {
      const sums = new Arm();
      shop(chance, SHOPPERS[setting.shoppers], perArm, arm === arms - 1 ? lift : NOTHING, sums);
      return sums;
    });
    const p = others.map((arm) => absoluteDifference(...samplesOf(setting, control!, arm).plain)?.p ?? 1);
    const corrected = holm(p);
    if (corrected.some((value, at) => value < BAR && !isAnother(at + 1))) count(tally, 'alarm');
    if (p.some((value, at) => value < BAR && !isAnother(at + 1))) count(tally, 'alarm, not corrected');
    if (corrected.some((value, at) => value < BAR && isAnother(at + 1))) count(tally, 'seen');
  }
  return tally;
}

const DAYS = 60;
/** The planned sample is reached between these days. */
const REACHED = { first: 14, last: 58 };
const LEAST_DAYS = 14;
const DAY_MS = 86_400_000;
const LIVE_AT = new Date(0);

export function judgedRuns({ arms, lift, ...rest }: Several, runs: number, seed: number): Tally {
  const setting: Setting = { ...rest, heldOut: 0.5 };
  const versions: Versions = Array.from({ length: arms }, () => AS_IT_WAS);
  const names = armsOf(versions);
  const subjects = sampleNeeded({ n: 1_000, ...momentsOf(SHOPPERS[setting.shoppers], capOf(setting)) }, arms, setting.plausibleBp)!;
  const facts: Omit<TestFacts, 'sums'> = { place: 'on_site', mode: 'knowing', versions, shares: equalShares(versions), plannedSubjects: subjects, plannedDays: LEAST_DAYS, liveAt: LIVE_AT, plausibleBp: setting.plausibleBp, assigned: new Map(), periods: [] };
  const best = changesNothing(lift) ? null : names[arms - 1];
  const chance = new Chance(seed);
  const tally: Tally = {};
  for (let run = 0; run < runs; run++) {
    const perDay = Math.ceil(subjects / (REACHED.first + (REACHED.last - REACHED.first) * chance.uniform()));
    const counted = names.map(() => new Arm());
    const seen = new Set<string>();
    for (let day = 1; day <= DAYS; day++) {
      let left = perDay;
      counted.forEach((sums, arm) => {
        const visitors = chance.binomial(left, 1 / (arms - arm));
        left -= visitors;
        shop(chance, SHOPPERS[setting.shoppers], visitors, arm === arms - 1 ? lift : NOTHING, sums);
      });
      const said = judgeTest({ ...facts, sums: new Map(names.map((arm, at) => [arm, armSumsOf(counted[at]!, setting.estimand === 'capped mean')])) }, new Date(day * DAY_MS));
      if (said.kind !== 'known') continue;
      seen.add('judged');
      if (said.arms.some(({ arm, standing }) => arm !== best && (standing === 'better' || standing === 'worse'))) seen.add('alarm');
      if (best && said.proposed === best) seen.add('proposed');
    }
    for (const each of seen) count(tally, each);
  }
  return tally;
}
