// The results screen: exposed beside holdout, for all on-site placements together, for each placement and each workflow, and
// for all of it against who is held out of everything; what the difference is, or why it cannot be said yet. What each
// number means is in app/domain/metric.
import { type ExperimentRow, runningExperiments } from '#app/db/experiments.ts';
import { outcomeTermsOf } from '#app/db/outcome-terms.ts';
import { armSums, ON_SITE, type ScopeSums } from '#app/db/results.ts';
import { shopById } from '#app/db/shops.ts';
import { LEAST_AN_ARM, PLAUSIBLE_EFFECT_BP } from '#app/domain/experiment/knowable.ts';
import { type Verdict, verdict } from '#app/domain/experiment/verdict.ts';
import { WINDOW_DAYS } from '#app/domain/experiment/window.ts';
import { acceptance } from '#app/domain/metric/acceptance.ts';
import { type ArmSums, NOBODY } from '#app/domain/metric/arm-sums.ts';
import { heldOutShareBp } from '#app/domain/metric/held-out-share.ts';
import type { ComparedMetric } from '#app/domain/metric/metric.ts';
import { type ArmMetrics, armMetrics } from '#app/domain/metric/metrics.ts';
import { profitPerSubject } from '#app/domain/metric/profit-per-subject.ts';
import { revenuePerSubject } from '#app/domain/metric/revenue-per-subject.ts';
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
  each: ExperimentResult[];
  /** Everything that Setwise does, on site and by email, against who is held out of all of it; null: no such experiment runs. */
  global: ExperimentResult | null;
}

export interface Result {
  /** Share that is held out, basis points. */
  holdoutBp: number;
  exposed: ArmMetrics;
  holdout: ArmMetrics;
  /** Share of the exposed who bought something of an offer; null: nobody was exposed. */
  acceptance: number | null;
  /** Dates are ISO. */
  verdict: ShownVerdict;
}

export type ExperimentResult = Result & { experimentId: string; subjectOf: string; startedAt: string };

export type ShownVerdict = Exclude<Verdict, { kind: 'not_yet' }> | (Omit<Extract<Verdict, { kind: 'not_yet' }>, 'knownOn'> & { knownOn: string | null });

/** @param plausibleBp the effect that is to be seen, of the holdout's profit: a smaller one needs more subjects */
export async function resultsPage(shopId: bigint, now: Date, plausibleBp = PLAUSIBLE_EFFECT_BP): Promise<ResultsPage> {
  const [shop, terms, experiments] = await Promise.all([shopById(shopId), outcomeTermsOf(shopId), runningExperiments(shopId)]);
  const sums = new Map((await armSums(shopId, terms)).map((row) => [`${row.scope} ${row.arm}`, row]));
  const onSite = experiments.filter(({ subjectOf }) => subjectOf.startsWith('placement:'));
  const global = experiments.find(({ subjectOf }) => subjectOf === 'global');
  const ofExperiment = ({ experimentId, subjectOf, holdoutBp, startedAt }: ExperimentRow): ExperimentResult => ({
    experimentId,
    subjectOf,
    startedAt: startedAt.toISOString(),
    ...resultOf(sums, experimentId, holdoutBp, plausibleBp, now),
  });
  return {
    currency: shop?.currency ?? '',
    windowDays: WINDOW_DAYS,
    rule: { leastAnArm: LEAST_AN_ARM, plausibleBp },
    onSite: onSite.length > 0 ? resultOf(sums, ON_SITE, shareOf(sums, ON_SITE) ?? meanShare(onSite), plausibleBp, now) : null,
    each: experiments.filter((experiment) => experiment !== global).map(ofExperiment),
    global: global ? ofExperiment(global) : null,
  };
}

type Sums = ReadonlyMap<string, ScopeSums>;

function resultOf(sums: Sums, scope: string, holdoutBp: number, plausibleBp: number, now: Date): Result {
  const [exposed, holdout] = (['exposed', 'holdout'] as const).map((arm) => sums.get(`${scope} ${arm}`)) as [ScopeSums | undefined, ScopeSums | undefined];
  const arms = { exposed: exposed ?? NOBODY, holdout: holdout ?? NOBODY };
  const said = verdict({ profit: samples(profitPerSubject, arms), revenue: samples(revenuePerSubject, arms), holdoutBp, since: earliest(exposed?.firstAt, holdout?.firstAt) }, plausibleBp, now);
  return {
    holdoutBp: Math.round(holdoutBp),
    exposed: armMetrics(arms.exposed),
    holdout: armMetrics(arms.holdout),
    acceptance: acceptance(arms.exposed),
    verdict: said.kind === 'not_yet' ? { ...said, knownOn: said.knownOn?.toISOString() ?? null } : said,
  };
}

const samples = (metric: ComparedMetric, { exposed, holdout }: { exposed: ArmSums; holdout: ArmSums }) => ({ exposed: metric.sample(exposed), holdout: metric.sample(holdout) });

const shareOf = (sums: Sums, scope: string): number | null => heldOutShareBp((['exposed', 'holdout'] satisfies Arm[]).flatMap((arm) => sums.get(`${scope} ${arm}`) ?? []));

const meanShare = (experiments: readonly ExperimentRow[]): number => experiments.reduce((total, { holdoutBp }) => total + holdoutBp, 0) / experiments.length;

const earliest = (...times: (Date | undefined)[]): Date | null => times.flatMap((time) => time ?? []).sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
