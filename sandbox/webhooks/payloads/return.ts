// returns/*: each topic tells its own part, little of it. Lines stand in none that Shopify's samples show.
import type { EventRecords, ReturnOfOrder } from '../../store/events.ts';
import { gid } from '../../store/gid.ts';

const named = ({ record }: ReturnOfOrder) => ({ id: record.id, admin_graphql_api_id: gid('Return', record.id), status: record.status.toLowerCase() });
const ofOrder = ({ order }: ReturnOfOrder) => ({ order: { id: order.id, admin_graphql_api_id: gid('Order', order.id) } });

export const returnPayload = (told: ReturnOfOrder): Record<string, unknown> => ({
  ...named(told), ...ofOrder(told), total_return_line_items: told.record.lines.length, name: null, return_line_items: [], return_shipping_fees: [],
  exchange_line_items: [], total_exchange_line_items: 0,
});

export const declinedReturnPayload = (told: ReturnOfOrder): Record<string, unknown> => ({ ...named(told), ...ofOrder(told), decline: { reason: 'other', note: '' } });

export const turnedReturnPayload = (told: ReturnOfOrder): Record<string, unknown> => ({ ...named(told), order_id: told.order.id });

/** Shopify's sample of it is empty. */
export const processedReturnPayload = (): Record<string, unknown> => ({});

export const updatedReturnPayload = ({ record, removed }: EventRecords['returns/update']): Record<string, unknown> => ({
  admin_graphql_api_id: gid('Return', record.id),
  return_line_items: { removals: removed.map(({ returnLineId, delta }) => ({ admin_graphql_api_id: gid('ReturnLineItem', returnLineId), delta })) },
  restocking_fees: { updates: [], removals: [] },
  return_shipping_fees: { updates: [], removals: [] },
});
