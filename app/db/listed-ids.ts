// What the store listed, beside what we hold: one statement finds every object that has to be read. Empty between
// reconciliations.
import { jsonRows } from './json-rows.ts';
import { type FactName, mirroredFact, type StoreRow } from './mirrored-facts.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

/** Begins afresh: nothing is listed, nothing is to be read. */
export async function forgetListed(shopId: bigint, on: Queryable = pool()): Promise<void> {
  await on.query('DELETE FROM listed_ids WHERE shop_id = $1', [shopId]);
  await on.query('DELETE FROM ids_to_read WHERE shop_id = $1', [shopId]);
}

/** Listed twice (a page was read again after a crash), the later word stays. */
export async function keepListed(shopId: bigint, rows: readonly StoreRow[], on: Queryable): Promise<void> {
  if (rows.length === 0) return;
  await on.query(
    `INSERT INTO listed_ids (shop_id, fact, id, part, root_id, updated_at)
     SELECT DISTINCT ON (r.fact, r.id, r.part) $1::bigint, r.fact, r.id, r.part, r."rootId", r."updatedAt"
       FROM jsonb_to_recordset($2::jsonb) AS r(fact text, id bigint, part bigint, "rootId" bigint, "updatedAt" timestamptz)
     ON CONFLICT (shop_id, fact, id, part) DO UPDATE SET root_id = excluded.root_id, updated_at = excluded.updated_at`,
    [shopId, jsonRows(rows)],
  );
}

export async function countListed(shopId: bigint, facts: readonly FactName[], on: Queryable = pool()): Promise<Map<FactName, number>> {
  const { rows } = await on.query<{ fact: FactName; total: number }>('SELECT fact, count(*)::int AS total FROM listed_ids WHERE shop_id = $1 AND fact = ANY($2) GROUP BY fact', [shopId, facts]);
  return new Map(rows.map(({ fact, total }) => [fact, total]));
}

export interface Comparison {
  /** When the listing began: what was told here since then is newer than it. */
  listedAt: Date;
  /** How far back the store shows orders. */
  reach: Date;
  /** Rows changed at or after it are read even where the version is the same: two changes can share a second. null: they were read already. */
  changedSince: Date | null;
}

/** Notes which objects have to be read: listed but not here, older here, held deleted, or held and not listed. */
export async function findDiffering(shopId: bigint, kind: string, facts: readonly FactName[], { listedAt, reach, changedSince }: Comparison, on: Queryable): Promise<void> {
  for (const fact of facts) {
    const { table, id, part, root, version, tombstone, canGo } = mirroredFact(fact);
    const sameRow = `t.shop_id = l.shop_id AND t.${id} = l.id ${part ? `AND t.${part} = l.part` : ''}`;
    const differs = [
      `t.${id} IS NULL`,
      ...(tombstone ? ['t.deleted_at IS NOT NULL'] : []),
      ...(version === null ? [] : [`t.updated_at ${version === 'older' ? '<' : '<>'} l.updated_at`, 'l.updated_at >= $5']),
    ].join(' OR ');
    const held = `SELECT $1, $2, t.${root} FROM ${table} t
        WHERE t.shop_id = $1 AND ${tombstone ? 't.deleted_at IS NULL' : 'true'} AND ${canGo} AND t.updated_at < $3
          AND COALESCE((to_jsonb(t) ->> 'triggered_at')::timestamptz, '-infinity') < $3
          AND NOT EXISTS (SELECT 1 FROM listed_ids l WHERE l.shop_id = $1 AND l.fact = '${fact}' AND ${sameRow})`;
    await on.query(
      `INSERT INTO ids_to_read (shop_id, kind, root_id)
       SELECT $1::bigint, $2, l.root_id FROM listed_ids l LEFT JOIN ${table} t ON ${sameRow}
        WHERE l.shop_id = $1 AND l.fact = '${fact}' AND (${differs}) AND ($3::timestamptz, $4::timestamptz, $5::timestamptz) IS NOT NULL
       ${canGo === null ? '' : `UNION ${held}`}
       ON CONFLICT DO NOTHING`,
      [shopId, kind, listedAt, reach, changedSince ?? 'infinity'],
    );
  }
}

/** @returns objects that are still to be read, lowest id first */
export async function idsToRead(shopId: bigint, kind: string, limit: number, on: Queryable = pool()): Promise<bigint[]> {
  const { rows } = await on.query<{ root_id: bigint }>('SELECT root_id FROM ids_to_read WHERE shop_id = $1 AND kind = $2 ORDER BY root_id LIMIT $3', [shopId, kind, limit]);
  return rows.map((row) => row.root_id);
}

export async function doneReading(shopId: bigint, kind: string, rootIds: readonly bigint[], on: Queryable): Promise<void> {
  await on.query('DELETE FROM ids_to_read WHERE shop_id = $1 AND kind = $2 AND root_id = ANY($3::bigint[])', [shopId, kind, rootIds.map(String)]);
}
