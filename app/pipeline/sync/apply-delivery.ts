// One delivery: its payload read by its topic's schema, handed to the file that applies it. The list reads like
// shopify.app.toml.
import { parseLossless } from '#app/contract/webhooks/lossless-json.ts';
import { WEBHOOK_TOPICS, type WebhookTopic } from '#app/contract/webhooks/topics.ts';
import type { PendingDelivery } from '#app/db/webhook-deliveries.ts';
import { AppError } from '#app/domain/app-error.ts';
import { answerDataRequest, redactCustomer, redactShop } from '../install/compliance.ts';
import { updateScopes } from '../install/scopes.ts';
import { uninstall } from '../install/uninstall.ts';
import { applyBulkOperation } from './apply/bulk-operation.ts';
import { applyCheckout } from './apply/checkout.ts';
import { applyCustomer } from './apply/customer.ts';
import { applyCustomerConsent } from './apply/customer-consent.ts';
import type { Apply, Delivery } from './apply/delivery.ts';
import { applyFulfillment } from './apply/fulfillment.ts';
import { applyInventoryItem } from './apply/inventory-item.ts';
import { applyInventoryLevel } from './apply/inventory-level.ts';
import { applyOrder } from './apply/order.ts';
import { applyProduct } from './apply/product.ts';
import { applyProductDeleted } from './apply/product-deleted.ts';
import { applyRefund } from './apply/refund.ts';

type PayloadOf<Topic extends WebhookTopic> = (typeof WEBHOOK_TOPICS)[Topic]['_output'];

const APPLY: { [Topic in WebhookTopic]: Apply<PayloadOf<Topic>> } = {
  'products/create': applyProduct,
  'products/update': applyProduct,
  'products/delete': applyProductDeleted,
  'inventory_levels/update': applyInventoryLevel,
  'inventory_items/update': applyInventoryItem,
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
  'app/uninstalled': (_payload, { shop, triggeredAt, on }) => uninstall(shop.shopId, triggeredAt, on),
  'app/scopes_update': ({ current }, { shop, triggeredAt, on }) => updateScopes(shop.shopId, current, triggeredAt, on),
  'customers/data_request': (payload, { shop, triggeredAt, on }) =>
    answerDataRequest(shop.shopId, { requestId: payload.data_request.id, customerId: payload.customer.id }, triggeredAt, on),
  'customers/redact': ({ customer }, { shop, triggeredAt, on }) => redactCustomer(shop.shopId, customer.id, triggeredAt, on),
  'shop/redact': (_payload, { shop, triggeredAt, on }) => redactShop(shop.shopId, triggeredAt, on),
};

/** @throws AppError bad_request with a sentence when the payload is not what its topic brings */
export async function applyDelivery({ topic, payload }: PendingDelivery, delivery: Delivery): Promise<void> {
  if (!isKnown(topic)) throw new AppError('bad_request', `Nothing applies the topic ${topic}.`);
  const read = WEBHOOK_TOPICS[topic].safeParse(parseLossless(payload));
  if (!read.success) throw new AppError('bad_request', read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  await (APPLY[topic] as Apply<unknown>)(read.data, delivery);
}

const isKnown = (topic: string): topic is WebhookTopic => Object.hasOwn(WEBHOOK_TOPICS, topic);
