// The tags of customers whom a merchant wants left alone; who has one says the function is_left_alone.
import type { LeftAloneTag } from '#app/domain/consent/left-alone-tags.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export async function leftAloneTagsOf(shopId: bigint, on: Queryable = pool()): Promise<LeftAloneTag[]> {
  return (await on.query<LeftAloneTag>('SELECT tag, title FROM left_alone_tags WHERE shop_id = $1 ORDER BY tag', [shopId])).rows;
}

export async function replaceLeftAloneTags(shopId: bigint, tags: readonly LeftAloneTag[], on: Queryable): Promise<void> {
  await on.query('DELETE FROM left_alone_tags WHERE shop_id = $1', [shopId]);
  await on.query('INSERT INTO left_alone_tags (shop_id, tag, title) SELECT $1, r.tag, r.title FROM jsonb_to_recordset($2::jsonb) AS r(tag text, title text)', [shopId, jsonRows(tags)]);
}
