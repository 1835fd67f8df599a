// subscription_contracts/* and subscription_billing_attempts/*: which contract it is about. What it is now has to be read:
// no payload says its products, nor how the last payment went.
import { z } from 'zod';
import { id } from './values.ts';

export const subscriptionContractPayload = z.object({ id });
export type SubscriptionContractPayload = z.infer<typeof subscriptionContractPayload>;

/** Shopify's sample of it is empty. */
export const billingAttemptPayload = z.object({ subscription_contract_id: id.nullish() });
export type BillingAttemptPayload = z.infer<typeof billingAttemptPayload>;
