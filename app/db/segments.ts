// The merchant's own segments: who has a tag, spent so much or ordered so often.
import type { OwnSegment } from '#app/domain/audience/own-segments.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export async function segmentsOfShop(shopId: bigint, on: Queryable = pool()): Promise<OwnSegment[]> {
  return (await on.query<OwnSegment>('SELECT name, title, kind, value FROM segments WHERE shop_id = $1 ORDER BY name', [shopId])).rows;
}

export async function replaceSegments(shopId: bigint, segments: readonly OwnSegment[], on: Queryable): Promise<void> {
  await on.query('DELETE FROM segments WHERE shop_id = $1', [shopId]);
  await on.query('INSERT INTO segments (shop_id, name, title, kind, value) SELECT $1, r.name, r.title, r.kind, r.value FROM jsonb_to_recordset($2::jsonb) AS r(name text, title text, kind text, value text)', [shopId, jsonRows(segments)]);
}
