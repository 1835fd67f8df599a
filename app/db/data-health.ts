// What is wrong with a shop's own data: products on sale that lack a cost or a picture, that have long been sold out or
// unsold, and customers who are probably one person. Found as it is now; what it is worth comes from product_sales.
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';
import { canBeBought, levelsForSale } from './stock.ts';

export const PRODUCT_PROBLEMS = ['without_cost', 'without_picture', 'sold_out', 'unsold'] as const;
export type ProductProblem = (typeof PRODUCT_PROBLEMS)[number];

/** What counts as long. */
export interface Since {
  /** Nothing of it came back into stock since. */
  soldOut: Date;
  /** It was neither bought nor changed since; it was on sale before. */
  unsold: Date;
}

const VARIANTS = `FROM variants v LEFT JOIN inventory_items i ON i.shop_id = v.shop_id AND i.inventory_item_id = v.inventory_item_id
  WHERE v.shop_id = p.shop_id AND v.product_id = p.product_id AND v.deleted_at IS NULL`;

const CANNOT_BE_BOUGHT = `NOT EXISTS (SELECT ${VARIANTS} AND ${canBeBought('v', 'i')})`;

/** Conditions on `products p` with `product_sales s` joined on the left; $2 and $3 are the two moments of Since. */
const HAS: Record<ProductProblem, string> = {
  without_cost: `EXISTS (SELECT ${VARIANTS} AND i.unit_cost_minor IS NULL)`,
  without_picture: 'p.image_url IS NULL',
  // CASE and count keep the planner from asking all of the catalogue what is in stock: only what was found sold out is asked.
  sold_out: `CASE WHEN p.product_id IN (SELECT d.product_id FROM sold_out_products d WHERE d.shop_id = $1 AND d.since <= $2)
    THEN (SELECT count(*) ${VARIANTS} AND ${canBeBought('v', 'i')}) = 0 ELSE false END`,
  unsold: `s.product_id IS NULL AND p.created_at < $3 AND p.published_at < $3 AND p.updated_at < $3
    AND NOT EXISTS (SELECT FROM sold_out_products d WHERE d.shop_id = p.shop_id AND d.product_id = p.product_id)`,
};

const IS_ON_SALE = `p.shop_id = $1 AND p.deleted_at IS NULL AND p.status = 'ACTIVE' AND p.published_at IS NOT NULL`;

/** PostgreSQL wants a use for every parameter. */
const ON_SALE = `FROM products p LEFT JOIN product_sales s ON s.shop_id = p.shop_id AND s.product_id = p.product_id
  WHERE ${IS_ON_SALE} AND $2::timestamptz IS NOT NULL AND $3::timestamptz IS NOT NULL`;

/** Looks for what is sold out among all of the catalogue, which is no work for a page: written down, to be asked again there. */
export async function noteSoldOut(shopId: bigint, on: Queryable = pool()): Promise<void> {
  await on.query(
    `WITH found AS MATERIALIZED (
       SELECT p.product_id, max((SELECT max(l.updated_at) ${levelsForSale('v')})) AS since FROM products p JOIN variants v ON v.shop_id = p.shop_id AND v.product_id = p.product_id AND v.deleted_at IS NULL
        WHERE ${IS_ON_SALE} AND ${CANNOT_BE_BOUGHT} GROUP BY p.product_id),
     gone AS (DELETE FROM sold_out_products d WHERE d.shop_id = $1 AND NOT EXISTS (SELECT FROM found f WHERE f.product_id = d.product_id))
     INSERT INTO sold_out_products AS d (shop_id, product_id, since) SELECT $1, product_id, COALESCE(since, '-infinity') FROM found
     ON CONFLICT (shop_id, product_id) DO UPDATE SET since = excluded.since WHERE d.since <> excluded.since`,
    [shopId],
  );
}

export interface ProblemSize {
  products: number;
  /** What customers paid for them lately. */
  salesMinor: number;
}

export async function sizeOfProblem(shopId: bigint, problem: ProductProblem, since: Since, on: Queryable = pool()): Promise<ProblemSize> {
  const { rows } = await on.query<{ products: number; sales: string }>(`SELECT count(*)::int AS products, COALESCE(sum(s.sales_minor), 0)::text AS sales ${ON_SALE} AND ${HAS[problem]}`, [
    shopId, since.soldOut, since.unsold,
  ]);
  return { products: rows[0]?.products ?? 0, salesMinor: Number(rows[0]?.sales ?? 0) };
}

/** Of products without cost, those of which no variant has one. */
export async function sizeWithoutAnyCost(shopId: bigint, on: Queryable = pool()): Promise<ProblemSize> {
  const { rows } = await on.query<{ products: number; sales: string }>(
    `SELECT count(*)::int AS products, COALESCE(sum(s.sales_minor), 0)::text AS sales ${ON_SALE} AND ${HAS.without_cost} AND NOT EXISTS (SELECT ${VARIANTS} AND i.unit_cost_minor IS NOT NULL)`,
    [shopId, new Date(0), new Date(0)],
  );
  return { products: rows[0]?.products ?? 0, salesMinor: Number(rows[0]?.sales ?? 0) };
}

