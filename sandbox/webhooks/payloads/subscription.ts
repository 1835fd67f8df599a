// subscription_contracts/* and subscription_billing_attempts/*. Of the latter Shopify publishes no sample: as its documentation
// has it. https://shopify.dev/docs/apps/build/purchase-options/subscriptions/contracts/build
import type { BillingAttempt } from '../../store/events.ts';
import { gid } from '../../store/gid.ts';
import type { ShopRecord, SubscriptionRecord } from '../../store/types.ts';

export const contractPayload = ({ id, customerId, status, updatedAt }: SubscriptionRecord, shop: ShopRecord): Record<string, unknown> => ({
  admin_graphql_api_id: gid('SubscriptionContract', id),
  id,
  billing_policy: { interval: 'month', interval_count: 1, min_cycles: null, max_cycles: null },
  currency_code: shop.currency,
  customer_id: customerId,
  admin_graphql_api_customer_id: gid('Customer', customerId),
  delivery_policy: { interval: 'month', interval_count: 1 },
  status: status.toLowerCase(),
  admin_graphql_api_origin_order_id: gid('Order', id),
  origin_order_id: id,
  revision_id: String(Date.parse(updatedAt)),
});

export const billingAttemptPayload = ({ attemptId, subscription: { id, lastPayment } }: BillingAttempt): Record<string, unknown> => ({
  id: attemptId,
  admin_graphql_api_id: gid('SubscriptionBillingAttempt', attemptId),
  idempotency_key: String(attemptId),
  order_id: null,
  admin_graphql_api_order_id: null,
  subscription_contract_id: id,
  admin_graphql_api_subscription_contract_id: gid('SubscriptionContract', id),
  ready: true,
  error_message: lastPayment === 'FAILED' ? 'The card was declined.' : null,
  error_code: lastPayment === 'FAILED' ? 'payment_method_declined' : null,
});
