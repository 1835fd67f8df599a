// The results screen: exposed beside holdout, for all on-site placements together, for each placement and each workflow;
// what the difference is, or why it cannot be said yet.
import { type ExperimentRow, runningExperiments } from '#app/db/experiments.ts';
import { guardrailsOf } from '#app/db/guardrails.ts';
import { type ArmSums, armSums, ON_SITE } from '#app/db/results.ts';
import { shopById } from '#app/db/shops.ts';
import { LEAST_AN_ARM, PLAUSIBLE_EFFECT_BP } from '#app/domain/experiment/knowable.ts';
import { type Sample, sampleOfSums } from '#app/domain/experiment/sample.ts';
import { type Verdict, verdict } from '#app/domain/experiment/verdict.ts';
import { WINDOW_DAYS } from '#app/domain/experiment/window.ts';
import type { Arm } from '#app/domain/portable/assignment.ts';

export interface ResultsPage {
  currency: string;
  /** Orders so long after the first exposure count. */
  windowDays: number;
  /** The rule of "not yet knowable", to be stated on screen. */
  rule: { leastAnArm: number; plausibleBp: number };
  /** All on-site placements, each subject counted once; null: none was ever switched on. */
  onSite: Result | null;
  /** By placement and workflow: subjectOf is "placement:cart_page" or "workflow:<uuid>". */
  each: (Result & { experimentId: string; subjectOf: string; startedAt: string })[];
}

export interface Result {
  /** Share that is held out, basis points. */
  holdoutBp: number;
  exposed: ArmResult;
  holdout: ArmResult;
  /** Share of the exposed who bought something of an offer; null: nobody was exposed. */
  acceptance: number | null;
  /** Dates are ISO. */
  verdict: ShownVerdict;
}

export interface ArmResult {
  /** Who reached an offer or, in the holdout, would have. */
  subjects: number;
  buyers: number;
  orders: number;
  /** Minor units, net of refunds. */
  revenueMinor: number;
  profitMinor: number;
  /** Per eligible subject, minor units, not rounded. */
  revenuePerSubject: number;
  profitPerSubject: number;
}

export type ShownVerdict = Exclude<Verdict, { kind: 'not_yet' }> | (Omit<Extract<Verdict, { kind: 'not_yet' }>, 'knownOn'> & { knownOn: string | null });

/** @param plausibleBp the effect that is to be seen, of the holdout's profit: a smaller one needs more subjects */
export async function resultsPage(shopId: bigint, now: Date, plausibleBp = PLAUSIBLE_EFFECT_BP): Promise<ResultsPage> {
  const [shop, guardrails, experiments] = await Promise.all([shopById(shopId), guardrailsOf(shopId), runningExperiments(shopId)]);
  const sums = new Map((await armSums(shopId, guardrails)).map((row) => [`${row.scope} ${row.arm}`, row]));
  const onSite = experiments.filter(({ subjectOf }) => subjectOf.startsWith('placement:'));
  return {
    currency: shop?.currency ?? '',
    windowDays: WINDOW_DAYS,
    rule: { leastAnArm: LEAST_AN_ARM, plausibleBp },
    onSite: onSite.length > 0 ? resultOf(sums, ON_SITE, shareOf(sums, ON_SITE) ?? meanShare(onSite), plausibleBp, now) : null,
    each: experiments.map(({ experimentId, subjectOf, holdoutBp, startedAt }) => ({
      experimentId,
      subjectOf,
      startedAt: startedAt.toISOString(),
      ...resultOf(sums, experimentId, holdoutBp, plausibleBp, now),
    })),
  };
}

type Sums = ReadonlyMap<string, ArmSums>;

function resultOf(sums: Sums, scope: string, holdoutBp: number, plausibleBp: number, now: Date): Result {
  const [exposed, holdout] = (['exposed', 'holdout'] as const).map((arm) => sums.get(`${scope} ${arm}`)) as [ArmSums | undefined, ArmSums | undefined];
  const said = verdict(
    {
      profit: { exposed: sample(exposed, 'profit'), holdout: sample(holdout, 'profit') },
      revenue: { exposed: sample(exposed, 'revenue'), holdout: sample(holdout, 'revenue') },
      holdoutBp,
      since: earliest(exposed?.firstAt, holdout?.firstAt),
    },
    plausibleBp,
    now,
  );
  return {
    holdoutBp: Math.round(holdoutBp),
    exposed: armResult(exposed),
    holdout: armResult(holdout),
    acceptance: exposed ? exposed.takers / exposed.subjects : null,
    verdict: said.kind === 'not_yet' ? { ...said, knownOn: said.knownOn?.toISOString() ?? null } : said,
  };
}

const sample = (sums: ArmSums | undefined, value: 'profit' | 'revenue'): Sample => sampleOfSums(sums?.subjects ?? 0, sums?.[value] ?? 0, sums?.[`${value}Squared`] ?? 0);

function armResult(sums: ArmSums | undefined): ArmResult {
  const { subjects = 0, buyers = 0, orders = 0, revenue = 0, profit = 0 } = sums ?? {};
  return { subjects, buyers, orders, revenueMinor: Math.round(revenue), profitMinor: Math.round(profit), revenuePerSubject: revenue / (subjects || 1), profitPerSubject: profit / (subjects || 1) };
}

/** Of subjects as they were exposed: placements may hold out different shares. */
function shareOf(sums: Sums, scope: string): number | undefined {
  const arms = (['exposed', 'holdout'] satisfies Arm[]).flatMap((arm) => sums.get(`${scope} ${arm}`) ?? []);
  const subjects = arms.reduce((total, arm) => total + arm.subjects, 0);
  return subjects > 0 ? (arms.reduce((total, arm) => total + arm.expectedHoldout, 0) / subjects) * 10_000 : undefined;
}

const meanShare = (experiments: readonly ExperimentRow[]): number => experiments.reduce((total, { holdoutBp }) => total + holdoutBp, 0) / experiments.length;

const earliest = (...times: (Date | undefined)[]): Date | null => times.flatMap((time) => time ?? []).sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
