// What a person looks at to judge a suggestion. Counted for all suggestions at once, when they are proposed; read for the few
// of a page, with the orders that serve as examples as they are today.
import { jsonRows } from './json-rows.ts';
import { KEPT_LINES } from './order-history.ts';
import { pool, type Queryable } from './pool.ts';

export interface CountedSet {
  /** Orders that hold the anchor and at least one candidate, counted as learning counts. */
  support: number;
  /** Of the last of them the smallest, which a person can read. */
  exampleOrderIds: bigint[];
  /** When the last of all was placed; null: there is none. */
  lastOrderedAt: Date | null;
}

const EXAMPLES = 3;
const RECENT = 30;

/** @returns in the order of `sets` */
export async function countSetsTogether(shopId: bigint, sets: readonly { anchorProductId: bigint; candidateIds: readonly bigint[] }[], on: Queryable = pool()): Promise<CountedSet[]> {
  if (sets.length === 0) return [];
  const { rows } = await on.query<{ at: number; support: number; lastOrderedAt: Date; examples: string[] }>(
    `WITH candidates AS MATERIALIZED (
       SELECT r.at, r."anchorProductId" AS anchor_id, c::bigint AS product_id
         FROM jsonb_to_recordset($2::jsonb) AS r(at int, "anchorProductId" bigint, "candidateIds" text[]), unnest(r."candidateIds") AS c),
     kept AS MATERIALIZED (SELECT DISTINCT order_id, ordered_at, product_id FROM (${KEPT_LINES} AND l.product_id = ANY($3::bigint[])) AS lines),
     together AS MATERIALIZED (
       SELECT DISTINCT c.at, a.order_id, a.ordered_at FROM candidates c JOIN kept a ON a.product_id = c.anchor_id JOIN kept b ON b.order_id = a.order_id AND b.product_id = c.product_id),
     recent AS MATERIALIZED (
       SELECT at, order_id, ordered_at FROM (SELECT *, row_number() OVER (PARTITION BY at ORDER BY ordered_at DESC, order_id DESC) AS place FROM together) AS placed WHERE place <= ${RECENT}),
     sized AS (SELECT r.order_id, count(*) AS lines FROM (SELECT DISTINCT order_id FROM recent) r JOIN order_lines l ON l.shop_id = $1 AND l.order_id = r.order_id GROUP BY 1),
     small AS (SELECT at, ((array_agg(order_id ORDER BY lines, ordered_at DESC, order_id DESC))[1:${EXAMPLES}])::text[] AS examples FROM recent JOIN sized USING (order_id) GROUP BY at)
     SELECT t.at, count(*)::int AS support, max(t.ordered_at) AS "lastOrderedAt", s.examples FROM together t JOIN small s ON s.at = t.at GROUP BY t.at, s.examples`,
    [shopId, jsonRows(sets.map((set, at) => ({ at, ...set }))), [...new Set(sets.flatMap(({ anchorProductId, candidateIds }) => [anchorProductId, ...candidateIds]))]],
  );
  const counted = new Map(rows.map((row) => [row.at, { support: row.support, exampleOrderIds: row.examples.map(BigInt), lastOrderedAt: row.lastOrderedAt }]));
  return sets.map((_, at) => counted.get(at) ?? { support: 0, exampleOrderIds: [], lastOrderedAt: null });
}

export interface YearOfOrders {
  /** Orders by month of the year, January first. */
  shop: number[];
  byProduct: ReadonlyMap<bigint, number[]>;
  /** Whether the shop had orders in each of them; of a younger one no season is known. A first month that is cut weighs less by itself. */
  isWhole: boolean;
}

/** The twelve whole months before this one, in the shop's own calendar. */
export async function yearOfOrders(shopId: bigint, productIds: readonly bigint[], timezone: string, now: Date, on: Queryable = pool()): Promise<YearOfOrders> {
  const { rows } = await on.query<{ product_id: bigint | null; month: number; orders: number }>(
    `WITH year AS (SELECT date_trunc('month', $4::timestamptz AT TIME ZONE $3) AS ends),
     bounds AS MATERIALIZED (SELECT (ends - interval '1 year') AT TIME ZONE $3 AS begins_at, ends AT TIME ZONE $3 AS ends_at FROM year),
     own AS MATERIALIZED (
       SELECT o.order_id, extract(month FROM o.ordered_at AT TIME ZONE $3)::int AS month FROM orders o, bounds b
        WHERE o.shop_id = $1 AND o.ordered_at >= b.begins_at AND o.ordered_at < b.ends_at AND o.cancelled_at IS NULL AND o.deleted_at IS NULL)
     SELECT NULL::bigint AS product_id, month, count(*)::int AS orders FROM own GROUP BY month
     UNION ALL
     SELECT l.product_id, o.month, count(DISTINCT o.order_id)::int FROM own o JOIN order_lines l ON l.shop_id = $1 AND l.order_id = o.order_id
      WHERE l.product_id = ANY($2::bigint[]) GROUP BY l.product_id, o.month`,
    [shopId, productIds, timezone, now],
  );
  const months = (own: readonly { month: number; orders: number }[]) => Array.from({ length: 12 }, (_, index) => own.find(({ month }) => month === index + 1)?.orders ?? 0);
  const byProduct = Map.groupBy(rows, (row) => row.product_id);
  const ofShop = byProduct.get(null) ?? [];
  return {
    shop: months(ofShop),
    byProduct: new Map([...byProduct].flatMap(([productId, own]) => (productId === null ? [] : [[productId, months(own)] as const]))),
    isWhole: ofShop.length === 12,
  };
}

