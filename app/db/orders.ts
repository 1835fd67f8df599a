// Orders and their lines. An order and its lines are one version, judged by the order's updated_at (and trigger, where
// that ties). A line keeps what its unit cost was when it was first seen.
import type pg from 'pg';
import { type Columns, copyRows } from './copy-rows.ts';
import { importNew } from './import-new.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';
import type { UnitCosts } from './unit-costs.ts';

export interface OrderLineRow {
  lineId: bigint;
  productId: bigint | null;
  variantId: bigint | null;
  quantity: number;
  unitPriceMinor: number;
  /** All discounts of the line, whole quantity. */
  discountMinor: number;
  /** The set whose widget added it. */
  setId: string | null;
  /** Whole quantity, after discounts. */
  taxMinor: number;
  /** Units that the order no longer has: edited out or refunded. */
  removedQuantity: number;
}

export interface OrderRow {
  orderId: bigint;
  name: string;
  customerId: bigint | null;
  /** The shop's, of all amounts; and what the customer paid in, where that is known. */
  currency: string;
  presentmentCurrency: string | null;
  /** Prices, and what is paid back of them, hold the tax. */
  taxesIncluded: boolean;
  totalMinor: number;
  /** What was taken off sending it. */
  shippingDiscountMinor: number;
  orderedAt: Date;
  cancelledAt: Date | null;
  updatedAt: Date;
  triggeredAt: Date | null;
  /** The consenting visitor whose cart it was. */
  visitorId: string | null;
  /** The step whose link filled the cart. */
  stepId: string | null;
  discountCodes: string[];
  lines: OrderLineRow[];
}

/** @returns ids of the orders that were written; the others are newer here */
export async function upsertOrders(shopId: bigint, orders: readonly OrderRow[], on: Queryable = pool()): Promise<bigint[]> {
  if (orders.length === 0) return [];
  const { rows } = await on.query<{ order_id: bigint; is_new: boolean }>(
    `INSERT INTO orders (shop_id, order_id, name, customer_id, currency, total_minor, ordered_at, cancelled_at, updated_at, triggered_at, visitor_id, step_id, discount_codes, presentment_currency, taxes_included, shipping_discount_minor)
     SELECT $1, r."orderId", r.name, r."customerId", r.currency, r."totalMinor", r."orderedAt", r."cancelledAt", r."updatedAt", r."triggeredAt", r."visitorId", r."stepId", r."discountCodes", r."presentmentCurrency", r."taxesIncluded", r."shippingDiscountMinor"
       FROM jsonb_to_recordset($2::jsonb) AS r("orderId" bigint, name text, "customerId" bigint, currency text, "totalMinor" bigint, "orderedAt" timestamptz,
            "cancelledAt" timestamptz, "updatedAt" timestamptz, "triggeredAt" timestamptz, "visitorId" text, "stepId" uuid, "discountCodes" text[], "presentmentCurrency" text, "taxesIncluded" boolean, "shippingDiscountMinor" bigint)
     ON CONFLICT (shop_id, order_id) DO UPDATE SET name = excluded.name, customer_id = COALESCE(excluded.customer_id, CASE WHEN EXISTS (SELECT 1 FROM guest_orders g WHERE g.shop_id = orders.shop_id AND g.order_id = orders.order_id) THEN orders.customer_id END), currency = excluded.currency, total_minor = excluded.total_minor,
       ordered_at = excluded.ordered_at, cancelled_at = excluded.cancelled_at, updated_at = excluded.updated_at, triggered_at = excluded.triggered_at,
       visitor_id = COALESCE(excluded.visitor_id, orders.visitor_id), step_id = COALESCE(excluded.step_id, orders.step_id), discount_codes = excluded.discount_codes,
       presentment_currency = excluded.presentment_currency, taxes_included = excluded.taxes_included, shipping_discount_minor = excluded.shipping_discount_minor
     WHERE orders.deleted_at IS NULL
       AND (excluded.updated_at, COALESCE(excluded.triggered_at, '-infinity')) >= (orders.updated_at, COALESCE(orders.triggered_at, '-infinity'))
     RETURNING order_id, xmax = 0 AS is_new`,
    [shopId, jsonRows(orders.map(({ lines: _lines, ...order }) => order))],
  );
  const written = new Map(rows.map((row) => [row.order_id, row.is_new]));
  await writeLines(shopId, orders.filter((order) => written.has(order.orderId)), on);
  await deleteOtherLines(shopId, orders.filter((order) => written.get(order.orderId) === false), on);
  return [...written.keys()];
}

