// Orders with their lines, refunds and parcels. Refunds and parcels are listed with the order: whether each of them moves
// the order's own time is nothing to rely on.
import { gidNumber, toGid } from '#app/adapters/shopify/gid.ts';
import type { OrderLineNode } from '#app/adapters/shopify/operations/bulk-exports.ts';
import { CHANGED_ORDERS, COUNT_ORDERS, changedOrdersInBulk, MORE_LINES, ORDERS_BY_ID, type WholeOrderNode } from '#app/adapters/shopify/operations/changed-since.ts';
import { ORDER_IDS, type OrderIdNode, orderIdsInBulk } from '#app/adapters/shopify/operations/ids.ts';
import { REFUNDS_A_QUERY } from '#app/adapters/shopify/operations/refund-lines.ts';
import { upsertFulfillments } from '#app/db/fulfillments.ts';
import { liftTombstones, type StoreRow } from '#app/db/mirrored-facts.ts';
import { upsertOrders } from '#app/db/orders.ts';
import { insertRefundLines, insertRefunds, type RefundLineRow, type RefundRow, refundsWithLines } from '#app/db/refunds.ts';
import { fulfillmentRows, orderRow, refundRows } from '../../backfill/export-rows.ts';
import { type ReadRefund, readRefunds } from '../../backfill/refund-stage.ts';
import { guestsOrder, noteGuests } from '../../guests.ts';
import { takeDeletedOrders, takeOrders } from '../../take-order.ts';
import { takeFulfillments } from '../../take-parcels.ts';
import { takeRefunds } from '../../take-refunds.ts';
import type { Children, Kind, Listing } from '../kind.ts';
import { storeRow } from '../store-row.ts';

type OrderNode = WholeOrderNode & {
  /** Refunds whose lines are not here yet; asked for by themselves (`complete`). */
  wholeRefunds?: ReadRefund[];
};

const children: Children<OrderLineNode> = { field: 'lineItems', more: MORE_LINES };

const rowsOf = ({ node }: { node: Pick<WholeOrderNode, 'id' | 'updatedAt'> & Pick<OrderIdNode, 'refunds' | 'fulfillments'> }): StoreRow[] => [
  storeRow('orders', node),
  ...node.refunds.map(({ id }) => storeRow('refunds', { id }, node.id)),
  ...node.fulfillments.map((one) => storeRow('fulfillments', one, node.id)),
];

const orderIds: Listing<OrderIdNode, never> = { paged: ORDER_IDS, pageSize: 250, bulk: orderIdsInBulk, count: COUNT_ORDERS, rowsOf };

const refundLines = ({ wholeRefunds = [] }: OrderNode): RefundLineRow[] => wholeRefunds.flatMap(({ lines }) => lines);

function wholeRefundRows(node: OrderNode): RefundRow[] {
  const whole = new Map(node.wholeRefunds?.map(({ refundId, beyondLines }) => [refundId, beyondLines]));
  return refundRows(node).map((row) => ({ ...row, beyondLines: whole.get(row.refundId) ?? null }));
}

export const orders: Kind<OrderNode, OrderLineNode> = {
  name: 'orders',
  facts: ['orders', 'refunds', 'fulfillments'],
  changed: { paged: CHANGED_ORDERS, pageSize: 25, bulk: changedOrdersInBulk, count: COUNT_ORDERS, children },
  listings: [orderIds],
  byId: ORDERS_BY_ID,
  idsAQuery: 10,
  gid: (id) => toGid('Order', id),
  children,
  rowsOf,
  async complete({ shop: { shopId, currency }, client }, objects) {
    const all = objects.flatMap(({ node }) => node.refunds.map(({ id }) => gidNumber(id)));
    const known = await refundsWithLines(shopId, all);
    const unknown = all.filter((id) => !known.has(id));
    const read: ReadRefund[] = [];
    for (let from = 0; from < unknown.length; from += REFUNDS_A_QUERY) read.push(...(await readRefunds(client, unknown.slice(from, from + REFUNDS_A_QUERY), currency)));
    const byOrder = Map.groupBy(read, ({ orderId }) => orderId);
    for (const { node } of objects) node.wholeRefunds = byOrder.get(gidNumber(node.id)) ?? [];
  },
  async write({ shop: { shopId } }, objects, readAt, on) {
    const rows = objects.map(({ node, children: lines }) => orderRow(node, lines, readAt));
    await liftTombstones(shopId, 'orders', rows.map(({ orderId }) => orderId), readAt, on);
    await upsertOrders(shopId, rows, on);
    await noteGuests(shopId, objects.flatMap(({ node }) => guestsOrder(node)), on);
    await upsertFulfillments(shopId, objects.flatMap(({ node }) => fulfillmentRows(node, readAt)), on);
    await insertRefunds(shopId, objects.flatMap(({ node }) => wholeRefundRows(node)), on);
    await insertRefundLines(shopId, objects.flatMap(({ node }) => refundLines(node)), on);
  },
  async take({ shop: { shopId } }, objects, readAt, on) {
    const aside = { checkoutToken: null, locale: null, countryCode: null, at: readAt };
    const told = objects.map(({ node, children: lines }) => ({ order: orderRow(node, lines, readAt), ...aside }));
    await liftTombstones(shopId, 'orders', told.map(({ order }) => order.orderId), readAt, on);
    await takeOrders(shopId, told, on);
    await noteGuests(shopId, objects.flatMap(({ node }) => guestsOrder(node)), on);
    await takeFulfillments(shopId, objects.flatMap(({ node }) => fulfillmentRows(node, readAt)).map((fulfillment) => ({ fulfillment, at: readAt })), on);
    const lines = Map.groupBy(objects.flatMap(({ node }) => refundLines(node)), ({ refundId }) => refundId);
    await takeRefunds(shopId, objects.flatMap(({ node }) => wholeRefundRows(node)).map((refund) => ({ refund, lines: lines.get(refund.refundId) ?? [], at: readAt })), on);
  },
  bury: ({ shop }, ids, at, on) => takeDeletedOrders(shop.shopId, new Map(ids.map((id) => [id, at])), on),
};
