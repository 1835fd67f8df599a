// Every table of the database, as the database itself lists them, and a row in each: what proves that nothing is left has to
// have seen everything, also the table that was added yesterday.
import { randomUUID } from 'node:crypto';
import { pool } from '#app/db/pool.ts';

export interface Column {
  table: string;
  column: string;
  type: string;
  needed: boolean;
}

/** @returns the columns of every table, partitions left out */
export async function columns(): Promise<Column[]> {
  const { rows } = await pool().query<Column>(
    `SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type, a.attnotnull AND NOT a.atthasdef AS needed
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> '_prisma_migrations'
      ORDER BY c.relname, a.attnum`,
  );
  return rows;
}

let count = 0;
/** Another each time: whatever has to be unique is. */
const next = (): number => (count += 1);

const VALUES: Readonly<Record<string, () => unknown>> = {
  bigint: next, integer: next, smallint: next, 'double precision': () => 0.5, boolean: () => true, text: () => `x${next()}`, uuid: randomUUID, jsonb: () => '{}', json: () => '{}',
  'timestamp with time zone': () => new Date(), date: () => '2026-01-01', bytea: () => Buffer.from(`x${next()}`),
};

function fillerOf({ table, column, type }: Column): unknown {
  if (type.endsWith('[]')) return [];
  const make = VALUES[type];
  if (!make) throw new Error(`${table}.${column} is of a type that fill-tables.ts does not know: ${type}.`);
  return make();
}

/** Writes one row with what is given, and something in every other column that needs it. Columns that the table lacks are left out. */
export async function fillRow(table: string, given: Readonly<Record<string, unknown>>, all: readonly Column[]): Promise<void> {
  const own = all.filter((one) => one.table === table && (one.needed || one.column in given));
  const values = own.map((one) => (one.column in given ? given[one.column] : fillerOf(one)));
  await pool().query(`INSERT INTO ${table} (${own.map(({ column }) => `"${column}"`).join(', ')}) VALUES (${own.map((_, at) => `$${at + 1}`).join(', ')})`, values);
}

/** @returns tables with a row in which any of the texts occurs, however it is kept */
export async function tablesNaming(texts: readonly string[], all: readonly Column[]): Promise<string[]> {
  const found: string[] = [];
  for (const table of new Set(all.map((one) => one.table))) {
    const { rows } = await pool().query(`SELECT 1 FROM ${table} t WHERE EXISTS (SELECT 1 FROM unnest($1::text[]) AS name WHERE position(name in t::text) > 0) LIMIT 1`, [texts]);
    if (rows.length > 0) found.push(table);
  }
  return found;
}
