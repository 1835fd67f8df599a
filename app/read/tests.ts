// Tests as the desk tells them: those that run with what is known so far, those that ended with what was known then, and what
// a new one could be and how long it would take.
import { assignedSums } from '#app/db/assigned.ts';
import { guardrailsOf } from '#app/db/guardrails.ts';
import { measureSettingsOf } from '#app/db/measure-settings.ts';
import { outcomeTermsOf } from '#app/db/outcome-terms.ts';
import { placeLooks } from '#app/db/place-settings.ts';
import { arrivalsOf } from '#app/db/place-traffic.ts';
import { placementsOf } from '#app/db/placements.ts';
import { approvedSets } from '#app/db/publications.ts';
import { armSums } from '#app/db/results.ts';
import { shopById } from '#app/db/shops.ts';
import { periodsOf } from '#app/db/test-periods.ts';
import { type Conclusion, testById, type TestRow, testsOf } from '#app/db/tests.ts';
import { workflowsOf } from '#app/db/workflows.ts';
import type { PlaceLook } from '#app/domain/decision/place-look.ts';
import { VERSION_BOUNDS } from '#app/domain/experiment-test/check-test.ts';
import { factsOfTest } from '#app/domain/experiment-test/facts-of-test.ts';
import { judgeTest, type TestVerdict } from '#app/domain/experiment-test/judge-test.ts';
import { chancesOfBest } from '#app/domain/experiment-test/next-shares.ts';
import { trafficOf } from '#app/domain/experiment-test/place-traffic.ts';
import { sampleNeeded } from '#app/domain/experiment-test/sample-needed.ts';
import { type ArmName, type Mode, overlap, placesOf, type Shares, STORE_PLACES, type StoppedFor, type TestPlace, type Variable, type Versions } from '#app/domain/experiment-test/test.ts';

/** Dates as ISO. */
type AsJson<Value> = Value extends Date ? string : Value extends readonly (infer One)[] ? AsJson<One>[] : Value extends object ? { [Key in keyof Value]: AsJson<Value[Key]> } : Value;

export type ShownTestVerdict = AsJson<TestVerdict>;

export interface TestOnDesk {
  testId: string;
  place: TestPlace;
  /** Of a workflow's emails. */
  trigger: string | null;
  variable: Variable;
  mode: Mode;
  versions: Versions;
  shares: Shares;
  plannedSubjects: number | null;
  plannedDays: number;
  /** ISO. */
  askedAt: string;
  liveAt: string | null;
  endedAt: string | null;
  conclusion: Conclusion | null;
  usedArm: ArmName | null;
  /** Why it ended without anybody deciding about it; null: somebody did. */
  stoppedFor: StoppedFor | null;
  /** Of one that ended, what was known then; null: nothing was kept of it. */
  verdict: ShownTestVerdict | null;
  /** By what the shares of one that earns move: how likely each version is to earn the most, in their order. No verdict. null: too little was seen. */
  seemsBest: number[] | null;
}

export interface TestsPage {
  running: TestOnDesk[];
  ended: TestOnDesk[];
  /** What tests left in use, by place. */
  inUse: { place: TestPlace; trigger: string | null; look: PlaceLook }[];
}

export async function testsPage(shopId: bigint, now: Date): Promise<TestsPage> {
  const [tests, triggers, looks] = await Promise.all([testsOf(shopId), triggersOf(shopId), placeLooks(shopId)]);
  const knownOf = await knownNow(shopId, tests, now);
  const onDesk = tests.map((test) => deskTest(test, triggers, knownOf(test)));
  const inUse = [...looks].filter(([, { heading, mostItems }]) => heading !== null || mostItems !== null).map(([place, look]) => ({ place: place as TestPlace, trigger: triggers.get(place) ?? null, look }));
  return { running: onDesk.filter(({ endedAt }) => endedAt === null), ended: onDesk.filter(({ endedAt }) => endedAt !== null), inUse };
}

export interface TestPage {
  test: TestOnDesk;
  /** Sets that would be given another price if one were used. */
  liveSets: number;
  /** The most of one shopper's profit that counts; null: all of it. */
  capMinor: number | null;
}

/** @returns undefined when the shop has no such test */
export async function testPage(shopId: bigint, testId: string, now: Date): Promise<TestPage | undefined> {
  const test = await testById(shopId, testId);
  if (!test) return undefined;
  const [triggers, { sets }, { capMinor }, knownOf] = await Promise.all([triggersOf(shopId), test.variable === 'discount' ? approvedSets(shopId) : { sets: [] }, measureSettingsOf(shopId), knownNow(shopId, [test], now)]);
  return { test: deskTest(test, triggers, knownOf(test)), liveSets: sets.length, capMinor };
}

