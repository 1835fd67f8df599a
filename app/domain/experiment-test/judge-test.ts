// What may be said of a test, in this order: nothing while the arms do not hold what they should; a date before two weeks and
// the planned sample are there; then each arm beside the control, by intervals that may be read every day and p-values
// corrected for how many arms there are (Holm). What is compared is the profit of a shopper, at most the shop's cap of one.
// A winner is proposed; a person decides.
import { daysAfter, daysFrom } from '../days.ts';
import { adjusted } from '../experiment/adjusted.ts';
import { assignmentCheck } from '../experiment/assignment-check.ts';
import { discounted, type Period } from '../experiment/bandit.ts';
import { holm } from '../experiment/corrected.ts';
import type { Difference } from '../experiment/difference.ts';
import { LEAST_AN_ARM, SIGNIFICANCE } from '../experiment/knowable.ts';
import { type Sample, sampleOfSums } from '../experiment/sample.ts';
import { watchedAbsolute } from '../experiment/watched.ts';
import { type ArmSums, NOBODY } from '../metric/arm-sums.ts';
import { guardrailsAt, guardrailValue, lostGuardrails, type TestGuardrail } from './guardrails.ts';
import { sampleNeeded } from './sample-needed.ts';
import { type ArmName, armsOf, CONTROL, type Mode, type Shares, type TestPlace, type Versions } from './test.ts';

export interface TestFacts {
  place: TestPlace;
  mode: Mode;
  versions: Versions;
  shares: Shares;
  plannedSubjects: number | null;
  plannedDays: number;
  liveAt: Date | null;
  /** Effect that is to be seen, basis points of the control's profit. */
  plausibleBp: number;
  sums: ReadonlyMap<ArmName, ArmSums>;
  assigned: ReadonlyMap<ArmName, number>;
  /** Profit of a shopper by stretches of constant shares, in the order of the arms; for a test that earns. */
  periods: readonly Period[];
}

export interface JudgedArm {
  arm: ArmName;
  subjects: number;
  /** Profit of a shopper, minor units. */
  profit: number;
  /** Beside the control's; null: of the control itself, or not knowable yet. */
  difference: Difference | null;
  /** As corrected for all arms; null as above. */
  p: number | null;
  standing: 'control' | 'better' | 'worse' | 'open';
  guardrails: { name: TestGuardrail; value: number | null; lost: boolean }[];
}

export type TestVerdict =
  | { kind: 'waiting' }
  | { kind: 'broken'; fault: 'shares' | 'lost'; p: number; arms: JudgedArm[] }
  | { kind: 'not_yet'; have: number; needed: number | null; leastUntil: Date; knownOn: Date | null; arms: JudgedArm[] }
  | { kind: 'known'; have: number; arms: JudgedArm[]; proposed: ArmName; /** Earned more, but lost something that it may not. */ barred: ArmName[] };

const FAR_DAYS = 730;
/** Subjects of two arms for which intervals are narrowest where nothing could be planned. */
const TUNED_FOR = 5_000;

export function judgeTest(facts: TestFacts, now: Date): TestVerdict {
  const { liveAt, versions, plannedDays } = facts;
  if (!liveAt) return { kind: 'waiting' };
  const arms = armsOf(versions);
  const sumsOf = (arm: ArmName): ArmSums => facts.sums.get(arm) ?? NOBODY;
  const counted = arms.map((arm) => sumsOf(arm).subjects);
  const have = counted.reduce((sum, count) => sum + count, 0);
  const unjudged = arms.map((arm) => described(facts, arm));

  // Where shares changed on the way no fixed ones can be asked for; that no arm loses anybody can.
  const check = assignmentCheck(arms.map((arm, at) => ({ share: facts.mode === 'earning' ? (counted[at] ?? 0) : (facts.shares[arm] ?? 0), counted: counted[at] ?? 0, assigned: facts.assigned.get(arm) ?? null })));
  if (have > 0 && check.fault) return { kind: 'broken', fault: check.fault, p: check.p, arms: unjudged };

  const { cappedProfit, cappedProfitSquared } = sumsOf(CONTROL);
  const needed = facts.plannedSubjects ?? sampleNeeded(sampleOfSums(sumsOf(CONTROL).subjects, cappedProfit, cappedProfitSquared), arms.length, facts.plausibleBp);
  const leastUntil = daysAfter(liveAt, plannedDays);
  if (now < leastUntil || needed === null || have < needed || Math.min(...counted) < LEAST_AN_ARM) {
    return { kind: 'not_yet', have, needed: needed === null ? null : Math.max(needed, Math.min(...counted) < LEAST_AN_ARM ? have + 1 : needed), leastUntil, knownOn: knownOn({ have, needed, liveAt, leastUntil }, now), arms: unjudged };
  }

  const judged = compared(facts, arms, sumsOf);
  const better = judged.filter(({ standing }) => standing === 'better').sort((one, other) => (other.difference?.value ?? 0) - (one.difference?.value ?? 0));
  const isBarred = ({ guardrails }: JudgedArm) => guardrails.some(({ lost }) => lost);
  return { kind: 'known', have, arms: judged, proposed: better.find((one) => !isBarred(one))?.arm ?? CONTROL, barred: better.filter(isBarred).map(({ arm }) => arm) };
}

