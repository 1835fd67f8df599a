// Brings databases to the schema of this code (npm run migrate), and writes new migrations (npm run migrate -- new NAME).
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { applyMigrations, MIGRATIONS, migrationNames, schemaDifference } from './schema-engine.ts';

export class DatabaseNewerError extends Error {}

/**
 * Brings the database at `url` to this code's schema.
 * @throws DatabaseNewerError when the database has migrations that this code does not know
 */
export async function migrate(url: string): Promise<string[]> {
  const { applied, unknown } = await compareMigrations(url);
  if (unknown.length > 0) throw newer(unknown);
  // The engine takes longer to load than the rest of a process's start.
  if (migrationNames().every((name) => applied.includes(name))) return [];
  return applyMigrations(url);
}

export class DatabaseOlderError extends Error {}

/**
 * For processes that must not migrate by themselves.
 * @throws DatabaseOlderError, DatabaseNewerError when the database is not at this code's schema
 */
export async function checkMigrated(url: string): Promise<void> {
  const { applied, unknown } = await compareMigrations(url);
  if (unknown.length > 0) throw newer(unknown);
  const pending = migrationNames().filter((name) => !applied.includes(name));
  if (pending.length > 0) throw new DatabaseOlderError(`The database lacks ${pending.length} migration${pending.length === 1 ? '' : 's'} of this code (${pending.join(', ')}): run "npm run migrate" first.`);
}

function newer(unknown: string[]): DatabaseNewerError {
  return new DatabaseNewerError(`The database is newer than this code: it has ${unknown.join(', ')}, which this version does not know. Deploy the newer version, or restore a backup from before it.`);
}

async function compareMigrations(url: string): Promise<{ applied: string[]; unknown: string[] }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const exists = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found`);
    if (!exists.rows[0].found) return { applied: [], unknown: [] };
    const rows = await client.query('SELECT migration_name FROM _prisma_migrations WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY 1');
    const applied = rows.rows.map((row) => row.migration_name as string);
    const known = new Set(migrationNames());
    return { applied, unknown: applied.filter((name) => !known.has(name)) };
  } finally {
    await client.end();
  }
}

/** Writes prisma/migrations/<time>_<name>/migration.sql; the caller reads it before it is committed. */
export async function newMigration(url: string, name: string, at: Date): Promise<string | undefined> {
  await migrate(url);
  const sql = await schemaDifference(url);
  if (!sql) return undefined;
  const id = `${at.toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`;
  fs.mkdirSync(path.join(MIGRATIONS, id), { recursive: true });
  fs.writeFileSync(path.join(MIGRATIONS, 'migration_lock.toml'), 'provider = "postgresql"\n');
  fs.writeFileSync(path.join(MIGRATIONS, id, 'migration.sql'), sql);
  return id;
}
