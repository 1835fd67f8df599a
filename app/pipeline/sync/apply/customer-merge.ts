// customers/merge: two customers are one from now on. Shopify tells when it is asked for, when it is done and when it fails;
// only what is done changes anything.
import type { CustomerMergePayload } from '#app/contract/webhooks/customer.ts';
import { takeMerge } from '../take-merge.ts';
import { eachOf } from './delivery.ts';

export const applyCustomerMerge = eachOf<CustomerMergePayload>(async (payload, { shop, triggeredAt, on }) => {
  if (payload.status.toLowerCase() !== 'completed') return;
  await takeMerge(shop.shopId, { deletedId: payload.admin_graphql_api_customer_deleted_id, keptId: payload.admin_graphql_api_customer_kept_id, at: triggeredAt, told: true }, on);
});
