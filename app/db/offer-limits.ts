// When, where and to whom the merchant lets something be offered; and which of it holds for a product.
import type { OfferLimit } from '#app/domain/catalog/offer-limit.ts';
import type { LimitEntry, LimitScope } from '#app/domain/eligibility/limit-list.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

/** SQL over a product, in a query whose first value is the shop: its limits as a JSON array, or null. Most shops have none, which is found once a query. @param p alias of the product */
export const limitsJson = (p: string): string =>
  `(CASE WHEN EXISTS (SELECT FROM offer_limits WHERE shop_id = $1) THEN
     (SELECT json_agg(l.detail || jsonb_build_object('kind', l.kind)) FROM offer_limits l WHERE l.shop_id = $1 AND l.value = CASE l.scope
        WHEN 'product' THEN ${p}.product_id::text WHEN 'type' THEN lower(trim(${p}.product_type)) WHEN 'vendor' THEN lower(trim(${p}.vendor))
        ELSE (SELECT lower(trim(tag)) FROM unnest(${p}.tags) AS tag WHERE lower(trim(tag)) = l.value LIMIT 1) END) END)`;

interface LimitColumns {
  scope: LimitScope;
  value: string;
  title: string;
  kind: OfferLimit['kind'];
  detail: object;
}

export interface LimitRow extends LimitEntry {
  /** No product that is known has it any more, or is it: the limit is of no effect. */
  isIdle: boolean;
}

export async function limitsOfShop(shopId: bigint, on: Queryable = pool()): Promise<LimitRow[]> {
  const { rows } = await on.query<LimitColumns & { is_idle: boolean }>(
    `SELECT l.scope, l.value, l.title, l.kind, l.detail, NOT EXISTS (SELECT FROM products p WHERE p.shop_id = l.shop_id AND p.deleted_at IS NULL AND CASE l.scope
              WHEN 'product' THEN p.product_id::text = l.value WHEN 'type' THEN lower(trim(p.product_type)) = l.value WHEN 'vendor' THEN lower(trim(p.vendor)) = l.value
              ELSE EXISTS (SELECT FROM unnest(p.tags) AS tag WHERE lower(trim(tag)) = l.value) END) AS is_idle
       FROM offer_limits l WHERE l.shop_id = $1 ORDER BY lower(l.title), l.scope, l.value, l.kind`,
    [shopId],
  );
  return rows.map(({ scope, value, title, kind, detail, is_idle }) => ({ scope, value, title, limit: { kind, ...detail } as OfferLimit, isIdle: is_idle }));
}

export async function replaceLimits(shopId: bigint, entries: readonly LimitEntry[], on: Queryable): Promise<void> {
  await on.query('DELETE FROM offer_limits WHERE shop_id = $1', [shopId]);
  const rows = entries.map(({ scope, value, title, limit: { kind, ...detail } }): LimitColumns => ({ scope, value, title, kind, detail }));
  await on.query(
    `INSERT INTO offer_limits (shop_id, scope, value, kind, title, detail)
     SELECT $1, r.scope, r.value, r.kind, r.title, r.detail FROM jsonb_to_recordset($2::jsonb) AS r(scope text, value text, kind text, title text, detail jsonb)`,
    [shopId, jsonRows(rows)],
  );
}
