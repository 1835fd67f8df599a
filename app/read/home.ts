// Home: how far the set-up is, and what needs a person today.
import { PLACEMENTS, type Placement } from '#app/contract/offers.ts';
import { countDecisions, type DecisionCounts, guardrailsSavedAt } from '#app/db/admin-home.ts';
import { countWithoutCost } from '#app/db/admin-products.ts';
import { countSets } from '#app/db/admin-sets.ts';
import { guardrailsOf } from '#app/db/guardrails.ts';
import { klaviyoConnection } from '#app/db/klaviyo-connections.ts';
import { placementsOf } from '#app/db/placements.ts';
import { type DiscountStop, shopById } from '#app/db/shops.ts';
import { workflowsOf } from '#app/db/workflows.ts';
import { daysBefore } from '#app/domain/days.ts';
import { troublesForHome } from './data-health.ts';
import type { Trouble } from './data-health-troubles.ts';
import { activityChanges, type ChangeSummary } from './activity.ts';
import { type LearningState, learningState } from './home-learning.ts';
import { type AfterPayingPlace, afterPayingOf } from './placements.ts';

export interface HomePage {
  learning: LearningState;
  /** `known`: in any state. */
  sets: { suggested: number; approved: number; known: number };
  guardrails: { saved: boolean; floorBp: number; maxDiscountBp: number; defaultCostBp: number | null };
  /** Placements that are on in Setwise; what the theme says is asked apart, since that is a call to Shopify. */
  placementsOn: Placement[];
  afterPaying: AfterPayingPlace[];
  withoutCost: number;
  /** What somebody did to the set discount by hand, since when none is promised; null: it runs. */
  setDiscountStopped: DiscountStop | null;
  /** Why nothing can be sent through Klaviyo, in a sentence; null: it can, or none is connected. */
  klaviyoProblem: string | null;
  stoppedWorkflows: { trigger: string; problem: string | null }[];
  /** What makes Setwise's knowledge of the store wrong or old, worst first. */
  troubles: Trouble[];
  decisionsThisWeek: DecisionCounts;
  changes: ChangeSummary[];
}

const RECENT_CHANGES = 5;

export async function homePage(shopId: bigint, at: Date): Promise<HomePage> {
  const [shop, learning, sets, savedAt, guardrails, placements, withoutCost, klaviyo, workflows, troubles, decisionsThisWeek, changes] = await Promise.all([
    shopById(shopId),
    learningState(shopId),
    countSets(shopId, at),
    guardrailsSavedAt(shopId),
    guardrailsOf(shopId),
    placementsOf(shopId),
    countWithoutCost(shopId),
    klaviyoConnection(shopId),
    workflowsOf(shopId),
    troublesForHome(shopId, at),
    countDecisions(shopId, daysBefore(at, 7)),
    activityChanges(shopId),
  ]);
  return {
    learning,
    sets: { suggested: sets.suggested, approved: sets.approved, known: Object.values(sets).reduce((sum, count) => sum + count, 0) },
    guardrails: { saved: savedAt !== null, floorBp: guardrails.floorBp, maxDiscountBp: guardrails.maxDiscountBp, defaultCostBp: guardrails.defaultCostBp },
    placementsOn: PLACEMENTS.filter((placement) => placements[placement]),
    afterPaying: afterPayingOf(placements, decisionsThisWeek.places),
    withoutCost,
    setDiscountStopped: shop?.discountStopped ?? null,
    klaviyoProblem: klaviyo?.problem ?? null,
    stoppedWorkflows: workflows.filter(({ status }) => status === 'stopped').map(({ trigger, problem }) => ({ trigger, problem })),
    troubles,
    decisionsThisWeek,
    changes: changes.changes.slice(0, RECENT_CHANGES),
  };
}
