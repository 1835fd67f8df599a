// subscription_contracts/*, subscription_billing_attempts/*: what a contract holds, and how its last payment went, is in no
// payload, so the contract is read, once however often it is told of before.
import type { BillingAttemptPayload, SubscriptionContractPayload } from '#app/contract/webhooks/subscription.ts';
import { rereadSubscription } from '#app/jobs/definitions/reread-subscription.ts';
import { enqueueAll } from '#app/jobs/enqueue.ts';
import type { Apply, Inbox } from './delivery.ts';

export const applySubscriptionContract: Apply<SubscriptionContractPayload> = (told, inbox) => reread(told.map(({ payload }) => payload.id), inbox);

export const applyBillingAttempt: Apply<BillingAttemptPayload> = (told, inbox) =>
  reread(
    told.map(({ payload: { subscription_contract_id: contractId } }) => {
      if (contractId == null) throw new Error('The payload does not say which subscription was billed.');
      return contractId;
    }),
    inbox,
  );

async function reread(contractIds: readonly bigint[], { shop, on }: Inbox): Promise<void> {
  const jobs = [...new Set(contractIds)].map((contractId) => ({ shopId: String(shop.shopId), contractId: String(contractId) }));
  await enqueueAll(rereadSubscription, jobs, ({ shopId, contractId }) => `reread-subscription:${shopId}:${contractId}`, on);
}
