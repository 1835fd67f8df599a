// The tags of customers whom a merchant wants left alone, for good or while a case of theirs is open; who has one say the
// functions is_left_alone and has_open_case.
import type { LeftAloneMeaning, LeftAloneTag } from '#app/domain/consent/left-alone-tags.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export async function leftAloneTagsOf(shopId: bigint, meaning: LeftAloneMeaning, on: Queryable = pool()): Promise<LeftAloneTag[]> {
  return (await on.query<LeftAloneTag>('SELECT tag, title FROM left_alone_tags WHERE shop_id = $1 AND meaning = $2 ORDER BY tag', [shopId, meaning])).rows;
}

export async function replaceLeftAloneTags(shopId: bigint, meaning: LeftAloneMeaning, tags: readonly LeftAloneTag[], on: Queryable): Promise<void> {
  await on.query('DELETE FROM left_alone_tags WHERE shop_id = $1 AND meaning = $2', [shopId, meaning]);
  await on.query('INSERT INTO left_alone_tags (shop_id, meaning, tag, title) SELECT $1, $2, r.tag, r.title FROM jsonb_to_recordset($3::jsonb) AS r(tag text, title text)', [shopId, meaning, jsonRows(tags)]);
}
