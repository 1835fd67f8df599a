// The results screen: exposed beside holdout, for all on-site placements together, for each placement and each workflow, and
// for all of it against who is held out of everything; what the difference is, or why it cannot be said yet and what would
// bring it nearer. What each number means is in app/domain/metric.
import { type AssignedSums, assignedSums } from '#app/db/assigned.ts';
import { type CappedArm, cappedArms } from '#app/db/capped-arms.ts';
import { countedLately } from '#app/db/counted-lately.ts';
import { customerWeeks } from '#app/db/customer-weeks.ts';
import { type ExperimentRow, runningExperiments } from '#app/db/experiments.ts';
import { measureSettingsOf } from '#app/db/measure-settings.ts';
import { outcomeTermsOf } from '#app/db/outcome-terms.ts';
import { armSums, ON_SITE, type ScopeSums } from '#app/db/results.ts';
import { shopById } from '#app/db/shops.ts';
import { daysBefore, daysFrom } from '#app/domain/days.ts';
import { capOfHistory } from '#app/domain/experiment/cap.ts';
import { LEAST_AN_ARM } from '#app/domain/experiment/knowable.ts';
import type { MeasureSettings } from '#app/domain/experiment/measure-settings.ts';
import { type Choices, type Nearer, nearer } from '#app/domain/experiment/nearer.ts';
import { type Arms, type Broken, type Known, profitSides, situationOf, type Verdict, verdict } from '#app/domain/experiment/verdict.ts';
import { WINDOW_DAYS } from '#app/domain/experiment/window.ts';
import { acceptance } from '#app/domain/metric/acceptance.ts';
import { NOBODY } from '#app/domain/metric/arm-sums.ts';
import { heldOutShareBp } from '#app/domain/metric/held-out-share.ts';
import { type ArmMetrics, armMetrics } from '#app/domain/metric/metrics.ts';
import type { Arm } from '#app/domain/portable/assignment.ts';

export interface ResultsPage {
  currency: string;
  /** Orders so long after the first exposure count. */
  windowDays: number;
  /** The rule of "not yet knowable", and which mean is compared, to be stated on screen. */
  rule: Rule;
  /** All on-site placements, each subject counted once; null: none was ever switched on. */
  onSite: Result | null;
  /** By placement and workflow: subjectOf is "placement:cart_page" or "workflow:<uuid>". */
  each: ExperimentResult[];
  /** Everything that Setwise does, on site and by email, against who is held out of all of it; null: no such experiment runs. */
  global: ExperimentResult | null;
}

export interface Rule extends Omit<MeasureSettings, 'capAt'> {
  leastAnArm: number;
  /** ISO: the most that counts of a shopper was changed by the merchant when something had been counted already; null: it was not. */
  capChangedAt: string | null;
}

export interface Result {
  /** Share that is held out, basis points. */
  holdoutBp: number;
  exposed: ArmMetrics;
  holdout: ArmMetrics;
  /** Share of the exposed who bought something of an offer; null: nobody was exposed. */
  acceptance: number | null;
  /** Exposed who bought something of an offer. */
  takers: number;
  /** ISO; null: nobody was counted. */
  firstAt: string | null;
  /** Dates are ISO. */
  verdict: ShownVerdict;
}

export type ExperimentResult = Result & { experimentId: string; subjectOf: string; startedAt: string };

type Dated<T> = T extends { knownOn: infer On } ? Omit<T, 'knownOn'> & { knownOn: On extends Date ? string : string | null } : never;
export type NearerOn = Dated<Nearer> & {
  /** It is known already. */
  knownToday: boolean;
};
export type NotYet = Omit<Extract<Verdict, { kind: 'not_yet' }>, 'knownOn'> & {
  knownOn: string | null;
  /** What would let it be known earlier, the soonest first. */
  nearer: NearerOn[];
};
export type ShownVerdict = Broken | NotYet | Known;

/** Today's traffic is that of so many days. */
const LATELY_DAYS = 14;

