// A shop of 100,000 products for the bench of decisions, written by sets; and what its shoppers ask, the same in every run.
import { pool } from '#app/db/pool.ts';
import { buildPlacement, buildShop } from '#prisma/seed/builders.ts';
import { seededRandom } from '#sandbox/seed/seeded-random.ts';

export const PRODUCTS = 100_000;
/** Every so many-th product is the anchor of an approved set with three slots of four candidates. */
const ANCHOR_EVERY = 20;
const ANCHORS = PRODUCTS / ANCHOR_EVERY;
const CUSTOMERS = 20_000;
const ORDERS_OF_EACH = 6;
/** Devices that come back; the first of them, one a customer, are known to be theirs. */
const VISITORS = 50_000;
const EXPERIMENT = '00000000-0000-4000-8000-000000000001';

const FIRST_PRODUCT = 7_000_000_000_000;
const FIRST_VARIANT = 40_000_000_000_000;
const FIRST_CUSTOMER = 9_000_000_000;

/** @returns the shop's domain, with a placement switched on and an experiment running there */
export async function seedLargeShop(): Promise<{ shopId: bigint; domain: string }> {
  const { shopId, domain } = await buildShop({ shopId: 1n });
  await buildPlacement(shopId, 'cart_page');
  for (const text of STATEMENTS) await pool().query(text);
  await pool().query('ANALYZE');
  return { shopId, domain };
}

const each = (count: number) => `generate_series(0, ${count - 1}) AS n`;

