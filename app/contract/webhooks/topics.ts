// Every topic that shopify.app.toml subscribes to, and the schema of what it brings. A test holds both together, and
// feeds Shopify's own sample of each through its schema.
import { appUninstalledPayload, bulkOperationPayload, customerDataRequestPayload, customerRedactPayload, scopesUpdatePayload, shopRedactPayload } from './app.ts';
import { checkoutDeletedPayload, checkoutPayload } from './checkout.ts';
import { collectionPayload } from './collection.ts';
import { customerConsentPayload, customerDeletedPayload, customerMergePayload, customerPayload, customerSmsConsentPayload, customerTagsPayload } from './customer.ts';
import { discountDeletedPayload, discountPayload } from './discount.ts';
import { fulfillmentEventPayload, fulfillmentPayload } from './fulfillment.ts';
import { inventoryItemPayload, inventoryLeftPayload, inventoryLevelPayload } from './inventory.ts';
import { orderDeletedPayload, orderEditedPayload, orderPayload, refundPayload } from './order.ts';
import { productDeletedPayload, productPayload } from './product.ts';
import { processedReturnPayload, returnPayload, turnedReturnPayload, updatedReturnPayload } from './return.ts';
import { changedPayload } from './settings.ts';
import { billingAttemptPayload, subscriptionContractPayload } from './subscription.ts';

export const WEBHOOK_TOPICS = {
  'products/create': productPayload,
  'products/update': productPayload,
  'products/delete': productDeletedPayload,
  'inventory_levels/update': inventoryLevelPayload,
  'inventory_levels/connect': inventoryLevelPayload,
  'inventory_levels/disconnect': inventoryLeftPayload,
  'inventory_items/update': inventoryItemPayload,
  'locations/create': changedPayload,
  'locations/update': changedPayload,
  'locations/activate': changedPayload,
  'locations/deactivate': changedPayload,
  'locations/delete': changedPayload,
  'collections/update': collectionPayload,
  'collections/delete': collectionPayload,
  'markets/create': changedPayload,
  'markets/update': changedPayload,
  'markets/delete': changedPayload,
  'discounts/create': discountPayload,
  'discounts/update': discountPayload,
  'discounts/delete': discountDeletedPayload,
  'themes/publish': changedPayload,
  'shop/update': changedPayload,
  'orders/create': orderPayload,
  'orders/updated': orderPayload,
  'orders/cancelled': orderPayload,
  'orders/edited': orderEditedPayload,
  'orders/delete': orderDeletedPayload,
  'refunds/create': refundPayload,
  'returns/request': returnPayload,
  'returns/approve': returnPayload,
  'returns/decline': returnPayload,
  'returns/cancel': turnedReturnPayload,
  'returns/close': turnedReturnPayload,
  'returns/reopen': turnedReturnPayload,
  'returns/process': processedReturnPayload,
  'returns/update': updatedReturnPayload,
  'fulfillments/create': fulfillmentPayload,
  'fulfillments/update': fulfillmentPayload,
  'fulfillment_events/create': fulfillmentEventPayload,
  'fulfillment_events/delete': fulfillmentEventPayload,
  'checkouts/create': checkoutPayload,
  'checkouts/update': checkoutPayload,
  'checkouts/delete': checkoutDeletedPayload,
  'customers/create': customerPayload,
  'customers/update': customerPayload,
  'customers/delete': customerDeletedPayload,
  'customers/merge': customerMergePayload,
  'customer.tags_added': customerTagsPayload,
  'customer.tags_removed': customerTagsPayload,
  'customers_email_marketing_consent/update': customerConsentPayload,
  'customers_marketing_consent/update': customerSmsConsentPayload,
  'subscription_contracts/create': subscriptionContractPayload,
  'subscription_contracts/update': subscriptionContractPayload,
  'subscription_contracts/activate': subscriptionContractPayload,
  'subscription_contracts/pause': subscriptionContractPayload,
  'subscription_contracts/cancel': subscriptionContractPayload,
  'subscription_contracts/expire': subscriptionContractPayload,
  'subscription_contracts/fail': subscriptionContractPayload,
  'subscription_billing_attempts/success': billingAttemptPayload,
  'subscription_billing_attempts/failure': billingAttemptPayload,
  'bulk_operations/finish': bulkOperationPayload,
  'app/uninstalled': appUninstalledPayload,
  'app/scopes_update': scopesUpdatePayload,
  'customers/data_request': customerDataRequestPayload,
  'customers/redact': customerRedactPayload,
  'shop/redact': shopRedactPayload,
} as const;

export type WebhookTopic = keyof typeof WEBHOOK_TOPICS;
