import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareSchema } from '#app/db/prepare-schema.ts';
import { pool } from '#app/db/pool.ts';
import { schemaDifference } from '#prisma/schema-engine.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

let db: TestDatabase;
beforeAll(async () => { db = await testDatabase(); });
afterAll(() => db.drop());

describe('the schema', () => {
  it('begins every key with the shop', async () => {
    const keys = await pool().query(`
      SELECT c.relname AS table, (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = i.indkey[0]) AS first
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE i.indisprimary AND n.nspname = 'public' AND c.relname <> '_prisma_migrations'`);
    expect(keys.rows.length).toBeGreaterThan(20);
    for (const key of keys.rows) expect([key.table, key.first]).toEqual([key.table, expect.stringMatching(/^shop_(id|domain)$/)]);
  });

  it('is what the migrations make of an empty database, twice', async () => {
    await prepareSchema(db.url);
  });

  it('is in the database what it is in the models: no migration is missing', async () => {
    expect(await schemaDifference(db.url)).toBeUndefined();
  });

  it('refuses a database that is newer than the code', async () => {
    await pool().query(`INSERT INTO _prisma_migrations(id, checksum, migration_name, finished_at) VALUES ('x', 'x', '29990101000000_from_the_future', now())`);
    await expect(prepareSchema(db.url)).rejects.toThrow(/newer than this code.*29990101000000_from_the_future/s);
  });
});
