// Discounts of the shop that are not ours, as they were last read whole.
import type { DiscountClass, DiscountWord, ShopDiscount } from '#app/domain/discount/shop-discount.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

interface Row {
  discount_id: string;
  title: string;
  method: ShopDiscount['method'];
  classes: DiscountClass[];
  percent_bp: number | null;
  amount_minor: bigint | null;
  amount_each: boolean;
  combines_order: boolean;
  combines_product: boolean;
  combines_shipping: boolean;
  covers: 'all' | 'some' | 'products' | 'collections';
  product_ids: bigint[];
  collection_ids: bigint[];
  said_bp: number | null;
  in_collections: bigint[] | null;
  starts_at: Date;
  ends_at: Date | null;
}

/** null where one of them was not read yet. */
const IN_COLLECTIONS = `CASE WHEN d.covers = 'collections' AND $2::bigint[] IS NOT NULL
             AND (SELECT count(*) FROM set_collections c WHERE c.shop_id = $1 AND c.collection_id = ANY(d.collection_ids)) = cardinality(d.collection_ids)
            THEN ARRAY(SELECT DISTINCT p.product_id FROM collection_products p WHERE p.shop_id = $1 AND p.product_id = ANY($2) AND p.collection_id = ANY(d.collection_ids)) END`;

/**
 * Those that begin first come first.
 * @param among of a discount on collections: which of these products it covers. A collection may hold a whole catalogue; left
 *   out: nobody looks what is in them
 */
export async function shopDiscountsOf(shopId: bigint, on: Queryable = pool(), among: readonly bigint[] | null = null): Promise<ShopDiscount[]> {
  const { rows } = await on.query<Row>(`SELECT d.*, ${IN_COLLECTIONS} AS in_collections FROM shop_discounts d WHERE d.shop_id = $1 ORDER BY d.starts_at, d.discount_id`, [shopId, among]);
  return rows.map((row) => ({
    discountId: row.discount_id,
    title: row.title,
    method: row.method,
    classes: row.classes,
    value: takenOf(row),
    combinesWith: { order: row.combines_order, product: row.combines_product, shipping: row.combines_shipping },
    covers: coveredBy(row),
    collectionIds: row.collection_ids,
    saidBp: row.said_bp,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  }));
}

function coveredBy({ covers, product_ids: productIds, in_collections: inCollections }: Row): ShopDiscount['covers'] {
  if (covers === 'products') return productIds;
  return covers === 'collections' ? (inCollections ?? 'some') : covers;
}

function takenOf({ percent_bp: bp, amount_minor: minor, amount_each: each }: Row): ShopDiscount['value'] {
  if (bp !== null) return { kind: 'percent', bp };
  return minor === null ? null : { kind: 'amount', minor: Number(minor), each };
}

/** Makes these all that there are; those that stay keep what is known of them beside. */
export async function replaceShopDiscounts(shopId: bigint, discounts: readonly ShopDiscount[], on: Queryable): Promise<void> {
  await on.query('DELETE FROM shop_discounts WHERE shop_id = $1 AND NOT discount_id = ANY($2::text[])', [shopId, discounts.map(({ discountId }) => discountId)]);
  const rows = discounts.map(({ value, combinesWith, covers, collectionIds, saidBp: _, ...one }) => ({
    ...one,
    percentBp: value?.kind === 'percent' ? value.bp : null,
    amountMinor: value?.kind === 'amount' ? value.minor : null,
    amountEach: value?.kind === 'amount' && value.each,
    ...combinesWith,
    covers: collectionIds.length > 0 ? 'collections' : typeof covers === 'string' ? covers : 'products',
    collectionIds,
    productIds: typeof covers === 'string' ? [] : covers,
  }));
  await on.query(
    `INSERT INTO shop_discounts (shop_id, discount_id, title, method, classes, percent_bp, amount_minor, amount_each, combines_order, combines_product, combines_shipping, covers, product_ids, collection_ids, starts_at, ends_at)
     SELECT $1, r."discountId", r.title, r.method, r.classes, r."percentBp", r."amountMinor", r."amountEach", r."order", r.product, r.shipping, r.covers,
            ARRAY(SELECT id::bigint FROM unnest(r."productIds") AS id), ARRAY(SELECT id::bigint FROM unnest(r."collectionIds") AS id), r."startsAt", r."endsAt"
       FROM jsonb_to_recordset($2::jsonb) AS r("discountId" text, title text, method text, classes text[], "percentBp" int, "amountMinor" bigint, "amountEach" boolean, "order" boolean, product boolean,
            shipping boolean, covers text, "productIds" text[], "collectionIds" text[], "startsAt" timestamptz, "endsAt" timestamptz)
     ON CONFLICT (shop_id, discount_id) DO UPDATE SET title = excluded.title, method = excluded.method, classes = excluded.classes, percent_bp = excluded.percent_bp, amount_minor = excluded.amount_minor,
       amount_each = excluded.amount_each, combines_order = excluded.combines_order, combines_product = excluded.combines_product, combines_shipping = excluded.combines_shipping, covers = excluded.covers,
       product_ids = excluded.product_ids, collection_ids = excluded.collection_ids, starts_at = excluded.starts_at, ends_at = excluded.ends_at`,
    [shopId, jsonRows(rows)],
  );
}

/** The most that some take off, by the merchant's word. @returns those of which that is new */
export async function saveDiscountWords(shopId: bigint, words: readonly DiscountWord[], on: Queryable): Promise<{ title: string; saidBp: number | null }[]> {
  const { rows } = await on.query<{ title: string; saidBp: number | null }>(
    `UPDATE shop_discounts d SET said_bp = r."saidBp" FROM jsonb_to_recordset($2::jsonb) AS r("discountId" text, "saidBp" int)
      WHERE d.shop_id = $1 AND d.discount_id = r."discountId" AND d.said_bp IS DISTINCT FROM r."saidBp" RETURNING d.title, d.said_bp AS "saidBp"`,
    [shopId, jsonRows(words)],
  );
  return rows;
}

/** @param sets how many live sets would have something below the floor with each @returns those of which that is new */
export async function saveSetsBelow(shopId: bigint, sets: ReadonlyMap<string, number>, on: Queryable): Promise<{ discountId: string; title: string; sets: number }[]> {
  const { rows } = await on.query<{ discountId: string; title: string; sets: number; before: number }>(
    `WITH counted AS (SELECT d.discount_id, d.sets_below AS before, COALESCE(r.sets, 0) AS sets FROM shop_discounts d
                        LEFT JOIN jsonb_to_recordset($2::jsonb) AS r("discountId" text, sets int) ON r."discountId" = d.discount_id WHERE d.shop_id = $1)
     UPDATE shop_discounts d SET sets_below = c.sets FROM counted c WHERE d.shop_id = $1 AND d.discount_id = c.discount_id AND c.sets <> c.before
     RETURNING d.discount_id AS "discountId", d.title, d.sets_below AS sets, c.before`,
    [shopId, jsonRows([...sets].map(([discountId, count]) => ({ discountId, sets: count })))],
  );
  return rows.filter(({ before, sets: now }) => before === 0 && now > 0).map(({ discountId, title, sets: count }) => ({ discountId, title, sets: count }));
}

/** Those with which something of a live set would be below the floor. */
export async function discountsBelowFloor(shopId: bigint, on: Queryable = pool()): Promise<{ title: string; sets: number }[]> {
  return (await on.query<{ title: string; sets: number }>('SELECT title, sets_below AS sets FROM shop_discounts WHERE shop_id = $1 AND sets_below > 0 ORDER BY sets_below DESC, title', [shopId])).rows;
}
