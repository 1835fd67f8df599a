// What a large shop's desk shows, written by sets into a shop that is there: two thousand suggestions, a month of decisions, as
// much of the rest as is asked for. Titles are of few words, so that a search finds many, few or none.
import { pool } from '#app/db/pool.ts';

export interface DeskShopSize {
  products: number;
  customers: number;
  orders: number;
  decisions: number;
}

const SUGGESTED = 2_000;
/** The last of them of the other strategies: so many ladders, families and better versions. */
const LIVE = 200;
const OF_EACH_STRATEGY = 20;
const RULES = 20;
const DISCOUNTS = 50;

const FIRST_PRODUCT = 7_000_000_000_000;
const FIRST_VARIANT = 40_000_000_000_000;
const FIRST_CUSTOMER = 9_000_000_000;
const FIRST_ORDER = 5_000_000_000_000;
const EXPERIMENT = '00000000-0000-4000-8000-000000000001';
const WORKFLOW = '00000000-0000-4000-8000-000000000002';

/** Addresses of single things in that shop. */
export const IN_DESK_SHOP = {
  suggestion: setId(1),
  ladder: setId(SUGGESTED + LIVE),
  rule: `00000000-0000-4000-a000-${'1'.padStart(12, '0')}`,
  decision: `00000000-0000-4000-b000-${'1'.padStart(12, '0')}`,
  customer: FIRST_CUSTOMER,
  anchor: FIRST_PRODUCT + 20,
} as const;

function setId(n: number): string {
  return `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`;
}

export async function fillDeskShop(shopId: bigint, size: DeskShopSize): Promise<void> {
  for (const text of statements(size)) await pool().query(text, [shopId]);
  await pool().query('ANALYZE');
}

const each = (count: number, from = 0) => `generate_series(${from}, ${from + count - 1}) AS n`;
const uuid = (room: string, n: string) => `('00000000-0000-4000-${room}000-' || lpad((${n})::text, 12, '0'))::uuid`;
const ago = (n: string, unit: string) => `now() - (${n}) * interval '1 ${unit}'`;
const word = (n: string, ...words: string[]) => `(ARRAY[${words.map((one) => `'${one}'`).join(', ')}])[1 + (${n}) % ${words.length}]`;