export interface ProblemProduct {
  productId: bigint;
  title: string;
  imageUrl: string | null;
  salesMinor: number;
  /** Last bought within the time that is summed. */
  lastSoldAt: Date | null;
  updatedAt: Date;
  variants: number;
  variantsWithoutCost: number;
  /** When its stock last moved, of what was found sold out. */
  soldOutSince: Date | null;
}

/** What earned most first. @returns a page of them and, found in the same look, how many there are; of a page past the end, zero */
export async function productsWithProblem(
  shopId: bigint,
  problem: ProductProblem,
  since: Since,
  page: { limit: number; offset: number },
  on: Queryable = pool(),
): Promise<{ total: number; products: ProblemProduct[] }> {
  const { rows } = await on.query<Omit<ProblemProduct, 'salesMinor'> & { sales: bigint; total: number }>(
    `SELECT p."productId", p.title, p."imageUrl", p.sales, p."lastSoldAt", p."updatedAt", p.total, v.variants, v."variantsWithoutCost", d.since AS "soldOutSince"
       FROM (SELECT p.product_id AS "productId", p.title, p.image_url AS "imageUrl", COALESCE(s.sales_minor, 0) AS sales, s.last_sold_at AS "lastSoldAt", p.updated_at AS "updatedAt", (count(*) OVER ())::int AS total
               ${ON_SALE} AND ${HAS[problem]} ORDER BY COALESCE(s.sales_minor, 0) DESC, p.product_id LIMIT $4 OFFSET $5) p
       LEFT JOIN sold_out_products d ON d.shop_id = $1 AND d.product_id = p."productId"
       CROSS JOIN LATERAL (
         SELECT count(*)::int AS variants, (count(*) FILTER (WHERE i.unit_cost_minor IS NULL))::int AS "variantsWithoutCost"
           FROM variants v LEFT JOIN inventory_items i ON i.shop_id = v.shop_id AND i.inventory_item_id = v.inventory_item_id
          WHERE v.shop_id = $1 AND v.product_id = p."productId" AND v.deleted_at IS NULL) v
      ORDER BY p.sales DESC, p."productId"`,
    [shopId, since.soldOut, since.unsold, page.limit, page.offset],
  );
  return { total: rows[0]?.total ?? 0, products: rows.map(({ sales, total: _, ...row }) => ({ ...row, salesMinor: Number(sales) })) };
}

/** Customers with an address in common. */
const SHARED = `SELECT DISTINCT array_agg(e.customer_id ORDER BY e.customer_id) AS ids
  FROM (SELECT email_hash FROM customer_emails WHERE shop_id = $1 GROUP BY email_hash HAVING count(*) > 1) shared
  JOIN customer_emails e ON e.shop_id = $1 AND e.email_hash = shared.email_hash
  JOIN customers c ON c.shop_id = e.shop_id AND c.customer_id = e.customer_id AND c.deleted_at IS NULL
 GROUP BY e.email_hash HAVING count(*) > 1`;

const THEIR_ORDERS = `SELECT count(*)::int AS orders, COALESCE(sum(o.total_minor), 0)::bigint AS sales FROM orders o
  WHERE o.shop_id = $1 AND o.customer_id = ANY(d.ids) AND o.ordered_at >= $2 AND o.cancelled_at IS NULL AND o.deleted_at IS NULL`;

export interface DuplicatesSize {
  people: number;
  profiles: number;
  salesMinor: number;
}

/** @param since from when what they paid is summed */
export async function sizeOfDuplicates(shopId: bigint, since: Date, on: Queryable = pool()): Promise<DuplicatesSize> {
  const { rows } = await on.query<{ people: number; profiles: number; sales: string }>(
    `SELECT count(*)::int AS people, COALESCE(sum(cardinality(d.ids)), 0)::int AS profiles, COALESCE(sum(t.sales), 0)::text AS sales FROM (${SHARED}) d CROSS JOIN LATERAL (${THEIR_ORDERS}) t`,
    [shopId, since],
  );
  return { people: rows[0]?.people ?? 0, profiles: rows[0]?.profiles ?? 0, salesMinor: Number(rows[0]?.sales ?? 0) };
}

export interface DuplicateProfiles {
  customerIds: bigint[];
  orders: number;
  salesMinor: number;
}

/** What paid most first. */
export async function duplicateProfiles(shopId: bigint, since: Date, page: { limit: number; offset: number }, on: Queryable = pool()): Promise<DuplicateProfiles[]> {
  const { rows } = await on.query<{ ids: string[]; orders: number; sales: bigint }>(
    `SELECT d.ids::text[] AS ids, t.orders, t.sales FROM (${SHARED}) d CROSS JOIN LATERAL (${THEIR_ORDERS}) t ORDER BY t.sales DESC, d.ids LIMIT $3 OFFSET $4`,
    [shopId, since, page.limit, page.offset],
  );
  return rows.map(({ ids, orders, sales }) => ({ customerIds: ids.map(BigInt), orders, salesMinor: Number(sales) }));
}
