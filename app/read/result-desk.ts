// Results as their screen shows them: the whole store first, then each place and workflow by name, last all of it against
// who is held out of everything; each with what followed its offers beside what they caused.
import { anyExposure, attributedSums } from '#app/db/admin-results.ts';
import { type AnswerCounts, answersBetween } from '#app/db/answer-signals.ts';
import { guardrailsOf } from '#app/db/guardrails.ts';
import { ON_SITE } from '#app/db/results.ts';
import { type StrategySums, strategySums } from '#app/db/strategy-results.ts';
import { workflowsOf } from '#app/db/workflows.ts';
import { daysBefore } from '#app/domain/days.ts';
import { type ExperimentResult, type Result, type ResultsPage, resultsPage } from './results.ts';
import { type VerdictPoint, verdictOverTime } from './verdict-over-time.ts';

export interface NamedResult extends Result {
  /** on_site, or an experiment's id. */
  scope: string;
  /** What it is about: all places, one, a workflow's trigger, or everything. */
  of: { kind: 'on_site' } | { kind: 'global' } | { kind: 'placement'; placement: string } | { kind: 'workflow'; trigger: string };
  /** ISO; null: of several beginnings. */
  startedAt: string | null;
  attributed: { revenueMinor: number; orders: number };
}

export interface ResultDesk extends Pick<ResultsPage, 'currency' | 'windowDays' | 'rule'> {
  results: NamedResult[];
  /** The one that is shown; null: nothing was ever switched on. */
  shown: string | null;
  /** How its difference became known; empty while it is not. */
  overTime: VerdictPoint[];
  /** Single places are not knowable, but all together are. */
  pooledLeads: boolean;
  /** What shoppers said of what they were offered, in two stretches of as many days; null: nothing yet. */
  answers: { days: number; lately: AnswerCounts; before: AnswerCounts } | null;
  /** What each strategy offered, and what followed; those that offered nothing are not there. */
  byStrategy: { days: number; rows: StrategySums[] };
}

const STRATEGY_DAYS = 30;
const ANSWER_DAYS = 30;

const NOTHING = { revenueMinor: 0, orders: 0 };

/** @param asked the scope that is asked for; absent or unknown: the first */
export async function resultDesk(shopId: bigint, now: Date, asked: string | null = null): Promise<ResultDesk> {
  const [page, attributed, workflows, answers, strategies] = await Promise.all([resultsPage(shopId, now), attributedSums(shopId), workflowsOf(shopId), answersLately(shopId, now), strategiesLately(shopId, now)]);
  const attributedTo = (scope: string) => {
    const found = attributed.find((sums) => sums.scope === scope);
    return found ? { revenueMinor: found.revenueMinor, orders: found.orders } : NOTHING;
  };
  const triggerOf = (workflowId: string) => workflows.find((workflow) => workflow.workflowId === workflowId)?.trigger ?? workflowId;
  const named = ({ experimentId, subjectOf, ...result }: ExperimentResult): NamedResult => {
    const [kind, id = ''] = subjectOf.split(/:(.*)/s);
    const of: NamedResult['of'] = kind === 'global' ? { kind } : kind === 'workflow' ? { kind, trigger: triggerOf(id) } : { kind: 'placement', placement: id };
    return { ...result, scope: experimentId, of, attributed: attributedTo(experimentId) };
  };
  const results = [...page.each, ...(page.global ? [page.global] : [])].map(named);
  if (page.onSite) results.unshift({ ...page.onSite, scope: ON_SITE, of: { kind: 'on_site' }, startedAt: null, attributed: attributedTo(ON_SITE) });
  const shown = results.find(({ scope }) => scope === asked) ?? results[0];
  const overTime = shown?.verdict.kind === 'known' && shown.firstAt ? await verdictOverTime(shopId, shown.scope, new Date(shown.firstAt), now) : [];
  const places = page.each.filter(({ subjectOf }) => subjectOf.startsWith('placement:'));
  const pooledLeads = page.onSite?.verdict.kind === 'known' && places.length > 1 && places.every(({ verdict }) => verdict.kind === 'not_yet');
  return { currency: page.currency, windowDays: page.windowDays, rule: page.rule, results, shown: shown?.scope ?? null, overTime, pooledLeads, answers, byStrategy: { days: STRATEGY_DAYS, rows: strategies } };
}

async function strategiesLately(shopId: bigint, now: Date): Promise<StrategySums[]> {
  const { defaultCostBp } = await guardrailsOf(shopId);
  return strategySums(shopId, daysBefore(now, STRATEGY_DAYS), defaultCostBp);
}

async function answersLately(shopId: bigint, now: Date): Promise<ResultDesk['answers']> {
  const daysAgo = (days: number) => daysBefore(now, days);
  const [lately, before] = await Promise.all([answersBetween(shopId, daysAgo(ANSWER_DAYS), daysAgo(-1)), answersBetween(shopId, daysAgo(2 * ANSWER_DAYS), daysAgo(ANSWER_DAYS))]);
  return [lately, before].some(({ haveIt, notForMe, quiet }) => haveIt + notForMe + quiet > 0) ? { days: ANSWER_DAYS, lately, before } : null;
}

/** The one number of Home: of all places together, with the most that counts of one shopper; null while nobody was counted. */
export async function headlineResult(shopId: bigint, now: Date): Promise<(Result & { capMinor: number | null }) | null> {
  if (!(await anyExposure(shopId))) return null;
  const { onSite, each, rule } = await resultsPage(shopId, now);
  const result = onSite ?? each[0];
  return result ? { ...result, capMinor: rule.capMinor } : null;
}
