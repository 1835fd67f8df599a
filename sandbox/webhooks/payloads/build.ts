// Which payload says what happened. Every one is held against Shopify's published schema before it leaves: a payload that
// the platform could not send is an error here, not in the app.
import type { StoreEvent } from '../../store/events.ts';
import type { Store } from '../../store/store.ts';
import { validatePayload } from '../published-schemas.ts';
import { bulkOperationPayload, customerRedactPayload, dataRequestPayload, scopesPayload, shopPayload, shopRedactPayload } from './app.ts';
import { checkoutDeletedPayload, checkoutPayload } from './checkout.ts';
import { consentPayload, customerDeletedPayload, customerUpdatePayload, mergePayload, smsConsentPayload, tagsPayload } from './customer.ts';
import { fulfillmentEventPayload, fulfillmentPayload } from './fulfillment.ts';
import { itemPayload, levelPayload } from './inventory.ts';
import { orderEditedPayload, orderPayload } from './order.ts';
import { productPayload } from './product.ts';
import { refundPayload } from './refund.ts';
import { declinedReturnPayload, processedReturnPayload, returnPayload, turnedReturnPayload, updatedReturnPayload } from './return.ts';
import { collectionDeletedPayload, collectionPayload, discountDeletedPayload, discountPayload, locationPayload, marketPayload, themePayload } from './settings.ts';
import { billingAttemptPayload, contractPayload } from './subscription.ts';

export interface PayloadUrls {
  sandbox: string;
  storefront: string;
}

/** @throws naming the topic and everything that does not fit its schema */
export function buildPayload(event: StoreEvent, store: Store, urls: PayloadUrls): Record<string, unknown> {
  const payload = shaped(event, store, urls);
  validatePayload(event.topic, payload);
  return payload;
}

function shaped(event: StoreEvent, store: Store, urls: PayloadUrls): Record<string, unknown> {
  const { shop } = store;
  switch (event.topic) {
    case 'products/create':
    case 'products/update': return productPayload(event.record, shop, urls.storefront);
    case 'products/delete': return { id: event.record.id };
    case 'inventory_levels/update':
    case 'inventory_levels/connect': return levelPayload(event.record, shop);
    case 'inventory_levels/disconnect': return { inventory_item_id: event.record.inventoryItemId, location_id: event.record.locationId };
    case 'inventory_items/update': return itemPayload(event.record, shop);
    case 'locations/create':
    case 'locations/update':
    case 'locations/activate':
    case 'locations/deactivate': return locationPayload(event.record, event.at, shop);
    case 'locations/delete':
    case 'markets/delete': return { id: event.record.id };
    case 'markets/create':
    case 'markets/update': return marketPayload(event.record);
    case 'collections/create':
    case 'collections/update': return collectionPayload(event.record, shop);
    case 'collections/delete': return collectionDeletedPayload(event.record.id);
    case 'discounts/create':
    case 'discounts/update': return discountPayload(event.record, shop);
    case 'discounts/delete': return discountDeletedPayload(event.record.gid, event.at, shop);
    case 'themes/publish': return themePayload(event.record, event.at, shop);
    case 'shop/update': return shopPayload(event.record, store.firstLocation());
    case 'orders/create':
    case 'orders/updated':
    case 'orders/cancelled': return orderPayload(event.record, store, urls.sandbox);
    case 'orders/edited': return orderEditedPayload(event.record, shop);
    case 'orders/delete': return { id: event.record.id };
    case 'returns/request':
    case 'returns/approve': return returnPayload(event.record);
    case 'returns/decline': return declinedReturnPayload(event.record);
    case 'returns/cancel':
    case 'returns/close':
    case 'returns/reopen': return turnedReturnPayload(event.record);
    case 'returns/process': return processedReturnPayload();
    case 'returns/update': return updatedReturnPayload(event.record);
    case 'refunds/create': return refundPayload(event.record.order, event.record.refund, store);
    case 'fulfillments/create':
    case 'fulfillments/update': return fulfillmentPayload(event.record.order, event.record.fulfillment, store);
    case 'fulfillment_events/create':
    case 'fulfillment_events/delete': return fulfillmentEventPayload(event.record, shop);
    case 'checkouts/create':
    case 'checkouts/update': return checkoutPayload(event.record, store, urls.storefront);
    case 'checkouts/delete': return checkoutDeletedPayload(event.record, store);
    case 'customers/delete': return customerDeletedPayload(event.record);
    case 'customers/merge': return mergePayload(event.record);
    case 'customer.tags_added':
    case 'customer.tags_removed': return tagsPayload(event.record);
    case 'customers_marketing_consent/update': return smsConsentPayload(event.record, shop);
    case 'subscription_contracts/create':
    case 'subscription_contracts/update':
    case 'subscription_contracts/activate':
    case 'subscription_contracts/pause':
    case 'subscription_contracts/cancel':
    case 'subscription_contracts/expire':
    case 'subscription_contracts/fail': return contractPayload(event.record, shop);
    case 'subscription_billing_attempts/success':
    case 'subscription_billing_attempts/failure': return billingAttemptPayload(event.record);
    case 'customers/create':
    case 'customers/update': return customerUpdatePayload(event.record, shop);
    case 'customers_email_marketing_consent/update': return consentPayload(event.record, shop);
    case 'bulk_operations/finish': return bulkOperationPayload(event.record, shop);
    case 'app/uninstalled': return shopPayload(event.record, store.firstLocation());
    case 'app/scopes_update': return scopesPayload(event.record, shop);
    case 'customers/data_request': return dataRequestPayload(event.record, shop);
    case 'customers/redact': return customerRedactPayload(event.record, shop);
    case 'shop/redact': return shopRedactPayload(event.record);
  }
}
