// Which file applies which topic. The list reads like shopify.app.toml; topics that share a file share one list of
// deliveries.
import type { WEBHOOK_TOPICS, WebhookTopic } from '#app/contract/webhooks/topics.ts';
import { answerDataRequest, redactCustomer, redactShop } from '../../install/compliance.ts';
import { updateScopes } from '../../install/scopes.ts';
import { uninstall } from '../../install/uninstall.ts';
import { applyBulkOperation } from './bulk-operation.ts';
import { applyCheckout } from './checkout.ts';
import { applyCollection } from './collection.ts';
import { applyCustomer } from './customer.ts';
import { applyCustomerConsent } from './customer-consent.ts';
import { type Apply, eachOf } from './delivery.ts';
import { applyDiscount, applyDiscountDeleted } from './discount.ts';
import { applyFulfillment } from './fulfillment.ts';
import { applyInventoryItem } from './inventory-item.ts';
import { applyInventoryLeft } from './inventory-left.ts';
import { applyInventoryLevel } from './inventory-level.ts';
import { applyOrder } from './order.ts';
import { applyProduct } from './product.ts';
import { applyProductDeleted } from './product-deleted.ts';
import { applyRefund } from './refund.ts';
import { applyLocation, applyMarket, applyShop } from './setting.ts';
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
  'discounts/update': applyDiscount,
  'discounts/delete': applyDiscountDeleted,
  'themes/publish': applyTheme,
  'shop/update': applyShop,
  'orders/create': applyOrder,
  'orders/updated': applyOrder,
  'orders/cancelled': applyOrder,
  'refunds/create': applyRefund,
  'fulfillments/create': applyFulfillment,
  'fulfillments/update': applyFulfillment,
  'checkouts/create': applyCheckout,
  'checkouts/update': applyCheckout,
  'customers/update': applyCustomer,
  'customers_email_marketing_consent/update': applyCustomerConsent,
  'bulk_operations/finish': applyBulkOperation,
  'app/uninstalled': eachOf((_payload, { shop, triggeredAt, on }) => uninstall(shop.shopId, triggeredAt, on)),
  'app/scopes_update': eachOf(({ current }, { shop, triggeredAt, on }) => updateScopes(shop.shopId, current, triggeredAt, on)),
  'customers/data_request': eachOf((payload, { shop, triggeredAt, on }) =>
    answerDataRequest(shop.shopId, { requestId: payload.data_request.id, customerId: payload.customer.id }, triggeredAt, on)),
  'customers/redact': eachOf(({ customer }, { shop, triggeredAt, on }) => redactCustomer(shop.shopId, customer.id, triggeredAt, on)),
  'shop/redact': eachOf((_payload, { shop, triggeredAt, on }) => redactShop(shop.shopId, triggeredAt, on)),
};

/** What may take the ground from under other deliveries: applied alone, in its turn. */
export const APPLIED_ALONE: ReadonlySet<WebhookTopic> = new Set(['app/uninstalled', 'app/scopes_update', 'customers/data_request', 'customers/redact', 'shop/redact']);