export async function resultsPage(shopId: bigint, now: Date): Promise<ResultsPage> {
  const lately = daysBefore(now, LATELY_DAYS);
  const terms = await outcomeTermsOf(shopId);
  const [shop, settings, experiments, assigned, counted, scopes] = await Promise.all([
    shopById(shopId), measureSettingsOf(shopId), runningExperiments(shopId), assignedSums(shopId), countedLately(shopId, lately), armSums(shopId, terms),
  ]);
  const sums = new Map(scopes.map((row) => [`${row.scope} ${row.arm}`, row]));
  const rates = new Map(counted?.map(({ scope, subjects }) => [scope, subjects]));
  const given: Given = { sums, assigned, rates, plausibleBp: settings.plausibleBp, now };
  const placements = experiments.filter(({ subjectOf }) => subjectOf.startsWith('placement:'));
  const onSite = placements.length > 0 ? judged(given, ON_SITE, shareOf(sums, ON_SITE) ?? meanShare(placements)) : null;
  const judgedEach = experiments.map((experiment) => ({ experiment, judged: judged(given, experiment.experimentId, experiment.holdoutBp) }));
  // What does not add up at one place stands in the sum of all.
  const broken = judgedEach.find(({ experiment, judged }) => placements.includes(experiment) && judged.said.kind === 'broken')?.judged.said;
  if (onSite && onSite.said.kind !== 'broken' && broken) onSite.said = broken;
  const anyNotYet = [onSite, ...judgedEach.map(({ judged }) => judged)].some((one) => one?.said.kind === 'not_yet');
  const capped = anyNotYet && settings.capFrom === 'merchant' && settings.capMinor === null ? await underHistory(shopId, terms.defaultCostBp, now) : null;
  const onSiteOn = onSite?.said.kind === 'not_yet' ? onSite.said.knownOn : onSite?.said.kind === 'known' ? now : null;
  const shownEach = judgedEach.map(({ experiment, judged }): ExperimentResult => {
    const { experimentId, subjectOf, startedAt } = experiment;
    const isPlacement = placements.includes(experiment);
    return { experimentId, subjectOf, startedAt: startedAt.toISOString(), ...shownResult(judged, given, { canHalve: isPlacement, allPlacesOn: isPlacement && placements.length > 1 ? onSiteOn : null, capped: sidesOf(capped, experimentId) }) };
  });
  const firstAt = [...sums.values()].map((row) => row.firstAt).sort((one, other) => one.getTime() - other.getTime())[0];
  const { capAt, ...rule } = settings;
  return {
    currency: shop?.currency ?? '',
    windowDays: WINDOW_DAYS,
    rule: { ...rule, leastAnArm: LEAST_AN_ARM, capChangedAt: settings.capFrom === 'merchant' && capAt && firstAt && capAt > firstAt ? capAt.toISOString() : null },
    onSite: onSite ? shownResult(onSite, given, { canHalve: true, allPlacesOn: null, capped: sidesOf(capped, ON_SITE) }) : null,
    each: shownEach.filter(({ subjectOf }) => subjectOf !== 'global'),
    global: shownEach.find(({ subjectOf }) => subjectOf === 'global') ?? null,
  };
}

interface Given {
  sums: ReadonlyMap<string, ScopeSums>;
  assigned: readonly AssignedSums[];
  /** Subjects who were first counted lately, by scope. */
  rates: ReadonlyMap<string, number>;
  plausibleBp: number;
  now: Date;
}

interface Judged {
  arms: Arms;
  said: Verdict;
}

function judged({ sums, assigned, rates, plausibleBp, now }: Given, scope: string, holdoutBp: number): Judged {
  const [exposed, holdout] = [sums.get(`${scope} exposed`), sums.get(`${scope} holdout`)];
  const since = earliest(exposed?.firstAt, holdout?.firstAt);
  const given = (arm: Arm) => assigned.find((row) => row.experimentId === scope && row.arm === arm)?.assigned;
  const [givenExposed, givenHoldout] = [given('exposed'), given('holdout')];
  const lately = rates.get(scope);
  const arms: Arms = {
    exposed: exposed ?? NOBODY,
    holdout: holdout ?? NOBODY,
    assigned: givenExposed === undefined || givenHoldout === undefined ? null : { exposed: givenExposed, holdout: givenHoldout },
    holdoutBp,
    since,
    ...(lately === undefined || since === null ? {} : { perDay: lately / Math.min(LATELY_DAYS, Math.max(1, daysFrom(since, now))) }),
  };
  return { arms, said: verdict(arms, plausibleBp, now) };
}

function shownResult({ arms, said }: Judged, { plausibleBp, now }: Given, choices: Choices): Result {
  const dated = ({ knownOn, ...choice }: Nearer) => ({ ...choice, knownOn: knownOn.toISOString(), knownToday: knownOn <= now }) as NearerOn;
  return {
    holdoutBp: Math.round(arms.holdoutBp),
    exposed: armMetrics(arms.exposed),
    holdout: armMetrics(arms.holdout),
    acceptance: acceptance(arms.exposed),
    takers: arms.exposed.takers,
    firstAt: arms.since?.toISOString() ?? null,
    verdict:
      said.kind === 'not_yet'
        ? { ...said, knownOn: said.knownOn?.toISOString() ?? null, nearer: nearer(situationOf(arms, plausibleBp), said.knownOn, choices, now).map(dated) }
        : said,
  };
}

interface Capped {
  capMinor: number;
  arms: readonly CappedArm[];
}

/** For a merchant who took the cap away: the arms under the one that the shop's past would fix; null: it would fix none. */
async function underHistory(shopId: bigint, defaultCostBp: number | null, now: Date): Promise<Capped | null> {
  const capMinor = capOfHistory(await customerWeeks(shopId, now, defaultCostBp));
  return capMinor ? { capMinor, arms: await cappedArms(shopId, capMinor) } : null;
}

function sidesOf(capped: Capped | null, scope: string): Choices['capped'] {
  if (!capped) return null;
  const sumsOf = (arm: Arm) => capped.arms.find((row) => row.scope === scope && row.arm === arm)?.sums ?? NOBODY;
  return { ...profitSides({ holdout: sumsOf('holdout'), exposed: sumsOf('exposed') }), capMinor: capped.capMinor };
}

const shareOf = (sums: Given['sums'], scope: string): number | null => heldOutShareBp((['exposed', 'holdout'] satisfies Arm[]).flatMap((arm) => sums.get(`${scope} ${arm}`) ?? []));

const meanShare = (experiments: readonly ExperimentRow[]): number => experiments.reduce((total, { holdoutBp }) => total + holdoutBp, 0) / experiments.length;

const earliest = (...times: (Date | undefined)[]): Date | null => times.flatMap((time) => time ?? []).sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
