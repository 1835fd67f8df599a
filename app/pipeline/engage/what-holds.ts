// Why what waits for a customer would not go out when it falls due, as things stand: the gates and the decision that will be
// asked then, asked for that moment now. At night for the morning after, since nobody is written to at night. Keeps nothing.
import { shopById } from '#app/db/shops.ts';
import { waitingStepsOf } from '#app/db/steps.ts';
import { quietUntil } from '#app/domain/consent/quiet-hours.ts';
import { STEP_REASONS } from '#app/domain/workflow/step-reasons.ts';
import { judgeSteps, questionOf } from './judge-steps.ts';
import { armsOf } from './step-arm.ts';

/** The next that fall due; of later ones much may change. */
const LOOKED_AT = 10;

export interface HeldStep {
  stepId: string;
  /** later: it will be put off; not: it will not go out. */
  outcome: 'later' | 'not';
  reason: string;
  sentence: string;
}

/** @returns those that something holds; a step that nothing holds is not among them */
export async function whatHolds(shopId: bigint, customerId: bigint, now: Date): Promise<HeldStep[]> {
  const [shop, steps] = await Promise.all([shopById(shopId), waitingStepsOf(shopId, customerId, LOOKED_AT)]);
  if (!shop || steps.length === 0) return [];
  const armOf = await armsOf(shopId, [customerId]);
  const held: HeldStep[] = [];
  for (const step of steps) {
    const due = step.dueAt > now ? step.dueAt : now;
    const [judgement] = await judgeSteps(shop, [questionOf(step)], armOf, quietUntil(due, shop.timezone) ?? due);
    if (judgement?.kind !== 'judged') throw judgement?.error ?? new Error('nothing was judged');
    const { verdict } = judgement.judged;
    if (verdict) held.push({ stepId: step.stepId, outcome: verdict.kind === 'moved' ? 'later' : 'not', reason: verdict.reason, sentence: STEP_REASONS[verdict.reason] });
  }
  return held;
}
