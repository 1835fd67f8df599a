// The store on disk: one SQLite file of JSON records, written through on every change and read once at the start.
// Knows nothing of what the records mean.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

export type Kind =
  | 'shop' | 'location' | 'market' | 'collection' | 'product' | 'customer' | 'order' | 'discount' | 'automatic_discount' | 'code_discount' | 'checkout' | 'subscription' | 'definition' | 'bulk_operation';

/** Bumped when the shape of a record changes: an older file is seeded afresh, it only holds demo data. */
const SHAPE = 1;

export interface Database {
  /** False on a folder that no store has used yet. */
  seeded: boolean;
  all<T>(kind: Kind): T[];
  save(kind: Kind, id: number, record: unknown): void;
  remove(kind: Kind, id: number): void;
  /** Named single values: clock, installation, theme files, counters. */
  setting<T>(name: string): T | undefined;
  saveSetting(name: string, value: unknown): void;
  removeSetting(name: string): void;
  settingsWithPrefix(prefix: string): { name: string; value: unknown }[];
  transaction<T>(work: () => T): T;
  clear(): void;
  markSeeded(): void;
  close(): void;
}

/** @param folder created when absent; holds store.sqlite */
export async function openDatabase(folder: string): Promise<Database> {
  mkdirSync(folder, { recursive: true });
  const file = await sqlite(join(folder, 'store.sqlite'));
  file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;');
  file.exec(`CREATE TABLE IF NOT EXISTS record (kind TEXT NOT NULL, id INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
             CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;`);
  const put = file.prepare('INSERT INTO record (kind, id, body) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body');
  const drop = file.prepare('DELETE FROM record WHERE kind = ? AND id = ?');
  const list = file.prepare('SELECT body FROM record WHERE kind = ? ORDER BY id');
  const get = file.prepare('SELECT body FROM setting WHERE name = ?');
  const set = file.prepare('INSERT INTO setting (name, body) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body');
  const unset = file.prepare('DELETE FROM setting WHERE name = ?');
  const prefixed = file.prepare('SELECT name, body FROM setting WHERE substr(name, 1, ?) = ? ORDER BY name');
  let depth = 0;
  const setting = <T>(name: string): T | undefined => parsed<T>(get, name);

  return {
    seeded: setting<number>('seeded') === SHAPE,
    all: <T>(kind: Kind): T[] => {
      const records: T[] = [];
      for (const row of list.iterate(kind)) records.push(JSON.parse(row.body as string) as T);
      return records;
    },
    save: (kind, id, record) => void put.run(kind, id, JSON.stringify(record)),
    remove: (kind, id) => void drop.run(kind, id),
    setting,
    saveSetting: (name, value) => void set.run(name, JSON.stringify(value)),
    removeSetting: (name) => void unset.run(name),
    settingsWithPrefix: (prefix) =>
      prefixed.all(prefix.length, prefix).map((row) => ({ name: row.name as string, value: JSON.parse(row.body as string) as unknown })),
    transaction: (work) => {
      if (depth > 0) return work();
      file.exec('BEGIN');
      depth += 1;
      try {
        const result = work();
        file.exec('COMMIT');
        return result;
      } catch (error) {
        file.exec('ROLLBACK');
        throw error;
      } finally {
        depth -= 1;
      }
    },
    clear: () => file.exec('DELETE FROM record; DELETE FROM setting;'),
    markSeeded: () => void set.run('seeded', JSON.stringify(SHAPE)),
    close: () => file.close(),
  };
}

function parsed<T>(statement: StatementSync, name: string): T | undefined {
  const row = statement.get(name);
  return row === undefined ? undefined : (JSON.parse(row.body as string) as T);
}

/** Opens node:sqlite without its notice that it is experimental, which would stand in the middle of the demo's doors. */
async function sqlite(path: string): Promise<DatabaseSync> {
  const emitWarning = process.emitWarning;
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    if (!String(warning).includes('SQLite')) (emitWarning as (...all: unknown[]) => void)(warning, ...rest);
  }) as typeof process.emitWarning;
  try {
    const { DatabaseSync: Sqlite } = await import('node:sqlite');
    return new Sqlite(path);
  } finally {
    process.emitWarning = emitWarning;
  }
}
