// "What would this customer get now?": the same gates and decision as a due step, for what they bought last. Keeps nothing.
import { lastOrderFacts } from '#app/db/enrollments.ts';
import { shopById } from '#app/db/shops.ts';
import type { Language } from '#app/domain/language.ts';
import { saysIn } from '#app/domain/says/says.ts';
import { workflowOfTrigger } from '#app/db/workflows.ts';
import { decideFor } from '../decide/decide-offer.ts';
import { judgeSteps } from './judge-steps.ts';
import { armsOf } from './step-arm.ts';
import { type ToldDecision, toldDecision } from './told-decision.ts';

export interface WhatNow {
  /** The order that the offer would complete; decimal text. null: they never bought anything that stands. */
  orderId: string | null;
  outcome: 'gets' | 'later' | 'not';
  /** A code of step-reasons.ts, or no_order, and its sentence; null: gets. */
  reason: string | null;
  sentence: string | null;
  /** What would be decided, whatever the gates say of sending it. */
  decision: ToldDecision | null;
}

/** @returns undefined for a shop that is not here */
export async function whatNow(shopId: bigint, customerId: bigint, now: Date, language: Language): Promise<WhatNow | undefined> {
  const [shop, order, workflow] = await Promise.all([shopById(shopId), lastOrderFacts(shopId, customerId), workflowOfTrigger(shopId, 'order_delivered')]);
  if (!shop) return undefined;
  if (!order) return { orderId: null, outcome: 'not', reason: 'no_order', sentence: saysIn(language).desk.nothingBought, decision: null };
  const { productIds, orderId } = order;
  const question = { ref: 'now', trigger: 'order_delivered' as const, workflowId: workflow?.workflowId ?? null, workflowOn: true, customerId, productIds, orderId, checkoutToken: null, enteredAt: now, timesMoved: 0 };
  const [judgement] = await judgeSteps(shop, [question], await armsOf(shopId, [customerId]), now);
  if (judgement?.kind !== 'judged') throw judgement?.error ?? new Error('nothing was judged');
  const { verdict, request } = judgement.judged;
  const decided = judgement.judged.decided ?? (await decideFor(request, now));
  return {
    orderId: String(orderId),
    outcome: verdict === null ? 'gets' : verdict.kind === 'moved' ? 'later' : 'not',
    reason: verdict?.reason ?? null,
    sentence: verdict ? saysIn(language).steps[verdict.reason] : null,
    decision: decided && toldDecision(decided, language),
  };
}
