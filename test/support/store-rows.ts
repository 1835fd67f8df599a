// What our tables would say if they said what the sandbox's store says: the shape that a test reads both in.
import { pool } from '#app/db/pool.ts';
import type { Store } from '#sandbox/store/store.ts';

const minor = (text: string): number => Math.round(Number(text) * 100);
const sorted = (rows: string[]): string[] => rows.sort();

/** By table, one line a row. */
export type Rows = Record<'products' | 'variants' | 'items' | 'levels' | 'customers' | 'orders' | 'lines' | 'refunds' | 'fulfillments', string[]>;

export function rowsOfStore(store: Store): Rows {
  const products = [...store.products.values()];
  const variants = products.flatMap((product) => product.variants.map((variant) => ({ product, variant })));
  const orders = [...store.orders.values()];
  return {
    products: sorted(products.map(({ id, title, status, publishedAt }) => [id, title, status, publishedAt !== null].join('|'))),
    variants: sorted(variants.map(({ product, variant: { id, price, inventoryPolicy } }) => [id, product.id, minor(price), inventoryPolicy].join('|'))),
    items: sorted(variants.map(({ variant: { inventoryItem: { id, tracked, unitCost } } }) => [id, tracked, unitCost === null ? null : minor(unitCost)].join('|'))),
    levels: sorted(variants.flatMap(({ variant }) => variant.levels.map(({ locationId, available }) => [variant.inventoryItem.id, locationId, available].join('|')))),
    customers: sorted([...store.customers.values()].map(({ id, emailConsent, tags, countryCode }) => [id, emailConsent, tags.join(), countryCode].join('|'))),
    orders: sorted(orders.map(({ id, customerId, cancelledAt }) => [id, customerId !== null && store.customers.has(customerId) ? customerId : null, cancelledAt !== null].join('|'))),
    lines: sorted(orders.flatMap(({ id, lines }) => lines.map((line) => [id, line.id, line.quantity, minor(line.price), minor(line.discount)].join('|')))),
    refunds: sorted(orders.flatMap(({ id, refunds }) => refunds.flatMap((refund) => refund.lines.map((line) => [id, refund.id, line.lineId, line.quantity, minor(line.subtotal)].join('|'))))),
    fulfillments: sorted(orders.flatMap(({ id, fulfillments }) => (fulfillments ?? []).map((one) => [id, one.id, one.deliveredAt !== null].join('|')))),
  };
}

/** What is alive here, in the same shape. */
export async function rowsHere(shopId: bigint): Promise<Rows> {
  const read = async (sql: string): Promise<string[]> => {
    const { rows } = await pool().query<Record<string, unknown>>(sql, [shopId]);
    return sorted(rows.map((row) => Object.values(row).map((value) => (value === null ? '' : String(value))).join('|')));
  };
  const alive = 'shop_id = $1 AND deleted_at IS NULL';
  return {
    products: await read(`SELECT product_id, title, status, published_at IS NOT NULL AS published FROM products WHERE ${alive}`),
    variants: await read(`SELECT variant_id, product_id, price_minor, inventory_policy FROM variants WHERE ${alive}`),
    items: await read(`SELECT i.inventory_item_id, tracked, unit_cost_minor FROM inventory_items i JOIN variants v USING (shop_id, inventory_item_id) WHERE ${alive}`),
    levels: await read(`SELECT l.inventory_item_id, location_id, available FROM inventory_levels l JOIN variants v USING (shop_id, inventory_item_id) WHERE shop_id = $1 AND v.deleted_at IS NULL AND l.deleted_at IS NULL`),
    customers: await read(`SELECT customer_id, email_consent, array_to_string(tags, ','), country_code FROM customers WHERE ${alive}`),
    orders: await read(`SELECT order_id, customer_id, cancelled_at IS NOT NULL AS cancelled FROM orders WHERE ${alive}`),
    lines: await read(`SELECT order_id, line_id, quantity, unit_price_minor, discount_minor FROM order_lines JOIN orders USING (shop_id, order_id) WHERE ${alive}`),
    refunds: await read(`SELECT order_id, refund_id, line_id, quantity, amount_minor FROM refund_lines JOIN orders USING (shop_id, order_id) WHERE ${alive}`),
    fulfillments: await read(`SELECT order_id, fulfillment_id, delivered_at IS NOT NULL AS delivered FROM fulfillments JOIN orders USING (shop_id, order_id) WHERE ${alive}`),
  };
}
