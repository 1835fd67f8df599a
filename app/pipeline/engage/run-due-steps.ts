// Steps that fell due: each is decided afresh, at this moment, and passes the gates or not. What passes is handed to the stage
// that delivers, by a job in the same transaction; so is what the experiments count. A crash leaves a step as it was.
import { log } from '#app/adapters/log.ts';
import { type ClaimedStep, claimDueSteps } from '#app/db/across-shops/claim-due-steps.ts';
import { type NewDecision, saveDecisions } from '#app/db/across-shops/save-decisions.ts';
import { type Queryable, withTransaction } from '#app/db/pool.ts';
import { shopById } from '#app/db/shops.ts';
import { type CustomerArm, noteArms } from '#app/db/step-arms.ts';
import { saveOutcomes, type StepOutcome } from '#app/db/steps.ts';
import { heldOut } from '#app/domain/decision/hold-out.ts';
import type { Reached } from '#app/domain/experiment/exposure.ts';
import { sendStep } from '#app/jobs/definitions/send-step.ts';
import { enqueueAll } from '#app/jobs/enqueue.ts';
import { countExposures } from '../decide/count-exposures.ts';
import { decisionRow } from '../decide/decide-offer.ts';
import { type JudgedStep, type Judgement, judgeSteps, questionOf } from './judge-steps.ts';
import { armsOf } from './step-arm.ts';
import { stepDraft } from './step-draft.ts';

/** Of one shop, in one round: a busy shop cannot hold up a quiet one for longer than these take. */
const PER_SHOP = 100;
/** A step that cannot be decided is tried again so often, later each time. */
const TRIES = 5;
const MINUTE_MS = 60_000;

/** Handles everything that is due. @param now business time @returns how many steps were handled */
export async function runDueSteps(now: Date): Promise<number> {
  let handled = 0;
  for (;;) {
    const round = await runRound(now);
    if (round === 0) return handled;
    handled += round;
  }
}

function runRound(now: Date): Promise<number> {
  return withTransaction(async (client) => {
    const claimed = await claimDueSteps(now, PER_SHOP, client);
    for (const [shopId, steps] of Map.groupBy(claimed, (step) => step.shopId)) await settleShop(shopId, steps, now, client);
    return claimed.length;
  });
}

async function settleShop(shopId: bigint, steps: readonly ClaimedStep[], now: Date, client: Queryable): Promise<void> {
  const shop = await shopById(shopId);
  if (!shop) return;
  const armOf = await armsOf(shopId, steps.map(({ customerId }) => customerId));
  const judgements = await judgeSteps(shop, steps.map(questionOf), armOf, now);
  const judged = judgements.flatMap((judgement) => (judgement.kind === 'judged' ? [judgement.judged] : []));
  await saveDecisions(judged.flatMap((step) => keptDecision(step, now)));
  const outcomes = judgements.map((judgement) => outcomeOf(judgement, now));
  await saveOutcomes(shopId, outcomes, now, client);
  await noteArms(shopId, judged.flatMap(armsGiven), now, client);
  await countExposures(shopId, judged.map(reachedBy), now, client);
  const toSend = outcomes.filter(({ status }) => status === 'decided').map(({ stepId }) => ({ shopId: String(shopId), stepId }));
  await enqueueAll(sendStep, toSend, ({ stepId }) => `send-step:${stepId}`, client);
}

/** In the holdout, as on site: what would have been offered is kept as refused. */
function keptDecision({ request, decided, verdict }: JudgedStep, now: Date): NewDecision[] {
  if (!decided) return [];
  return [decisionRow(request, verdict?.kind === 'holdout' ? { ...decided, decision: heldOut(decided.decision) } : decided, now)];
}

const armsGiven = ({ question: { customerId }, arm }: JudgedStep): CustomerArm[] => [...(arm?.counted ?? []), ...(arm?.tested ? [arm.tested] : [])].map(({ experimentId, arm: given }) => ({ experimentId, arm: given, customerId }));

/** Every gate but the holdout's was passed: the step is sent or, in the holdout, is not. */
const reachedBy = ({ question: { customerId }, arm, decided }: JudgedStep): Reached => ({ subjectKey: `c:${customerId}`, arms: arm, inTests: arm?.tested ? [arm.tested] : [], decisionId: decided?.decisionId ?? null });

function outcomeOf(judgement: Judgement, now: Date): StepOutcome {
  return judgement.kind === 'error' ? laterOrNever(judgement, now) : settled(judgement.judged);
}

function settled({ question, verdict, decided, locale }: JudgedStep): StepOutcome {
  const stepId = question.ref;
  const decisionId = decided?.decisionId ?? null;
  if (verdict?.kind === 'moved') return { stepId, status: 'waiting', reason: verdict.reason, dueAt: verdict.until, putOff: verdict.reason === 'capped' };
  if (verdict) return { stepId, status: verdict.kind, reason: verdict.reason, decisionId };
  const message = decided && stepDraft(decided, { trigger: question.trigger, locale });
  return message && decisionId ? { stepId, status: 'decided', decisionId, message } : { stepId, status: 'refused', reason: 'nothing_to_offer', decisionId };
}

function laterOrNever({ question, error }: Extract<Judgement, { kind: 'error' }>, now: Date): StepOutcome {
  const stepId = question.ref;
  const again = question.timesMoved + 1 < TRIES;
  log().error({ stepId, again, error: error.message }, 'a step could not be decided');
  if (!again) return { stepId, status: 'failed', reason: 'failed' };
  return { stepId, status: 'waiting', reason: 'failed', dueAt: new Date(now.getTime() + 2 ** question.timesMoved * MINUTE_MS), putOff: true };
}
