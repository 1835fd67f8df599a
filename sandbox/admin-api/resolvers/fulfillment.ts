// Parcels of an order.
import { gid } from '../../store/gid.ts';
import { dateTime, dateTimeOrNull } from '../values.ts';
import { type FulfillmentSource, locationSource, orderSource } from './sources.ts';
import { typeTable } from './table.ts';

export const fulfillmentTable = typeTable<FulfillmentSource>({
  id: ({ fulfillment }) => gid('Fulfillment', fulfillment.id),
  legacyResourceId: ({ fulfillment }) => String(fulfillment.id),
  name: ({ fulfillment }) => fulfillment.name,
  status: () => 'SUCCESS',
  displayStatus: ({ fulfillment }) => (fulfillment.deliveredAt === null ? 'FULFILLED' : 'DELIVERED'),
  createdAt: ({ fulfillment }) => dateTime(fulfillment.createdAt),
  updatedAt: ({ fulfillment }) => dateTime(fulfillment.updatedAt),
  deliveredAt: ({ fulfillment }) => dateTimeOrNull(fulfillment.deliveredAt),
  estimatedDeliveryAt: () => null,
  inTransitAt: ({ fulfillment }) => dateTime(fulfillment.createdAt),
  requiresShipping: () => true,
  totalQuantity: ({ fulfillment }) => fulfillment.lines.reduce((sum, { quantity }) => sum + quantity, 0),
  trackingInfo: () => [],
  location: (_source, _args, { store }) => locationSource(store.firstLocation()),
  order: ({ order }) => orderSource(order),
});
