// refunds/create.
import { gid } from '../../store/gid.ts';
import { toMinor, toText } from '../../store/money.ts';
import type { Store } from '../../store/store.ts';
import type { OrderLineRecord, OrderRecord, RefundRecord, ShopRecord } from '../../store/types.ts';
import { linePayload } from './line.ts';
import { inZone, minorSet, moneySet } from './values.ts';

/** Who refunded, in the sandbox's admin. */
const STAFF_MEMBER = 1;

export function refundPayload(order: OrderRecord, refund: RefundRecord, store: Store): Record<string, unknown> {
  const { shop } = store;
  const at = inZone(refund.createdAt, shop.timezone);
  return {
    id: refund.id,
    order_id: order.id,
    created_at: at,
    note: '',
    user_id: STAFF_MEMBER,
    processed_at: at,
    duties: [],
    total_duties_set: minorSet(0, shop),
    return: null,
    refund_shipping_lines: [],
    restock: refund.lines.some((line) => line.restockLocationId !== null),
    admin_graphql_api_id: gid('Refund', refund.id),
    order_adjustments: [],
    refund_line_items: refund.lines.map((part) => {
      const line = order.lines.find((one) => one.id === part.lineId) as OrderLineRecord;
      return {
        id: part.id,
        quantity: part.quantity,
        line_item_id: part.lineId,
        location_id: part.restockLocationId,
        restock_type: part.restockLocationId === null ? 'no_restock' : 'return',
        subtotal: Number(part.subtotal),
        total_tax: 0,
        subtotal_set: moneySet(part.subtotal, order.currency),
        total_tax_set: minorSet(0, shop),
        line_item: linePayload(order, line, store),
      };
    }),
    transactions: [transaction(order, refund, store, at)],
  };
}

function transaction(order: OrderRecord, refund: RefundRecord, { shop }: Store, at: string): Record<string, unknown> {
  const amount = toText(refund.lines.reduce((sum, line) => sum + toMinor(line.subtotal), 0));
  return {
    id: refund.id, order_id: order.id, kind: 'refund', gateway: 'bogus', status: 'success', message: 'Bogus Gateway: Forced success',
    created_at: at, test: false, authorization: null, location_id: null, user_id: null, parent_id: null, processed_at: at, device_id: null,
    error_code: null, source_name: 'web', receipt: {}, amount, currency: order.currency, payment_id: `${order.name}.1`,
    total_unsettled_set: unsettled(shop), manual_payment_gateway: false, amount_rounding: null,
    admin_graphql_api_id: gid('OrderTransaction', refund.id),
  };
}

/** The one money set that says `currency` where all others say `currency_code`. */
function unsettled(shop: ShopRecord): Record<string, unknown> {
  const money = { amount: '0.0', currency: shop.currency };
  return { presentment_money: money, shop_money: money };
}
