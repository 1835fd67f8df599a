// The write of a past that is mostly unknown: what is new by COPY, the rest (told by a webhook meanwhile, or read before)
// through the upsert that never lets an older version win. One that arrives between looking and copying undoes the COPY,
// and the batch goes through the upsert whole.
import type pg from 'pg';
import { withSavepoint } from './savepoint.ts';

const UNIQUE_VIOLATION = '23505';

export interface ImportNew<Row> {
  table: string;
  key: string;
  idOf(row: Row): bigint;
  rows: readonly Row[];
  on: pg.PoolClient;
}

export interface WaysToWrite<Row> {
  copy(rows: readonly Row[]): Promise<unknown>;
  upsert(rows: readonly Row[]): Promise<unknown>;
}

export async function importNew<Row>(shopId: bigint, { table, key, idOf, rows, on }: ImportNew<Row>, { copy, upsert }: WaysToWrite<Row>): Promise<void> {
  if (rows.length === 0) return;
  // What an export names twice is written once, as it was named last.
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  const known = await knownOf(shopId, { table, key, on }, [...byId.keys()]);
  try {
    await withSavepoint(on, () => copy([...byId].flatMap(([id, row]) => (known.has(id) ? [] : [row]))));
  } catch (error) {
    if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
    await upsert([...byId.values()]);
    return;
  }
  if (known.size > 0) await upsert([...byId].flatMap(([id, row]) => (known.has(id) ? [row] : [])));
}

async function knownOf(shopId: bigint, { table, key, on }: Pick<ImportNew<unknown>, 'table' | 'key' | 'on'>, ids: readonly bigint[]): Promise<Set<bigint>> {
  // An export goes by its ids, nearly always through a stretch of which nothing is known: one look instead of one a row.
  const [least, most] = ids.reduce(([least, most], id) => [id < least ? id : least, id > most ? id : most], [ids[0], ids[0]] as [bigint, bigint]);
  const { rowCount } = await on.query(`SELECT 1 FROM ${table} WHERE shop_id = $1 AND ${key} BETWEEN $2 AND $3 ORDER BY ${key} LIMIT 1`, [shopId, least, most]);
  if (rowCount === 0) return new Set();
  // Key by key: of a table that has just been filled the planner believes that few rows of the shop are in it, and reads them all.
  const { rows } = await on.query<{ id: bigint }>(
    `SELECT i.id FROM unnest($2::bigint[]) AS i(id) CROSS JOIN LATERAL (SELECT 1 FROM ${table} t WHERE t.shop_id = $1 AND t.${key} = i.id LIMIT 1) AS found`,
    [shopId, ids.map(String)],
  );
  return new Set(rows.map(({ id }) => id));
}
