// fulfillments/create, fulfillments/update, fulfillment_events/create and fulfillment_events/delete: a parcel says that it has arrived by its
// shipment_status.
import { gid } from '../../store/gid.ts';
import type { FulfillmentReport } from '../../store/events.ts';
import type { Store } from '../../store/store.ts';
import type { FulfillmentRecord, OrderLineRecord, OrderRecord, ShopRecord } from '../../store/types.ts';
import { linePayload } from './line.ts';
import { addressOf } from './person.ts';
import { inZone } from './values.ts';

export function fulfillmentPayload(order: OrderRecord, fulfillment: FulfillmentRecord, store: Store): Record<string, unknown> {
  const customer = order.customerId === null ? undefined : store.customers.get(order.customerId);
  return { ...fulfillmentOfOrder(order, fulfillment, store), email: customer?.email ?? '', destination: customer ? addressOf(customer) : null };
}

/** As an order carries it: without whom it goes to. */
export function fulfillmentOfOrder(order: OrderRecord, fulfillment: FulfillmentRecord, store: Store): Record<string, unknown> {
  const { shop } = store;
  return {
    id: fulfillment.id,
    admin_graphql_api_id: gid('Fulfillment', fulfillment.id),
    created_at: inZone(fulfillment.createdAt, shop.timezone),
    location_id: store.firstLocation().id,
    name: fulfillment.name,
    order_id: order.id,
    origin_address: {},
    receipt: {},
    service: 'manual',
    shipment_status: fulfillment.deliveredAt === null ? null : 'delivered',
    status: 'success',
    tracking_company: null,
    tracking_number: null,
    tracking_numbers: [],
    tracking_url: null,
    tracking_urls: [],
    updated_at: inZone(fulfillment.updatedAt, shop.timezone),
    line_items: fulfillment.lines.map(({ lineId, quantity }) => ({ ...linePayload(order, order.lines.find((line) => line.id === lineId) as OrderLineRecord, store), quantity })),
  };
}

export function fulfillmentEventPayload({ eventId, order, fulfillment, at }: FulfillmentReport, shop: ShopRecord): Record<string, unknown> {
  const when = inZone(at, shop.timezone);
  return {
    id: eventId, fulfillment_id: fulfillment.id, status: 'delivered', message: 'The parcel has arrived', happened_at: when,
    city: null, province: null, country: '', zip: null, address1: null, latitude: null, longitude: null, shop_id: shop.id,
    created_at: when, updated_at: when, estimated_delivery_at: null, order_id: order.id,
    admin_graphql_api_id: gid('FulfillmentEvent', eventId),
  };
}
