// Holds the tables against the store, row by row and column by column.
import type pg from 'pg';
import type { Store } from '#sandbox/store/store.ts';
import { SHOP_ID } from './first-store.ts';
import { MIRROR, type MirrorTable, type Value } from './expected-rows.ts';

export interface Difference {
  table: string;
  root: string;
  /** "orders 5500000001" */
  row: string;
  /** Which column says what instead of what; or that the row is missing, or too many. */
  what: string;
}

/**
 * @param all false: as it should be before a comparison with the store, so without what webhooks do not tell
 * @throws when a table has a column that is neither compared nor left out
 */
export async function compareTables(store: Store, on: pg.ClientBase, all = true, tables: readonly MirrorTable[] = MIRROR): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const table of tables) if (!all || !table.notRepaired) differences.push(...(await compareTable(table, store, all, on)));
  return differences;
}

async function compareTable(table: MirrorTable, store: Store, all: boolean, on: pg.ClientBase): Promise<Difference[]> {
  const { name, key, where, untold = [], computed = {}, rootOf } = table;
  const more = Object.entries(computed).map(([column, sql]) => ` || jsonb_build_object('${column}', ${sql})`).join('');
  const expected = table.rows(store);
  await mustKnowColumns(table, new Set(expected.flatMap(({ columns }) => Object.keys(columns))), on);
  const { rows } = await on.query<{ row: Record<string, unknown> }>(`SELECT to_jsonb(t)${more} AS row FROM ${name} t WHERE t.shop_id = $1 AND ${where}`, [String(SHOP_ID)]);
  const keyOf = (row: Record<string, unknown>) => key.map((column) => String(row[column])).join(' ');
  const here = new Map(rows.map(({ row }) => [keyOf(row), row]));
  const differences: Difference[] = [];
  for (const { root, columns } of expected) {
    const id = keyOf(columns);
    const row = here.get(id);
    here.delete(id);
    if (!row) differences.push({ table: name, root, row: `${name} ${id}`, what: 'is missing' });
    else
      for (const [column, value] of Object.entries(columns)) {
        if (!all && untold.includes(column)) continue;
        const said = asText(row[column]);
        if (said !== asText(value)) differences.push({ table: name, root, row: `${name} ${id}`, what: `${column} is ${said}, the store says ${asText(value)}` });
      }
  }
  for (const [id, row] of here) if (!table.isOfAnother?.(row, store)) differences.push({ table: name, root: rootOf(row), row: `${name} ${id}`, what: 'is not in the store' });
  return differences;
}

async function mustKnowColumns({ name, leftOut, sometimes = [] }: MirrorTable, compared: ReadonlySet<string>, on: pg.ClientBase): Promise<void> {
  if (compared.size === 0) return;
  const { rows } = await on.query<{ column: string }>(`SELECT attname AS column FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'shop_id'`, [name]);
  const unknown = rows.map(({ column }) => column).filter((column) => !compared.has(column) && !sometimes.includes(column) && !(column in leftOut));
  if (unknown.length > 0) throw new Error(`${name}: ${unknown.join(', ')}: say in test/faults/expected-rows.ts what the store says of it, or why it is left out.`);
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** Times by the second, as webhooks tell them; sets of words, and what stands under names, in any order. */
function asText(value: Value | unknown): string {
  if (Array.isArray(value)) return JSON.stringify([...value].map(String).sort());
  if (typeof value === 'string' && TIME.test(value)) return value.slice(0, 19);
  if (typeof value === 'object' && value !== null) return JSON.stringify(Object.entries(value).sort());
  return String(value);
}