export interface SetEvidence {
  setId: string;
  exampleOrderIds: readonly bigint[];
  lastOrderedAt: Date | null;
  months: readonly number[];
  seasonMonths: readonly number[];
  anchorPlace: number | null;
}

/** Of sets that are there; what was counted before is replaced. */
export async function writeEvidence(shopId: bigint, evidence: readonly SetEvidence[], now: Date, on: Queryable): Promise<void> {
  await on.query(
    `INSERT INTO set_evidence (shop_id, set_id, example_order_ids, last_ordered_at, months, season_months, anchor_place, counted_at)
     SELECT $1, r."setId", r."exampleOrderIds"::bigint[], r."lastOrderedAt", r.months, r."seasonMonths", r."anchorPlace", $3
       FROM jsonb_to_recordset($2::jsonb) AS r("setId" uuid, "exampleOrderIds" text[], "lastOrderedAt" timestamptz, months int[], "seasonMonths" int[], "anchorPlace" int)
      WHERE EXISTS (SELECT FROM sets s WHERE s.shop_id = $1 AND s.set_id = r."setId")
     ON CONFLICT (shop_id, set_id) DO UPDATE SET example_order_ids = excluded.example_order_ids, last_ordered_at = excluded.last_ordered_at, months = excluded.months, season_months = excluded.season_months,
       anchor_place = excluded.anchor_place, counted_at = excluded.counted_at`,
    [shopId, jsonRows(evidence), now],
  );
}

export interface ExampleOrder {
  orderId: bigint;
  name: string;
  orderedAt: Date;
  /** Of all its lines, what the set names first; a product that is gone is left out. */
  products: { productId: bigint; title: string }[];
}

export interface ReadEvidence extends Omit<SetEvidence, 'setId' | 'exampleOrderIds'> {
  /** The newest first; orders that are gone meanwhile are left out. */
  examples: ExampleOrder[];
}

/** @returns by set; absent: nothing was counted for it */
export async function evidenceOf(shopId: bigint, setIds: readonly string[], on: Queryable = pool()): Promise<Map<string, ReadEvidence>> {
  if (setIds.length === 0) return new Map();
  const { rows } = await on.query<{ setId: string; lastOrderedAt: Date | null; months: number[]; seasonMonths: number[]; anchorPlace: number | null; examples: { orderId: string; name: string; orderedAt: string; products: { productId: string; title: string }[] }[] }>(
    `SELECT e.set_id AS "setId", e.last_ordered_at AS "lastOrderedAt", e.months, e.season_months AS "seasonMonths", e.anchor_place AS "anchorPlace", COALESCE(x.examples, '[]'::json) AS examples
       FROM set_evidence e
       LEFT JOIN LATERAL (
         SELECT json_agg(json_build_object('orderId', o.order_id::text, 'name', o.name, 'orderedAt', o.ordered_at, 'products', held.products) ORDER BY o.ordered_at DESC, o.order_id DESC) AS examples
           FROM orders o
          CROSS JOIN LATERAL (
            SELECT COALESCE(json_agg(json_build_object('productId', p.product_id::text, 'title', p.title)
                     ORDER BY EXISTS (SELECT FROM set_candidates c WHERE c.shop_id = e.shop_id AND c.set_id = e.set_id AND c.product_id = p.product_id) DESC, p.title), '[]'::json) AS products
              FROM (SELECT DISTINCT l.product_id FROM order_lines l WHERE l.shop_id = o.shop_id AND l.order_id = o.order_id) l JOIN products p ON p.shop_id = o.shop_id AND p.product_id = l.product_id) held
          WHERE o.shop_id = e.shop_id AND o.order_id = ANY(e.example_order_ids) AND o.deleted_at IS NULL) x ON true
      WHERE e.shop_id = $1 AND e.set_id = ANY($2::uuid[])`,
    [shopId, setIds],
  );
  return new Map(rows.map(({ setId, examples, ...evidence }) => [setId, {
    ...evidence,
    examples: examples.map(({ orderId, name, orderedAt, products }) => ({ orderId: BigInt(orderId), name, orderedAt: new Date(orderedAt), products: products.map((each) => ({ ...each, productId: BigInt(each.productId) })) })),
  }]));
}