function statements({ products, customers, orders, decisions }: DeskShopSize): string[] {
  const product = (n: string) => `${FIRST_PRODUCT} + (${n}) % ${products}`;
  return [
    `INSERT INTO products (shop_id, product_id, title, handle, vendor, product_type, tags, status, published_at, image_url, created_at, updated_at)
     SELECT $1, ${FIRST_PRODUCT} + n, ${word('n', 'Alpine', 'Copper', 'Linen', 'Nordic', 'Quiet', 'Slate', 'Amber')} || ' ' || ${word('n / 7', 'camera', 'bag', 'strap', 'lens', 'tripod', 'card', 'case', 'filter', 'lamp', 'frame', 'battery')} || ' ' || n,
            'product-' || n, 'Vendor ' || n % 300, 'Kind ' || n % 200, ARRAY['tag-' || n % 50, 'tag-' || n % 77, 'season:' || n % 4],
            'ACTIVE', '2026-01-01', CASE WHEN n % 40 > 0 THEN 'data:,' END, '2026-01-01', '2026-06-01' FROM ${each(products)}`,
    `INSERT INTO variants (shop_id, variant_id, product_id, title, position, price_minor, inventory_item_id, inventory_policy, options, updated_at)
     SELECT $1, ${FIRST_VARIANT} + n * 10 + v, ${FIRST_PRODUCT} + n, 'Variant ' || v, v + 1, 2000 + n % 97 * 50, ${FIRST_VARIANT} + n * 10 + v, 'DENY', jsonb_build_object('Size', v::text), '2026-06-01'
       FROM ${each(products)}, generate_series(0, n % 3) AS v`,
    `INSERT INTO inventory_items (shop_id, inventory_item_id, tracked, unit_cost_minor, updated_at)
     SELECT shop_id, inventory_item_id, true, CASE WHEN product_id % 20 > 0 THEN price_minor * 2 / 5 END, updated_at FROM variants WHERE shop_id = $1`,
    `INSERT INTO inventory_levels (shop_id, inventory_item_id, location_id, available, updated_at)
     SELECT shop_id, inventory_item_id, l, CASE WHEN product_id % 9 = 0 THEN 0 ELSE 25 END, updated_at FROM variants, generate_series(1, 2) AS l WHERE shop_id = $1`,
    `INSERT INTO locations (shop_id, location_id, name, active, fulfills_online) SELECT $1, l, 'Location ' || l, true, true FROM generate_series(1, 2) AS l`,
    `INSERT INTO markets (shop_id, market_id, name, countries) SELECT $1, m, 'Market ' || m, ARRAY[(ARRAY['DE', 'AT', 'FR'])[m]] FROM generate_series(1, 3) AS m`,
    `INSERT INTO sold_out_products (shop_id, product_id, since) SELECT $1, ${FIRST_PRODUCT} + n, '2026-06-01' FROM ${each(products)} WHERE (${FIRST_PRODUCT} + n) % 9 = 0`,

    `INSERT INTO customers (shop_id, customer_id, tags, created_at, updated_at, email_consent) SELECT $1, ${FIRST_CUSTOMER} + n, ARRAY['tag'], '2026-01-01', '2026-01-01', 'SUBSCRIBED' FROM ${each(customers)}`,
    `INSERT INTO customer_emails (shop_id, customer_id, email_hash, told_at) SELECT $1, ${FIRST_CUSTOMER} + n, 'hash-' || n / (1 + (n % 50 = 1)::int), '2026-01-01' FROM ${each(customers)}`,
    `INSERT INTO orders (shop_id, order_id, name, customer_id, visitor_id, currency, total_minor, ordered_at, updated_at)
     SELECT $1, ${FIRST_ORDER} + n, '#' || n, ${FIRST_CUSTOMER} + n % ${customers}, 'visitor-' || n, 'EUR', 9000, ${ago('n * 26', 'minute')}, ${ago('n * 26', 'minute')} FROM ${each(orders)}`,
    // The anchors of sets sell a thousand times as much as the rest.
    `INSERT INTO order_lines (shop_id, order_id, line_id, product_id, variant_id, quantity, unit_price_minor, discount_minor, unit_cost_minor)
     SELECT shop_id, order_id, order_id * 10 + l, p, ${FIRST_VARIANT} + (p - ${FIRST_PRODUCT}) * 10, 1, 3000, 0, 1200 FROM orders, generate_series(1, 3) AS l,
            LATERAL (SELECT CASE WHEN l = 1 THEN ${product('order_id % 100 * 20')} ELSE ${product('order_id * 7 + l * 131')} END AS p) AS bought WHERE shop_id = $1`,
    `INSERT INTO product_sales (shop_id, product_id, sales_minor, last_sold_at) SELECT $1, product_id, sum(unit_price_minor), max(o.ordered_at) FROM order_lines JOIN orders o USING (shop_id, order_id) WHERE shop_id = $1 GROUP BY product_id`,
    `INSERT INTO shop_sales (shop_id, sales_minor, first_ordered_at, summed_at) SELECT $1, sum(sales_minor), ${ago(String(orders * 26), 'minute')}, now() FROM product_sales WHERE shop_id = $1`,
    `UPDATE backfills SET status = 'done', finished_at = ${ago('2', 'day')}, stages = (SELECT jsonb_agg(s || '{"state": "done", "rows": 100000}') FROM jsonb_array_elements(stages) AS s) WHERE shop_id = $1`,
    `INSERT INTO association_models (shop_id, model_id, status, current, orders, products, parameters, backtest, popular_ids, popular_shares, started_at, finished_at, proposed_at)
     SELECT $1, '${EXPERIMENT}', 'done', true, ${orders}, ${products}, '{}', '{}', ARRAY(SELECT ${FIRST_PRODUCT} + n FROM ${each(500)}), ARRAY(SELECT 0.001 FROM ${each(500)}), now(), now(), now()`,

    `INSERT INTO sets (shop_id, set_id, status, origin, strategy, anchor_product_id, goal, discount_bp, support, created_at, updated_at, decided_at, signals)
     SELECT $1, ${uuid('9', 'n')}, CASE WHEN n <= ${SUGGESTED} THEN 'suggested' ELSE 'approved' END, 'learned', strategy, ${product('n * 20')}, 'Ready for the first trip ' || n, 1000, 40 + n % 300,
            ${ago('n % 60', 'day')}, ${ago('n % 60', 'day')}, CASE WHEN n > ${SUGGESTED} THEN ${ago('1', 'day')} END,
            CASE WHEN strategy = 'evolution' THEN '{"ownedDays": 90, "ordersSince": 1, "companionsSince": null, "needed": 1}'::jsonb END
       FROM ${each(SUGGESTED + LIVE, 1)}, LATERAL (SELECT CASE ((${SUGGESTED + LIVE} - n) / ${OF_EACH_STRATEGY}) WHEN 0 THEN 'evolution' WHEN 1 THEN 'ecosystem' WHEN 2 THEN 'upsell' ELSE 'completion' END AS strategy) AS of`,
    `INSERT INTO set_anchors (shop_id, set_id, product_id) SELECT shop_id, set_id, anchor_product_id FROM sets WHERE shop_id = $1`,
    `INSERT INTO set_slots (shop_id, set_id, slot_no, name) SELECT shop_id, set_id, s, 'Slot ' || s FROM sets, generate_series(1, 3) AS s WHERE shop_id = $1`,
    `INSERT INTO set_candidates (shop_id, set_id, slot_no, rank, product_id, support, score)
     SELECT shop_id, set_id, s, r, ${product(`anchor_product_id - ${FIRST_PRODUCT} + s * 131 + r * 17`)}, 30 - r, 1.0 / (r + 1) FROM sets, generate_series(1, 3) AS s, generate_series(1, 4) AS r WHERE shop_id = $1`,
    `INSERT INTO set_evidence (shop_id, set_id, example_order_ids, months, season_months, anchor_place, counted_at)
     SELECT shop_id, set_id, ARRAY(SELECT ${FIRST_ORDER} + n FROM ${each(3)}), ARRAY[3, 3, 3, 3, 9, 9, 3, 3, 3, 3, 3, 3], ARRAY[5, 6], 12, now() FROM sets WHERE shop_id = $1 AND status = 'suggested'`,

    `INSERT INTO offer_rules (shop_id, rule_id, place, name, enabled, conditions, action, enabled_at, created_at, updated_at, updated_by)
     SELECT $1, ${uuid('a', 'n')}, n, 'Rule ' || n, true, jsonb_build_array(jsonb_build_object('kind', 'cart_total', 'atLeastMinor', n * 1000, 'belowMinor', NULL)),
            CASE n % 2 WHEN 0 THEN jsonb_build_object('kind', 'show_set', 'setId', ${uuid('9', `${SUGGESTED} + n`)})
                       ELSE jsonb_build_object('kind', 'leave_out', 'products', jsonb_build_object('kind', 'tag', 'tag', 'tag-' || n)) END, ${ago('9', 'day')}, now(), now(), 'merchant' FROM ${each(RULES, 1)}`,
    `INSERT INTO offer_rule_products (shop_id, rule_id, part, product_id)
     SELECT $1, rule_id, 'action', product_id FROM offer_rules r JOIN products p USING (shop_id) WHERE shop_id = $1 AND r.action->>'kind' = 'leave_out' AND p.tags @> ARRAY[r.action->'products'->>'tag']`,
    `INSERT INTO offer_rule_days (shop_id, rule_id, day, acted) SELECT shop_id, rule_id, current_date - n, 100 FROM offer_rules, ${each(30)} WHERE shop_id = $1`,
    `INSERT INTO shop_discounts (shop_id, discount_id, title, method, classes, percent_bp, combines_order, combines_product, combines_shipping, covers, product_ids, starts_at)
     SELECT $1, n::text, 'Discount ' || n, 'code', ARRAY['product'], 1000, true, true, true, 'products', ARRAY(SELECT ${product('n * 20 + m * 131')} FROM generate_series(0, 199) AS m), '2026-01-01' FROM ${each(DISCOUNTS, 1)}`,

    `INSERT INTO placements (shop_id, placement, enabled, updated_at, updated_by) SELECT $1, p, true, now(), 'merchant' FROM unnest(ARRAY['cart_page', 'cart_drawer', 'product_page', 'thank_you']) AS p ON CONFLICT DO NOTHING`,
    `INSERT INTO experiments (shop_id, experiment_id, subject_of, salt, holdout_bp, started_at) VALUES ($1, '${EXPERIMENT}', 'placement:cart_page', 'salt', 1000, ${ago('30', 'day')})`,
    `INSERT INTO exposures (shop_id, experiment_id, subject_key, arm, first_at)
     SELECT $1, '${EXPERIMENT}', 'v:visitor-' || n, CASE WHEN n % 10 = 0 THEN 'holdout' ELSE 'exposed' END, ${ago('n * 26 % 43000', 'minute')} FROM ${each(decisions / 2)}`,
    `INSERT INTO decisions (shop_id, decision_id, decided_at, placement, customer_id, visitor_id, currency, cart_product_ids, set_id, offered, refused, rule_ids)
     SELECT $1, ${uuid('b', 'n')}, ${ago('n * 0.43', 'minute')}, 'cart_page', CASE WHEN n % 10 = 0 THEN ${FIRST_CUSTOMER} + n % ${customers} END, 'visitor-' || n % ${decisions / 2}, 'EUR', ARRAY[s.anchor_product_id],
            s.set_id, CASE WHEN n % 4 = 0 THEN '[]' ELSE o.offered END, o.refused, CASE WHEN n % 5 = 0 THEN ARRAY[${uuid('a', '1 + n % 20')}] ELSE '{}' END
       FROM ${each(decisions, 1)} JOIN sets s ON s.shop_id = $1 AND s.set_id = ${uuid('9', `${SUGGESTED} + 1 + n % ${LIVE}`)}, LATERAL (
         SELECT jsonb_agg(jsonb_build_object('s', c.slot_no, 'n', 'Slot', 'p', c.product_id::text, 'v', (${FIRST_VARIANT} + (c.product_id - ${FIRST_PRODUCT}) * 10)::text, 'm', 3000, 'o', 2700, 'd', 1000, 'w', 1000, 'g', 4000, 'f', 1500, 'fm', 0, 'q', 30, 'r', '[{"c": 101}]'::jsonb)) FILTER (WHERE c.rank = (1)) AS offered,
                jsonb_agg(jsonb_build_object('c', 10, 'p', c.product_id::text, 'e', s.set_id, 's', c.slot_no, 'n', '[1]'::jsonb)) FILTER (WHERE c.rank > 1) AS refused
           FROM set_candidates c WHERE c.shop_id = s.shop_id AND c.set_id = s.set_id) AS o`,

    `INSERT INTO workflows (shop_id, workflow_id, trigger, status, wait_hours, created_at, updated_at, updated_by) VALUES ($1, '${WORKFLOW}', 'order_delivered', 'on', 48, now(), now(), 'merchant') ON CONFLICT DO NOTHING`,
    `INSERT INTO enrollments (shop_id, enrollment_id, workflow_id, customer_id, trigger_key, order_id, product_ids, entered_at, status)
     SELECT o.shop_id, gen_random_uuid(), w.workflow_id, o.customer_id, 'order:' || o.order_id, o.order_id, ARRAY[${FIRST_PRODUCT}], o.ordered_at, 'active' FROM orders o JOIN workflows w ON w.shop_id = o.shop_id AND w.trigger = 'order_delivered'
      WHERE o.shop_id = $1 AND o.ordered_at > ${ago('120', 'day')}`,
    `INSERT INTO steps (shop_id, step_id, enrollment_id, workflow_id, customer_id, channel, due_at, status, sent_at)
     SELECT shop_id, gen_random_uuid(), enrollment_id, workflow_id, customer_id, 'email', entered_at + interval '2 days', CASE WHEN entered_at < ${ago('2', 'day')} THEN 'sent' ELSE 'waiting' END,
            CASE WHEN entered_at < ${ago('2', 'day')} THEN entered_at + interval '2 days' END FROM enrollments WHERE shop_id = $1`,
    `INSERT INTO subject_answers (shop_id, subject_key, product_id, answer, answered_at, set_id, placement)
     SELECT $1, 'v:visitor-' || n, ${product('n * 131')}, 'have_it', ${ago('n', 'minute')}, ${uuid('9', `${SUGGESTED} + 1 + n % ${LIVE}`)}, 'cart_page' FROM ${each(5_000)}`,
    `INSERT INTO changes (shop_id, change_id, changed_at, actor, event, detail) SELECT $1, gen_random_uuid(), ${ago('n * 10', 'minute')}, 'merchant', 'set_approved', jsonb_build_object('setId', ${uuid('9', `${SUGGESTED} + 1 + n % ${LIVE}`)}, 'goal', 'Ready') FROM ${each(2_000)}`,
  ];
}
