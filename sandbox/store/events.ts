// What a store says happened. Topics are Shopify's webhook topics; the record is ours, the webhooks folder shapes it.
import type { BulkOperationRecord } from './app-types.ts';
import type { CheckoutRecord, CollectionRecord, CustomerRecord, FulfillmentRecord, LocationRecord, MarketRecord, OrderRecord, ProductRecord, RefundRecord, ShopRecord, VariantRecord } from './types.ts';

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
  'discounts/update': { gid: string; title: string; status: 'ACTIVE' | 'EXPIRED' | 'SCHEDULED'; createdAt: string; updatedAt: string };
  'discounts/delete': { gid: string };
  'themes/publish': { id: number; name: string };
  'shop/update': ShopRecord;
  'orders/create': OrderRecord;
  'orders/updated': OrderRecord;
  'orders/cancelled': OrderRecord;
  'refunds/create': { order: OrderRecord; refund: RefundRecord };
  'fulfillments/create': { order: OrderRecord; fulfillment: FulfillmentRecord };
  'fulfillments/update': { order: OrderRecord; fulfillment: FulfillmentRecord };
  'fulfillment_events/create': { eventId: number; order: OrderRecord; fulfillment: FulfillmentRecord; at: string };
  'checkouts/create': CheckoutRecord;
  'checkouts/update': CheckoutRecord;
  'customers/update': CustomerRecord;
  'customers_email_marketing_consent/update': CustomerRecord;
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
