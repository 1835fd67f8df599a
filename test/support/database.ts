// A real PostgreSQL for every test file: one embedded cluster a run (test/support/global-setup.ts), a template database
// with the schema, and a clone of it for whoever asks.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { chooseDatabase } from '#app/db/database-url.ts';
import { closePools, createDatabase } from '#app/db/open.ts';

export interface TestDatabase {
  url: string;
  /** Ends the pools and drops the database. Call it in afterAll. */
  drop(): Promise<void>;
}

/** Clones the template and makes the app's pool() and prisma() of this test file use the clone. */
export async function testDatabase(): Promise<TestDatabase> {
  const baseUrl = inject('postgresBaseUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await createDatabase(baseUrl, name, 'setwise_template');
  const url = `${baseUrl}/${name}`;
  chooseDatabase(url);
  return {
    url,
    drop: async () => {
      await closePools();
      const client = new pg.Client({ connectionString: `${baseUrl}/postgres` });
      await client.connect();
      await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await client.end();
    },
  };
}
