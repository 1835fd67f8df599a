// What a merchant never wants offered: products, collections, tags; and which products that comes to. Collections are
// known only as far as the list or a set names them.
import type { BlockEntry } from '#app/domain/eligibility/block-list.ts';
import { forgetUnnamedCollections } from './collections.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface BlockRow extends BlockEntry {
  /** Of a collection: when its products were last read; null: not yet. */
  readAt: Date | null;
  /** Of a collection: when it was found deleted in Shopify. */
  goneAt: Date | null;
}

const listed = (kind: BlockEntry['kind']): string => `ARRAY(SELECT value FROM blocks WHERE shop_id = $1 AND kind = '${kind}')`;

/** SQL over a product, in a query whose first value is the shop: whether the list keeps it out. The list is read once a query. @param p alias of the product */
export const isBlocked = (p: string): string =>
  `(CASE WHEN NOT EXISTS (SELECT FROM blocks WHERE shop_id = $1) THEN false ELSE
     ${p}.product_id::text = ANY(${listed('product')}) OR EXISTS (SELECT FROM unnest(${p}.tags) AS tag WHERE lower(tag) = ANY(${listed('tag')}))
     OR EXISTS (SELECT FROM collection_products c WHERE c.shop_id = $1 AND c.product_id = ${p}.product_id AND c.collection_id = ANY(${listed('collection')}::bigint[])) END)`;

export async function blocksOf(shopId: bigint, on: Queryable = pool()): Promise<BlockRow[]> {
  const { rows } = await on.query<BlockRow>(`SELECT kind, value, title, read_at AS "readAt", gone_at AS "goneAt" FROM blocks WHERE shop_id = $1 ORDER BY kind, lower(title), value`, [shopId]);
  return rows;
}

/** Makes the list what is given: what stays keeps what is known of it, what goes takes its collection's products along. */
export async function replaceBlocks(shopId: bigint, blocks: readonly BlockEntry[], on: Queryable): Promise<void> {
  await on.query(
    `DELETE FROM blocks b WHERE b.shop_id = $1 AND NOT EXISTS (SELECT FROM jsonb_to_recordset($2::jsonb) AS r(kind text, value text) WHERE r.kind = b.kind AND r.value = b.value)`,
    [shopId, jsonRows(blocks)],
  );
  await on.query(
    `INSERT INTO blocks (shop_id, kind, value, title) SELECT $1, r.kind, r.value, r.title FROM jsonb_to_recordset($2::jsonb) AS r(kind text, value text, title text)
     ON CONFLICT (shop_id, kind, value) DO NOTHING`,
    [shopId, jsonRows(blocks)],
  );
  await forgetUnnamedCollections(shopId, on);
}

/** @returns products on sale that the list would keep out, at most `limit`; of a collection that is not known yet, none */
export async function blockedOnSale(shopId: bigint, blocks: readonly Pick<BlockEntry, 'kind' | 'value'>[], limit: number, on: Queryable = pool()): Promise<Set<bigint>> {
  if (blocks.length === 0) return new Set();
  const named = (kind: BlockEntry['kind']) => blocks.filter((block) => block.kind === kind).map(({ value }) => value);
  const { rows } = await on.query<{ product_id: bigint }>(
    `SELECT p.product_id FROM products p
      WHERE p.shop_id = $1 AND p.deleted_at IS NULL AND p.status = 'ACTIVE' AND p.published_at IS NOT NULL
        AND (p.product_id = ANY($2::bigint[]) OR EXISTS (SELECT FROM unnest(p.tags) AS tag WHERE lower(tag) = ANY($3::text[]))
             OR EXISTS (SELECT FROM collection_products c WHERE c.shop_id = p.shop_id AND c.product_id = p.product_id AND c.collection_id = ANY($4::bigint[])))
      ORDER BY p.product_id LIMIT $5`,
    [shopId, named('product'), named('tag'), named('collection'), limit],
  );
  return new Set(rows.map((row) => row.product_id));
}
