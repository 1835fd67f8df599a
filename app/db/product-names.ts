// Names that products share: their types and their tags, as a merchant looks for them. Both compare in lower case.
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export type NameKind = 'type' | 'tag';

const NAMES: Record<NameKind, string> = {
  type: 'SELECT btrim(p.product_type) AS name FROM products p WHERE p.shop_id = $1 AND p.deleted_at IS NULL',
  tag: 'SELECT tag AS name FROM products p, unnest(p.tags) AS tag WHERE p.shop_id = $1 AND p.deleted_at IS NULL',
};

/** @param words part of the name; empty for all. @returns those of the most products first, each in one of the ways it is written */
export async function productNames(shopId: bigint, kind: NameKind, words: string, limit: number, on: Queryable = pool()): Promise<{ name: string; products: number }[]> {
  // Counted as they are written first: of a hundred thousand products there are a few names to look for the words in.
  const { rows } = await on.query<{ name: string; products: number }>(
    `WITH written AS MATERIALIZED (SELECT name, count(*) AS products FROM (${NAMES[kind]}) each GROUP BY name)
     SELECT min(n.name COLLATE "C") AS name, sum(n.products)::int AS products FROM written n
      WHERE n.name <> '' AND n.name ILIKE $2 GROUP BY lower(n.name) ORDER BY sum(n.products) DESC, lower(n.name) LIMIT $3`,
    [shopId, `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`, limit],
  );
  return rows;
}