async function writeLines(shopId: bigint, orders: readonly OrderRow[], on: Queryable): Promise<void> {
  if (orders.length === 0) return;
  const lines = orders.flatMap((order) => order.lines.map((line) => ({ ...line, orderId: order.orderId })));
  await on.query(
    `INSERT INTO order_lines (shop_id, order_id, line_id, product_id, variant_id, quantity, unit_price_minor, discount_minor, unit_cost_minor, set_id, tax_minor, removed_quantity)
     SELECT $1, r."orderId", r."lineId", r."productId", r."variantId", r.quantity, r."unitPriceMinor", r."discountMinor", i.unit_cost_minor, r."setId", r."taxMinor", r."removedQuantity"
       FROM jsonb_to_recordset($2::jsonb) AS r("orderId" bigint, "lineId" bigint, "productId" bigint, "variantId" bigint, quantity int, "unitPriceMinor" bigint, "discountMinor" bigint, "setId" uuid, "taxMinor" bigint,
            "removedQuantity" int)
       LEFT JOIN variants v ON v.shop_id = $1 AND v.variant_id = r."variantId"
       LEFT JOIN inventory_items i ON i.shop_id = $1 AND i.inventory_item_id = v.inventory_item_id
     ON CONFLICT (shop_id, order_id, line_id) DO UPDATE SET product_id = excluded.product_id, variant_id = excluded.variant_id, quantity = excluded.quantity,
       unit_price_minor = excluded.unit_price_minor, discount_minor = excluded.discount_minor, tax_minor = excluded.tax_minor, removed_quantity = excluded.removed_quantity,
       unit_cost_minor = COALESCE(order_lines.unit_cost_minor, excluded.unit_cost_minor), set_id = COALESCE(order_lines.set_id, excluded.set_id)`,
    [shopId, jsonRows(lines)],
  );
}

async function deleteOtherLines(shopId: bigint, orders: readonly OrderRow[], on: Queryable): Promise<void> {
  if (orders.length === 0) return;
  await on.query(
    `DELETE FROM order_lines l USING jsonb_to_recordset($2::jsonb) AS r("orderId" bigint, "lineIds" text[])
      WHERE l.shop_id = $1 AND l.order_id = r."orderId" AND NOT l.line_id::text = ANY(r."lineIds")`,
    [shopId, jsonRows(orders.map((order) => ({ orderId: order.orderId, lineIds: order.lines.map((line) => line.lineId) })))],
  );
}

const ORDER_COLUMNS: Columns<Omit<OrderRow, 'lines'>> = {
  orderId: 'bigint', name: 'text', customerId: 'bigint', currency: 'text', totalMinor: 'bigint', orderedAt: 'timestamptz', cancelledAt: 'timestamptz', updatedAt: 'timestamptz',
  triggeredAt: 'timestamptz', visitorId: 'text', stepId: 'uuid', discountCodes: 'text[]', presentmentCurrency: 'text', taxesIncluded: 'boolean', shippingDiscountMinor: 'bigint',
};
const LINE_COLUMNS: Columns<OrderLineRow & { orderId: bigint; unitCostMinor: number | null }> = {
  orderId: 'bigint', lineId: 'bigint', productId: 'bigint', variantId: 'bigint', quantity: 'integer', unitPriceMinor: 'bigint', discountMinor: 'bigint', unitCostMinor: 'bigint', setId: 'uuid',
  taxMinor: 'bigint', removedQuantity: 'integer',
};

