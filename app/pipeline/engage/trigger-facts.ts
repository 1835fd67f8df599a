// Reads what a trigger is judged by: the order, or the checkout, that it is about.
import { checkoutTriggerFacts, orderTriggerFacts } from '#app/db/enrollments.ts';
import type { TriggerName } from '#app/domain/workflow/triggers.ts';
import type { TriggerFacts } from '#app/domain/workflow/triggers/trigger.ts';

/** What came to pass; ids are decimal text, as in the job that tells it. */
export type Moment = { trigger: Exclude<TriggerName, 'cart_abandoned'>; orderId: string } | { trigger: 'cart_abandoned'; checkoutToken: string };

export function triggerFacts(shopId: bigint, moment: Moment): Promise<TriggerFacts | undefined> {
  return moment.trigger === 'cart_abandoned' ? checkoutTriggerFacts(shopId, moment.checkoutToken) : orderTriggerFacts(shopId, BigInt(moment.orderId));
}
