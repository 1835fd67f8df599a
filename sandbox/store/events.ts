// What a store says happened. Topics are Shopify's webhook topics; the record is ours, the webhooks folder shapes it.
import type { BulkOperationRecord } from './app-types.ts';
import type { CheckoutRecord, CollectionRecord, CustomerRecord, FulfillmentRecord, LocationRecord, MarketRecord, OrderRecord, ProductRecord, RefundRecord, ReturnRecord, ShopRecord, SubscriptionRecord, VariantRecord } from './types.ts';

export interface LineDelta {
  id: number;
  delta: number;
}

export interface FulfillmentReport {
  eventId: number;
  order: OrderRecord;
  fulfillment: FulfillmentRecord;
  at: string;
}

export interface ReturnOfOrder {
  order: OrderRecord;
  record: ReturnRecord;
}

export interface TagsOfCustomer {
  customerId: number;
  tags: string[];
  at: string;
}

export interface BillingAttempt {
  attemptId: number;
  subscription: SubscriptionRecord;
}

export interface EventRecords {
  'products/create': ProductRecord;
  'products/update': ProductRecord;
  'products/delete': { id: number };
  'inventory_levels/update': { inventoryItemId: number; locationId: number; available: number; updatedAt: string };
  'inventory_levels/connect': { inventoryItemId: number; locationId: number; available: number; updatedAt: string };
  'inventory_levels/disconnect': { inventoryItemId: number; locationId: number };
  'inventory_items/update': VariantRecord;
  'locations/create': LocationRecord;
  'locations/update': LocationRecord;
  'locations/activate': LocationRecord;
  'locations/deactivate': LocationRecord;
  'locations/delete': { id: number };
  'collections/create': CollectionRecord;
  'collections/update': CollectionRecord;
  'collections/delete': { id: number };
  'markets/create': MarketRecord;
  'markets/update': MarketRecord;
  'markets/delete': { id: number };
  'discounts/create': { gid: string; title: string; status: 'ACTIVE' | 'EXPIRED' | 'SCHEDULED'; createdAt: string; updatedAt: string };
  'discounts/update': { gid: string; title: string; status: 'ACTIVE' | 'EXPIRED' | 'SCHEDULED'; createdAt: string; updatedAt: string };
  'discounts/delete': { gid: string };
  'themes/publish': { id: number; name: string };
  'shop/update': ShopRecord;
  'orders/create': OrderRecord;
  'orders/updated': OrderRecord;
  'orders/cancelled': OrderRecord;
  'orders/edited': { editId: number; order: OrderRecord; added: LineDelta[]; removed: LineDelta[]; at: string };
  'orders/delete': { id: number };
  'refunds/create': { order: OrderRecord; refund: RefundRecord };
  'fulfillments/create': { order: OrderRecord; fulfillment: FulfillmentRecord };
  'fulfillments/update': { order: OrderRecord; fulfillment: FulfillmentRecord };
  'fulfillment_events/create': FulfillmentReport;
  'fulfillment_events/delete': FulfillmentReport;
  'returns/request': ReturnOfOrder;
  'returns/approve': ReturnOfOrder;
  'returns/decline': ReturnOfOrder;
  'returns/cancel': ReturnOfOrder;
  'returns/close': ReturnOfOrder;
  'returns/reopen': ReturnOfOrder;
  'returns/process': ReturnOfOrder;
  'returns/update': ReturnOfOrder & { removed: { returnLineId: number; delta: number }[] };
  'checkouts/create': CheckoutRecord;
  'checkouts/update': CheckoutRecord;
  'checkouts/delete': CheckoutRecord;
  'customers/create': CustomerRecord;
  'customers/update': CustomerRecord;
  'customers/delete': { id: number };
  'customers/merge': { keptId: number; deletedId: number };
  'customer.tags_added': TagsOfCustomer;
  'customer.tags_removed': TagsOfCustomer;
  'customers_email_marketing_consent/update': CustomerRecord;
  'customers_marketing_consent/update': CustomerRecord;
  'subscription_contracts/create': SubscriptionRecord;
  'subscription_contracts/update': SubscriptionRecord;
  'subscription_contracts/activate': SubscriptionRecord;
  'subscription_contracts/pause': SubscriptionRecord;
  'subscription_contracts/cancel': SubscriptionRecord;
  'subscription_contracts/expire': SubscriptionRecord;
  'subscription_contracts/fail': SubscriptionRecord;
  'subscription_billing_attempts/success': BillingAttempt;
  'subscription_billing_attempts/failure': BillingAttempt;
  'bulk_operations/finish': BulkOperationRecord;
  'app/uninstalled': ShopRecord;
  'app/scopes_update': { previous: string[]; current: string[]; updatedAt: string };
  'customers/data_request': { requestId: number; customer: CustomerRecord; orderIds: number[] };
  'customers/redact': { customer: CustomerRecord; orderIds: number[] };
  'shop/redact': ShopRecord;
}

export type Topic = keyof EventRecords;

/** `at` is the store's stamp of the change, later than every stamp before it, whatever the clock was moved to. */
export type StoreEvent = { [T in Topic]: { topic: T; record: EventRecords[T]; at: string } }[Topic];