function described({ place, sums }: TestFacts, arm: ArmName): JudgedArm {
  const own = sums.get(arm) ?? NOBODY;
  const profit = own.subjects > 0 ? own.cappedProfit / own.subjects : 0;
  const guardrails = guardrailsAt(place).map((name) => ({ name, value: guardrailValue(name, own), lost: false }));
  return { arm, subjects: own.subjects, profit, difference: null, p: null, standing: arm === CONTROL ? 'control' : 'open', guardrails };
}

/** All intervals hold together in 95 of 100 tests: each has its part of the level. */
function compared(facts: TestFacts, arms: readonly ArmName[], sumsOf: (arm: ArmName) => ArmSums): JudgedArm[] {
  const others = arms.filter((arm) => arm !== CONTROL);
  const tunedFor = facts.plannedSubjects === null ? TUNED_FOR : Math.ceil((facts.plannedSubjects * 2) / arms.length);
  const overPeriods = facts.mode === 'earning' ? discounted(facts.periods, Number.POSITIVE_INFINITY) : [];
  const differences = others.map((arm) => {
    const [control, other] = facts.mode === 'earning' ? [overPeriods[0], overPeriods[arms.indexOf(arm)]] : smoothed(sumsOf(CONTROL), sumsOf(arm));
    return control && other ? watchedAbsolute(control, other, tunedFor, 1 - SIGNIFICANCE / others.length) : null;
  });
  const corrected = holm(differences.map((difference) => difference?.p ?? 1));
  return arms.map((arm): JudgedArm => {
    const plain = described(facts, arm);
    const at = others.indexOf(arm);
    const [difference = null, p = null] = [differences[at], corrected[at]];
    if (!difference || p === null) return plain;
    const lost = lostGuardrails(facts.place, sumsOf(CONTROL), sumsOf(arm), tunedFor);
    return { ...plain, difference, p, standing: p >= SIGNIFICANCE ? 'open' : difference.value > 0 ? 'better' : 'worse', guardrails: plain.guardrails.map((each) => ({ ...each, lost: lost.includes(each.name) })) };
  });
}

/** With what each had bought before taken out of both alike, where that says something. */
function smoothed(control: ArmSums, arm: ArmSums): [Sample, Sample] {
  const paired = ({ subjects, cappedProfit, cappedProfitSquared, before, beforeSquared, beforeCappedProfit }: ArmSums) =>
    ({ n: subjects, sum: cappedProfit, sumOfSquares: cappedProfitSquared, before, beforeSquared, product: beforeCappedProfit });
  const { holdout, exposed } = adjusted(paired(control), paired(arm));
  return [holdout, exposed];
}

/** At the pace since it began. */
function knownOn({ have, needed, liveAt, leastUntil }: { have: number; needed: number | null; liveAt: Date; leastUntil: Date }, now: Date): Date | null {
  if (needed === null || have === 0) return null;
  const days = Math.max(1, daysFrom(liveAt, now));
  const wait = Math.ceil(Math.max(0, needed - have) / (have / days));
  return wait > FAR_DAYS ? null : new Date(Math.max(leastUntil.getTime(), daysAfter(now, Math.max(1, wait)).getTime()));
}