/** One after the other, so that none is held. */
function* linesWithCosts(orders: readonly OrderRow[], unitCostsMinor: readonly (number | null)[]) {
  let at = 0;
  for (const { orderId, lines } of orders) for (const line of lines) yield { ...line, orderId, unitCostMinor: unitCostsMinor[at++] ?? null };
}

/** Many orders of the past at once: those that are not known by COPY, the others as upsertOrders does it. */
export async function importOrders(shopId: bigint, orders: readonly OrderRow[], costs: UnitCosts, on: pg.PoolClient): Promise<void> {
  await importNew(shopId, { table: 'orders', key: 'order_id', idOf: (order: OrderRow) => order.orderId, rows: orders, on }, {
    async copy(fresh) {
      const unitCostsMinor = await costs.of(shopId, fresh.flatMap((order) => order.lines.map((line) => line.variantId)), on);
      await copyRows(shopId, 'orders', ORDER_COLUMNS, fresh, on);
      await copyRows(shopId, 'order_lines', LINE_COLUMNS, linesWithCosts(fresh, unitCostsMinor), on);
    },
    upsert: (known) => upsertOrders(shopId, known, on),
  });
}

/**
 * Leaves tombstones, also for orders that were never seen: their creation may arrive later.
 * @returns those that were alive here
 */
export async function deleteOrders(shopId: bigint, deleted: readonly { orderId: bigint; at: Date }[], on: Queryable = pool()): Promise<bigint[]> {
  if (deleted.length === 0) return [];
  const alive = await on.query<{ order_id: bigint }>('SELECT order_id FROM orders WHERE shop_id = $1 AND order_id = ANY($2::bigint[]) AND deleted_at IS NULL FOR UPDATE', [
    shopId, deleted.map(({ orderId }) => orderId),
  ]);
  await on.query(
    `INSERT INTO orders (shop_id, order_id, name, currency, total_minor, ordered_at, updated_at, deleted_at)
     SELECT $1, r."orderId", '', s.currency, 0, r.at, r.at, r.at FROM jsonb_to_recordset($2::jsonb) AS r("orderId" bigint, at timestamptz) JOIN shops s ON s.shop_id = $1
     ON CONFLICT (shop_id, order_id) DO UPDATE SET deleted_at = COALESCE(orders.deleted_at, excluded.deleted_at)`,
    [shopId, jsonRows(deleted)],
  );
  return alive.rows.map((row) => row.order_id);
}

export interface OrderState {
  name: string;
  customerId: bigint | null;
  cancelled: boolean;
  /** Shopify told of it, or it was fetched; otherwise it came with the history. */
  told: boolean;
}

/** @returns what stands of those orders that are known */
export async function orderStates(shopId: bigint, orderIds: readonly bigint[], on: Queryable = pool()): Promise<Map<bigint, OrderState>> {
  if (orderIds.length === 0) return new Map();
  const { rows } = await on.query<OrderState & { orderId: bigint }>(
    `SELECT order_id AS "orderId", name, customer_id AS "customerId", cancelled_at IS NOT NULL AS cancelled, triggered_at IS NOT NULL AS told
       FROM orders WHERE shop_id = $1 AND order_id = ANY($2::bigint[])`,
    [shopId, orderIds],
  );
  return new Map(rows.map(({ orderId, ...state }) => [orderId, state]));
}

/** @returns what stands of an order that is known */
export async function orderState(shopId: bigint, orderId: bigint, on: Queryable = pool()): Promise<OrderState | undefined> {
  return (await orderStates(shopId, [orderId], on)).get(orderId);
}

/** Only an order that has none, and only one placed at `since` or later. @returns whether it has this visitor now, by this call */
export async function giveVisitor(shopId: bigint, orderId: bigint, visitorId: string, since: Date, on: Queryable = pool()): Promise<boolean> {
  const { rowCount } = await on.query(
    'UPDATE orders SET visitor_id = $3 WHERE shop_id = $1 AND order_id = $2 AND visitor_id IS NULL AND ordered_at >= $4 AND deleted_at IS NULL',
    [shopId, orderId, visitorId, since],
  );
  return rowCount === 1;
}