const STATEMENTS = [
  `INSERT INTO products (shop_id, product_id, title, handle, vendor, product_type, tags, status, published_at, image_url, created_at, updated_at)
   SELECT 1, ${FIRST_PRODUCT} + n, 'Product ' || n, 'product-' || n, 'Vendor ' || n % 300, 'Kind ' || n % 200, ARRAY['tag-' || n % 50, 'tag-' || n % 77, 'season:' || n % 4],
          'ACTIVE', '2026-01-01', 'https://cdn.shopify.com/s/files/1/0001/' || n || '.jpg', '2026-01-01', '2026-06-01' FROM ${each(PRODUCTS)}`,
  `INSERT INTO variants (shop_id, variant_id, product_id, title, position, price_minor, inventory_item_id, inventory_policy, options, updated_at)
   SELECT 1, ${FIRST_VARIANT} + n * 10 + v, ${FIRST_PRODUCT} + n, 'Variant ' || v, v + 1, 2000 + n % 97 * 50, ${FIRST_VARIANT} + n * 10 + v, 'DENY', jsonb_build_object('Size', v::text), '2026-06-01'
     FROM ${each(PRODUCTS)}, generate_series(0, n % 3) AS v`,
  `INSERT INTO inventory_items (shop_id, inventory_item_id, tracked, unit_cost_minor, updated_at) SELECT 1, inventory_item_id, true, price_minor * 2 / 5, updated_at FROM variants`,
  `INSERT INTO inventory_levels (shop_id, inventory_item_id, location_id, available, updated_at)
   SELECT 1, inventory_item_id, l, CASE WHEN product_id % 9 = 0 THEN 0 ELSE 25 END, updated_at FROM variants, generate_series(1, 2) AS l`,
  `INSERT INTO locations (shop_id, location_id, name, active, fulfills_online) SELECT 1, l, 'Location ' || l, true, true FROM generate_series(1, 2) AS l`,
  `INSERT INTO markets (shop_id, market_id, name, countries) SELECT 1, m, 'Market ' || m, ARRAY[(ARRAY['DE', 'AT', 'FR'])[m]] FROM generate_series(1, 3) AS m`,
  `INSERT INTO sets (shop_id, set_id, status, origin, strategy, anchor_product_id, goal, discount_bp, support, created_at, updated_at)
   SELECT 1, gen_random_uuid(), 'approved', 'learned', 'completion', ${FIRST_PRODUCT} + n * ${ANCHOR_EVERY}, 'Ready for the first trip', 1000, 40, '2026-06-01', '2026-06-01' FROM ${each(ANCHORS)}`,
  `INSERT INTO set_anchors (shop_id, set_id, product_id) SELECT 1, set_id, anchor_product_id FROM sets`,
  `INSERT INTO set_slots (shop_id, set_id, slot_no, name) SELECT 1, set_id, s, 'Slot ' || s FROM sets, generate_series(1, 3) AS s`,
  `INSERT INTO set_candidates (shop_id, set_id, slot_no, rank, product_id, support, score)
   SELECT 1, set_id, s, r, ${FIRST_PRODUCT} + (anchor_product_id - ${FIRST_PRODUCT} + s * 131 + r * 17) % ${PRODUCTS}, 30 - r, 1.0 / (r + 1) FROM sets, generate_series(1, 3) AS s, generate_series(1, 4) AS r`,
  `INSERT INTO association_models (shop_id, model_id, status, current, orders, products, parameters, backtest, popular_ids, popular_shares, started_at, finished_at, proposed_at)
   SELECT 1, '${EXPERIMENT}', 'done', true, 1000000, ${PRODUCTS}, '{}', '{}', ARRAY(SELECT ${FIRST_PRODUCT} + n FROM ${each(500)}), ARRAY(SELECT 0.001 FROM ${each(500)}), now(), now(), now()`,
  `INSERT INTO associations (shop_id, model_id, product_id, weight, orders, target_ids, ridge, pairs, support)
   SELECT 1, '${EXPERIMENT}', ${FIRST_PRODUCT} + n, 100, 100, ARRAY(SELECT ${FIRST_PRODUCT} + (n + t * 37) % ${PRODUCTS} FROM generate_series(1, 100) AS t), f.ridge, f.pairs, f.support
     FROM ${each(PRODUCTS)}, (SELECT array_agg(0.3 / t ORDER BY t) AS ridge, array_agg(101.5 - t ORDER BY t) AS pairs, array_agg(101 - t ORDER BY t) AS support FROM generate_series(1, 100) AS t) f`,
  `INSERT INTO experiments (shop_id, experiment_id, subject_of, salt, holdout_bp, started_at) VALUES (1, '${EXPERIMENT}', 'placement:cart_page', 'salt', 1000, '2026-06-01')`,
  `INSERT INTO customers (shop_id, customer_id, tags, created_at, updated_at) SELECT 1, ${FIRST_CUSTOMER} + n, ARRAY['tag'], '2026-01-01', '2026-01-01' FROM ${each(CUSTOMERS)}`,
  `INSERT INTO orders (shop_id, order_id, name, customer_id, currency, total_minor, ordered_at, updated_at)
   SELECT 1, n * 10 + o, '#' || n, ${FIRST_CUSTOMER} + n, 'EUR', 9000, timestamptz '2026-01-01' + (n % 90 + o * 20) * interval '1 day', '2026-06-01' FROM ${each(CUSTOMERS)}, generate_series(1, ${ORDERS_OF_EACH}) AS o`,
  `INSERT INTO order_lines (shop_id, order_id, line_id, product_id, variant_id, quantity, unit_price_minor, discount_minor)
   SELECT 1, order_id, order_id * 10 + l, ${FIRST_PRODUCT} + (order_id * 7 + l * 13) % ${PRODUCTS}, ${FIRST_VARIANT} + (order_id * 7 + l * 13) % ${PRODUCTS} * 10, 1, 3000, 0 FROM orders, generate_series(1, 3) AS l`,
  `INSERT INTO subject_links (shop_id, visitor_id, customer_id, linked_at)
   SELECT 1, '00000000-0000-4000-9000-' || lpad(n::text, 12, '0'), ${FIRST_CUSTOMER} + n, '2026-06-01' FROM ${each(CUSTOMERS)}`,
];

/**
 * Of a hundred questions sixty are of visitors who consented, fifteen of customers who are logged in, the rest of people
 * who did not consent. Half are about the sixteenth of products that is most popular; four of five carts start a set, and a
 * third hold more than one product.
 */
export function* questions(count: number): Generator<Record<string, string>> {
  const random = seededRandom(7);
  const below = (most: number) => Math.floor(random.next() * most);
  const popular = (most: number) => Math.floor(most * random.next() ** 4);
  for (let asked = 0; asked < count; asked += 1) {
    const first = random.next() < 0.8 ? popular(ANCHORS) * ANCHOR_EVERY : popular(PRODUCTS);
    const cart = [first, ...(random.next() < 1 / 3 ? Array.from({ length: 1 + below(3) }, () => popular(PRODUCTS)) : [])];
    const who = random.next();
    const customer = below(CUSTOMERS);
    const visitor = who < 0.15 ? customer : below(VISITORS);
    yield {
      placement: 'cart_page',
      items: [...new Set(cart)].map((product) => `${FIRST_VARIANT + product * 10}:1`).join(','),
      currency: 'EUR',
      country: 'DE',
      ...(who < 0.75 ? { visitor: `00000000-0000-4000-9000-${String(visitor).padStart(12, '0')}` } : {}),
      ...(who < 0.15 ? { logged_in_customer_id: String(FIRST_CUSTOMER + customer) } : {}),
    };
  }
}
