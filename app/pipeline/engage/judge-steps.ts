// Asks the gates and decides afresh, for steps that are due and, in a dry run, for steps that are only imagined: the same
// questions in the same order. Writes nothing.
import type { ShopRow } from '#app/db/shops.ts';
import { type StepSubject, type Surroundings, surroundingsOf, type WaitingStep } from '#app/db/steps.ts';
import { daysBefore } from '#app/domain/days.ts';
import { EMAIL_WINDOW_DAYS, type Touch } from '#app/domain/frequency/budget.ts';
import { GATES_AFTER_DECIDING, GATES_BEFORE_DECIDING, passThrough } from '#app/domain/workflow/gates.ts';
import type { StepFacts, Verdict } from '#app/domain/workflow/step-facts.ts';
import type { TriggerName } from '#app/domain/workflow/triggers.ts';
import type { Decision } from '#app/domain/decision/facts.ts';
import type { RefusalCode } from '#app/domain/decision/reason-codes.ts';
import { type Decided, decideFor } from '../decide/decide-offer.ts';
import type { OfferRequest } from '../decide/gather-facts.ts';
import type { AskArm, StepArm } from './step-arm.ts';

/** Customers side by side: enough to keep the database busy, few enough to leave connections for others. */
const SIDE_BY_SIDE = 6;
/** Refusals that mean: they have it. */
const OWNED: ReadonlySet<RefusalCode> = new Set(['already_owned', 'in_cart', 'slot_filled', 'in_this_offer', 'ranked_lower']);

export interface StepQuestion extends StepSubject {
  workflowId: string | null;
  trigger: TriggerName;
  workflowOn: boolean;
  timesMoved: number;
}

export interface JudgedStep {
  question: StepQuestion;
  /** null: it may go out. */
  verdict: Verdict | null;
  /** null: a gate before the decision held it. */
  decided: Decided | null;
  request: OfferRequest;
  /** null: it never came to the question of arms. */
  arm: StepArm | null;
  locale: string;
}

export type Judgement = { kind: 'judged'; judged: JudgedStep } | { kind: 'error'; question: StepQuestion; error: Error };

/** The question about a step that waits. */
export function questionOf({ stepId, triggerKey, attempts, ...step }: WaitingStep): StepQuestion {
  const checkoutToken = triggerKey.startsWith('checkout:') ? triggerKey.slice('checkout:'.length) : null;
  return { ...step, ref: stepId, checkoutToken, timesMoved: attempts };
}

/**
 * @param armOf asked only for who would be written to otherwise
 * @returns in no certain order
 */
export async function judgeSteps(shop: ShopRow, questions: readonly StepQuestion[], armOf: AskArm, now: Date): Promise<Judgement[]> {
  const surroundings = await surroundingsOf(shop.shopId, questions, daysBefore(now, EMAIL_WINDOW_DAYS));
  const judgements: Judgement[] = [];
  const customers = [...Map.groupBy(questions, ({ customerId }) => customerId).values()];
  const takeTurns = async (): Promise<void> => {
    for (let own = customers.pop(); own; own = customers.pop()) judgements.push(...(await judgeCustomer(shop, own, surroundings, armOf, now)));
  };
  await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, customers.length) }, takeTurns));
  return judgements;
}

/** One after the other: what the first is given counts against the budget of the next. */
async function judgeCustomer(shop: ShopRow, questions: StepQuestion[], surroundings: ReadonlyMap<string, Surroundings>, armOf: AskArm, now: Date): Promise<Judgement[]> {
  const given: Touch[] = [];
  const judgements: Judgement[] = [];
  for (const question of questions) {
    try {
      const around = surroundings.get(question.ref);
      if (!around) throw new Error('nothing was found about the step');
      const judged = await judge(shop, question, { ...around, touches: [...around.touches, ...given] }, armOf, now);
      if (judged.verdict === null) given.push({ channel: 'email', at: now });
      judgements.push({ kind: 'judged', judged });
    } catch (error) {
      judgements.push({ kind: 'error', question, error: error as Error });
    }
  }
  return judgements;
}

async function judge(shop: ShopRow, question: StepQuestion, around: Surroundings, armOf: AskArm, now: Date): Promise<JudgedStep> {
  const { trigger, workflowOn, enteredAt, timesMoved, customerId } = question;
  const { emailConsent, smsConsent, leftAlone, wantsNone, openCase, paymentFailed, orderCancelled, anchorReturned, returnOpen, cartBought, touches } = around;
  const facts: StepFacts = {
    trigger, workflowOn, channel: 'email', emailConsent, smsConsent, leftAlone, wantsNone, openCase, paymentFailed, orderCancelled, anchorReturned, returnOpen, cartBought, touches, enteredAt, timesMoved, timezone: shop.timezone,
  };
  const request: OfferRequest = { shopId: shop.shopId, placement: 'email', items: around.variantIds.map((variantId) => ({ variantId, quantity: 1 })), customerId, partVariantIds: [], workflowId: question.workflowId };
  const judged = { question, request, locale: around.locale ?? shop.primaryLocale };

  const early = passThrough(GATES_BEFORE_DECIDING, facts, now);
  if (early) return { ...judged, verdict: early, decided: null, arm: null };
  const wouldOffer = await decideFor(request, now);
  const arm = wouldOffer?.decision.offer ? armOf(question) : null;
  const decided = arm?.tested ? await decideFor(request, now, arm.tested) : wouldOffer;
  const hasOffer = decided?.decision.offer != null;
  const verdict = passThrough(GATES_AFTER_DECIDING, { ...facts, hasOffer, notSoldHere: decided?.facts.soldHere === false, ownsAll: decided !== null && ownsAll(decided.decision), arm: arm?.arm ?? 'exposed' }, now);
  return { ...judged, verdict, decided, arm };
}

function ownsAll({ offer, refused }: Decision): boolean {
  return offer === null && refused.some(({ code }) => code === 'already_owned' || code === 'in_cart') && refused.every(({ code }) => OWNED.has(code));
}
