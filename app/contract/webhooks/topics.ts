// Every topic that shopify.app.toml subscribes to, and the schema of what it brings. A test holds both together, and
// feeds Shopify's own sample of each through its schema.
import { appUninstalledPayload, bulkOperationPayload, customerDataRequestPayload, customerRedactPayload, scopesUpdatePayload, shopRedactPayload } from './app.ts';
import { checkoutPayload } from './checkout.ts';
import { collectionPayload } from './collection.ts';
import { customerConsentPayload, customerPayload } from './customer.ts';
import { discountDeletedPayload, discountPayload } from './discount.ts';
import { fulfillmentPayload } from './fulfillment.ts';
import { inventoryItemPayload, inventoryLeftPayload, inventoryLevelPayload } from './inventory.ts';
import { orderPayload, refundPayload } from './order.ts';
import { productDeletedPayload, productPayload } from './product.ts';
import { changedPayload } from './settings.ts';

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
  'discounts/update': discountPayload,
  'discounts/delete': discountDeletedPayload,
  'themes/publish': changedPayload,
  'shop/update': changedPayload,
  'orders/create': orderPayload,
  'orders/updated': orderPayload,
  'orders/cancelled': orderPayload,
  'refunds/create': refundPayload,
  'fulfillments/create': fulfillmentPayload,
  'fulfillments/update': fulfillmentPayload,
  'checkouts/create': checkoutPayload,
  'checkouts/update': checkoutPayload,
  'customers/update': customerPayload,
  'customers_email_marketing_consent/update': customerConsentPayload,
  'bulk_operations/finish': bulkOperationPayload,
  'app/uninstalled': appUninstalledPayload,
  'app/scopes_update': scopesUpdatePayload,
  'customers/data_request': customerDataRequestPayload,
  'customers/redact': customerRedactPayload,
  'shop/redact': shopRedactPayload,
} as const;

export type WebhookTopic = keyof typeof WEBHOOK_TOPICS;
