// Which file applies which topic. The list reads like shopify.app.toml; topics that share a file share one list of
// deliveries.
import type { WEBHOOK_TOPICS, WebhookTopic } from '#app/contract/webhooks/topics.ts';
import { answerDataRequest, redactCustomer, redactShop } from '../../install/compliance.ts';
import { uninstall } from '../../install/uninstall.ts';
import { applyBulkOperation } from './bulk-operation.ts';
import { applyCheckout, applyCheckoutDeleted } from './checkout.ts';
import { applyCollection } from './collection.ts';
import { applyCustomer } from './customer.ts';
import { applyCustomerConsent, applyCustomerSmsConsent } from './customer-consent.ts';
import { applyCustomerDeleted } from './customer-deleted.ts';
import { applyCustomerMerge } from './customer-merge.ts';
import { applyTagsAdded, applyTagsRemoved } from './customer-tags.ts';
import { type Apply, eachOf } from './delivery.ts';
import { applyDiscount, applyDiscountDeleted } from './discount.ts';
import { applyFulfillment } from './fulfillment.ts';
import { applyFulfillmentEvent, applyFulfillmentEventDeleted } from './fulfillment-event.ts';
import { applyInventoryItem } from './inventory-item.ts';
import { applyInventoryLeft } from './inventory-left.ts';
import { applyInventoryLevel } from './inventory-level.ts';
import { applyOrder } from './order.ts';
import { applyOrderDeleted } from './order-deleted.ts';
import { applyOrderEdited } from './order-edited.ts';
import { applyProduct } from './product.ts';
import { applyProductDeleted } from './product-deleted.ts';
import { applyRefund } from './refund.ts';
import { applyReturn } from './return.ts';
import { applyScopes } from './scopes.ts';
import { applyLocation, applyMarket, applyShop } from './setting.ts';
import { applyBillingAttempt, applySubscriptionContract } from './subscription.ts';
import { applyTheme } from './theme.ts';

type PayloadOf<Topic extends WebhookTopic> = (typeof WEBHOOK_TOPICS)[Topic]['_output'];

export const APPLY: { [Topic in WebhookTopic]: Apply<PayloadOf<Topic>> } = {
  'products/create': applyProduct,
  'products/update': applyProduct,
  'products/delete': applyProductDeleted,
  'inventory_levels/update': applyInventoryLevel,
  'inventory_levels/connect': applyInventoryLevel,
  'inventory_levels/disconnect': applyInventoryLeft,
  'inventory_items/update': applyInventoryItem,
  'locations/create': applyLocation,
  'locations/update': applyLocation,
  'locations/activate': applyLocation,
  'locations/deactivate': applyLocation,
  'locations/delete': applyLocation,
  'collections/update': applyCollection,
  'collections/delete': applyCollection,
  'markets/create': applyMarket,
  'markets/update': applyMarket,
  'markets/delete': applyMarket,
  'discounts/create': applyDiscount,
  'discounts/update': applyDiscount,
  'discounts/delete': applyDiscountDeleted,
  'themes/publish': applyTheme,
  'shop/update': applyShop,
  'orders/create': applyOrder,
  'orders/updated': applyOrder,
  'orders/cancelled': applyOrder,
  'orders/edited': applyOrderEdited,
  'orders/delete': applyOrderDeleted,
  'refunds/create': applyRefund,
  'returns/request': applyReturn,
  'returns/approve': applyReturn,
  'returns/decline': applyReturn,
  'returns/cancel': applyReturn,
  'returns/close': applyReturn,
  'returns/reopen': applyReturn,
  'returns/process': applyReturn,
  'returns/update': applyReturn,
  'fulfillments/create': applyFulfillment,
  'fulfillments/update': applyFulfillment,
  'fulfillment_events/create': applyFulfillmentEvent,
  'fulfillment_events/delete': applyFulfillmentEventDeleted,
  'checkouts/create': applyCheckout,
  'checkouts/update': applyCheckout,
  'checkouts/delete': applyCheckoutDeleted,
  'customers/create': applyCustomer,
  'customers/update': applyCustomer,
  'customers/delete': applyCustomerDeleted,
  'customers/merge': applyCustomerMerge,
  'customer.tags_added': applyTagsAdded,
  'customer.tags_removed': applyTagsRemoved,
  'customers_email_marketing_consent/update': applyCustomerConsent,
  'customers_marketing_consent/update': applyCustomerSmsConsent,
  'subscription_contracts/create': applySubscriptionContract,
  'subscription_contracts/update': applySubscriptionContract,
  'subscription_contracts/activate': applySubscriptionContract,
  'subscription_contracts/pause': applySubscriptionContract,
  'subscription_contracts/cancel': applySubscriptionContract,
  'subscription_contracts/expire': applySubscriptionContract,
  'subscription_contracts/fail': applySubscriptionContract,
  'subscription_billing_attempts/success': applyBillingAttempt,
  'subscription_billing_attempts/failure': applyBillingAttempt,
  'bulk_operations/finish': applyBulkOperation,
  'app/uninstalled': eachOf((_payload, { shop, triggeredAt, on }) => uninstall(shop.shopId, triggeredAt, on)),
  'app/scopes_update': applyScopes,
  'customers/data_request': eachOf((payload, { shop, triggeredAt, on }) =>
    answerDataRequest(shop.shopId, { requestId: payload.data_request.id, customerId: payload.customer.id }, triggeredAt, on)),
  'customers/redact': eachOf(({ customer, orders_to_redact: orderIds }, { shop, triggeredAt, on }) =>
    redactCustomer(shop.shopId, { customerId: customer.id, orderIds }, triggeredAt, on)),
  'shop/redact': eachOf((_payload, { shop, triggeredAt, on }) => redactShop(shop.shopId, triggeredAt, on)),
};

/** What may take the ground from under other deliveries: applied alone, in its turn. */
export const APPLIED_ALONE: ReadonlySet<WebhookTopic> = new Set(['app/uninstalled', 'app/scopes_update', 'customers/data_request', 'customers/redact', 'shop/redact']);