/** Of those that run, what is known by now; of one that ended, what was known then. */
async function knownNow(shopId: bigint, tests: readonly TestRow[], now: Date): Promise<(test: TestRow) => KnownOfTest> {
  const running = tests.filter(({ endedAt }) => endedAt === null);
  const known = new Map<string, KnownOfTest>();
  if (running.length > 0) {
    const [sums, assigned, periods, { plausibleBp }] = await Promise.all([
      outcomeTermsOf(shopId).then((terms) => armSums(shopId, terms)),
      assignedSums(shopId, running.map(({ experimentId }) => experimentId)),
      Promise.all(running.map((test) => (test.mode === 'earning' ? periodsOf(shopId, test, now) : []))),
      measureSettingsOf(shopId),
    ]);
    for (const [at, test] of running.entries()) {
      const own = periods[at] ?? [];
      const verdict = judgeTest(factsOfTest(test, { sums, assigned, periods: own, plausibleBp }), now);
      known.set(test.testId, { verdict: JSON.parse(JSON.stringify(verdict)) as ShownTestVerdict, seemsBest: chancesOfBest(own) });
    }
  }
  return (test) => known.get(test.testId) ?? { verdict: test.known as ShownTestVerdict | null, seemsBest: null };
}

type KnownOfTest = Pick<TestOnDesk, 'verdict' | 'seemsBest'>;

function deskTest({ testId, place, variable, mode, versions, shares, plannedSubjects, plannedDays, askedAt, liveAt, endedAt, conclusion, usedArm, stoppedFor }: TestRow, triggers: ReadonlyMap<string, string>, { verdict, seemsBest }: KnownOfTest): TestOnDesk {
  return {
    testId, place, variable, mode, versions, shares, plannedSubjects, plannedDays, conclusion, usedArm, stoppedFor, verdict, seemsBest,
    trigger: triggers.get(place) ?? null,
    askedAt: askedAt.toISOString(),
    liveAt: liveAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
}

/** By place. */
async function triggersOf(shopId: bigint): Promise<Map<string, string>> {
  return new Map((await workflowsOf(shopId)).map(({ workflowId, trigger }) => [`workflow:${workflowId}`, trigger]));
}

export interface PlaceToTest {
  place: TestPlace;
  trigger: string | null;
  /** What keeps a test from beginning there; null: nothing. */
  closed: 'off' | 'tested' | null;
  look: PlaceLook | null;
  /** New shoppers a day who are shown offers. */
  subjectsADay: number;
  /** Shoppers that a test of two, three, … versions needs; null: there is no telling yet. */
  needed: (number | null)[];
}

export interface NewTestPage {
  places: PlaceToTest[];
  maxDiscountBp: number;
  /** Whether somebody stopped the set discount: no price can be tested in the store. */
  isDiscountStopped: boolean;
  plausibleBp: number;
  /** ISO. */
  now: string;
}

export async function newTestPage(shopId: bigint, now: Date): Promise<NewTestPage> {
  const [tests, enabled, workflows, arrivals, sums, looks, { maxDiscountBp }, { plausibleBp }, shop] = await Promise.all([
    testsOf(shopId), placementsOf(shopId), workflowsOf(shopId), arrivalsOf(shopId, now), outcomeTermsOf(shopId).then((terms) => armSums(shopId, terms)),
    placeLooks(shopId), guardrailsOf(shopId), measureSettingsOf(shopId), shopById(shopId),
  ]);
  const traffic = trafficOf(arrivals, sums);
  const tested = tests.filter(({ endedAt }) => endedAt === null).map(({ place }) => place);
  const [least, most] = VERSION_BOUNDS;
  const placeOf = (place: TestPlace, isOn: boolean, trigger: string | null): PlaceToTest => {
    const known = traffic.find((one) => one.place === place);
    return {
      place, trigger, closed: isOn ? (tested.some((other) => overlap(place, other)) ? 'tested' : null) : 'off',
      look: looks.get(place) ?? null,
      subjectsADay: known?.subjectsADay ?? 0,
      needed: Array.from({ length: most - least + 1 }, (_, more) => (known ? sampleNeeded(known.profit, least + more, plausibleBp) : null)),
    };
  };
  return {
    places: [
      ...(['on_site', ...STORE_PLACES] as const).map((place) => placeOf(place, STORE_PLACES.some((one) => enabled[one] && placesOf(place).includes(one)), null)),
      ...workflows.map(({ workflowId, trigger, status }) => placeOf(`workflow:${workflowId}`, status === 'on', trigger)),
    ],
    maxDiscountBp,
    isDiscountStopped: shop?.discountStopped != null,
    plausibleBp,
    now: now.toISOString(),
  };
}
