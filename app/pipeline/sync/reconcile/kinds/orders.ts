// Orders with their lines, refunds and parcels. Refunds and parcels are listed with the order: whether each of them moves
// the order's own time is nothing to rely on.
import { gidNumber, toGid } from '#app/adapters/shopify/gid.ts';
import type { OrderLineNode } from '#app/adapters/shopify/operations/bulk-exports.ts';
import { CHANGED_ORDERS, COUNT_ORDERS, changedOrdersInBulk, MORE_LINES, ORDERS_BY_ID, type WholeOrderNode } from '#app/adapters/shopify/operations/changed-since.ts';
import { ORDER_IDS, type OrderIdNode, orderIdsInBulk } from '#app/adapters/shopify/operations/ids.ts';
import { REFUNDS_A_QUERY } from '#app/adapters/shopify/operations/refund-lines.ts';
import { upsertFulfillments } from '#app/db/fulfillments.ts';
import { bury, liftTombstones, type StoreRow } from '#app/db/mirrored-facts.ts';
import { upsertOrders } from '#app/db/orders.ts';
import { insertRefundLines, insertRefunds, type RefundLineRow, refundsWithLines } from '#app/db/refunds.ts';
import { fulfillmentRows, orderRow, refundRows } from '../../backfill/export-rows.ts';
import { readRefundLines } from '../../backfill/refund-stage.ts';
import { takeFulfillments, takeOrders } from '../../take-order.ts';
import { takeRefunds } from '../../take-refunds.ts';
import type { Children, Kind, Listing } from '../kind.ts';
import { storeRow } from '../store-row.ts';

type OrderNode = WholeOrderNode & {
  /** Of refunds that are not here yet; asked for by themselves (`complete`). */
  refundLines?: RefundLineRow[];
};

const children: Children<OrderLineNode> = { field: 'lineItems', more: MORE_LINES };

const rowsOf = ({ node }: { node: Pick<WholeOrderNode, 'id' | 'updatedAt'> & Pick<OrderIdNode, 'refunds' | 'fulfillments'> }): StoreRow[] => [
  storeRow('orders', node),
  ...node.refunds.map(({ id }) => storeRow('refunds', { id }, node.id)),
  ...node.fulfillments.map((one) => storeRow('fulfillments', one, node.id)),
];

const orderIds: Listing<OrderIdNode, never> = { paged: ORDER_IDS, pageSize: 250, bulk: orderIdsInBulk, count: COUNT_ORDERS, rowsOf };

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
    const lines: RefundLineRow[] = [];
    for (let from = 0; from < unknown.length; from += REFUNDS_A_QUERY) lines.push(...(await readRefundLines(client, unknown.slice(from, from + REFUNDS_A_QUERY), currency)));
    const byOrder = Map.groupBy(lines, ({ orderId }) => orderId);
    for (const { node } of objects) node.refundLines = byOrder.get(gidNumber(node.id)) ?? [];
  },
  async write({ shop: { shopId } }, objects, readAt, on) {
    const rows = objects.map(({ node, children: lines }) => orderRow(node, lines, readAt));
    await liftTombstones(shopId, 'orders', rows.map(({ orderId }) => orderId), readAt, on);
    await upsertOrders(shopId, rows, on);
    await upsertFulfillments(shopId, objects.flatMap(({ node }) => fulfillmentRows(node)), on);
    await insertRefunds(shopId, objects.flatMap(({ node }) => refundRows(node)), on);
    await insertRefundLines(shopId, objects.flatMap(({ node }) => node.refundLines ?? []), on);
  },
  async take({ shop: { shopId } }, objects, readAt, on) {
    const aside = { checkoutToken: null, locale: null, countryCode: null, at: readAt };
    const told = objects.map(({ node, children: lines }) => ({ order: orderRow(node, lines, readAt), ...aside }));
    await liftTombstones(shopId, 'orders', told.map(({ order }) => order.orderId), readAt, on);
    await takeOrders(shopId, told, on);
    await takeFulfillments(shopId, objects.flatMap(({ node }) => fulfillmentRows(node)).map((fulfillment) => ({ fulfillment, at: readAt })), on);
    const lines = Map.groupBy(objects.flatMap(({ node }) => node.refundLines ?? []), ({ refundId }) => refundId);
    await takeRefunds(shopId, objects.flatMap(({ node }) => refundRows(node)).map((refund) => ({ refund, lines: lines.get(refund.refundId) ?? [], at: readAt })), on);
  },
  bury: ({ shop }, ids, at, on) => bury(shop.shopId, 'orders', ids, at, on),
};
