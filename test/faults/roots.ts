// What an event is about: the objects whose rows must not be held against the app while word of it was lost.
import type { StoreEvent } from '#sandbox/store/events.ts';

interface AnyRecord {
  id?: number;
  token?: string;
  order?: { id: number };
  subscription?: { id: number };
  inventoryItem?: { id: number };
  variants?: readonly { inventoryItem: { id: number } }[];
  inventoryItemId?: number;
  customerId?: number;
  keptId?: number;
  deletedId?: number;
}

export function rootsOf(event: StoreEvent): string[] {
  const record = event.record as AnyRecord;
  const [family = ''] = event.topic.split(/[/.]/);
  switch (family) {
    case 'products':
      // Stock and cost of a new product are read because it came.
      return [`product:${record.id}`, ...(event.topic === 'products/create' ? (record.variants ?? []).map(({ inventoryItem }) => `item:${inventoryItem.id}`) : [])];
    case 'inventory_levels': return [`item:${record.inventoryItemId}`];
    case 'inventory_items': return [`item:${record.inventoryItem?.id}`];
    case 'orders':
    case 'refunds':
    case 'returns':
    case 'fulfillments':
    case 'fulfillment_events': return [`order:${record.order?.id ?? record.id}`];
    case 'customers':
    case 'customer':
    case 'customers_marketing_consent':
    case 'customers_email_marketing_consent':
      return event.topic === 'customers/merge' ? [`customer:${record.keptId}`, `customer:${record.deletedId}`] : [`customer:${record.customerId ?? record.id}`];
    case 'checkouts': return [`checkout:${record.token}`];
    case 'subscription_contracts':
    case 'subscription_billing_attempts': return [`subscription:${record.subscription?.id ?? record.id}`];
    default: return [family];
  }
}
