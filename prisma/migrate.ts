// npm run migrate            applies what is not yet applied
// npm run migrate -- new NAME  writes a migration for the difference between schema.prisma and the database
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
  const unknown = await unknownMigrations(url);
  if (unknown.length > 0)
    throw new DatabaseNewerError(`The database is newer than this code: it has ${unknown.join(', ')}, which this version does not know. Deploy the newer version, or restore a backup from before it.`);
  return applyMigrations(url);
}

async function unknownMigrations(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const exists = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found`);
    if (!exists.rows[0].found) return [];
    const applied = await client.query('SELECT migration_name FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY 1');
    const known = new Set(migrationNames());
    return applied.rows.map((row) => row.migration_name as string).filter((name) => !known.has(name));
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
