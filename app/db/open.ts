// Opens the database for an entry point: the configured one, or the embedded cluster in the data folder.
import path from 'node:path';
import { forget } from '@epic-web/remember';
import pg from 'pg';
import { chooseDatabase } from './database-url.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { hotPool, pool } from './pool.ts';
import { prisma } from './prisma.ts';

export interface OpenDatabase {
  url: string;
  /** Ends the pools, and the embedded server if this process started it. */
  close(): Promise<void>;
}

/** @throws EmbeddedPostgresError when there is no DATABASE_URL and the embedded server will not start */
export async function openDatabase(options: { databaseUrl: string | undefined; dataDir: string; flags?: string[] }): Promise<OpenDatabase> {
  if (options.databaseUrl) {
    chooseDatabase(options.databaseUrl);
    return { url: options.databaseUrl, close: closePools };
  }
  const server = await startEmbeddedPostgres(path.join(options.dataDir, 'postgres'), options.flags);
  await createDatabase(server.baseUrl, 'setwise');
  const url = `${server.baseUrl}/setwise`;
  chooseDatabase(url);
  return {
    url,
    close: async () => {
      await closePools();
      await server.stop();
    },
  };
}

export async function createDatabase(baseUrl: string, name: string, template?: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${baseUrl}/postgres` });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE "${name}"${template ? ` TEMPLATE "${template}"` : ''}`);
  } finally {
    await client.end();
  }
}

export async function closePools(): Promise<void> {
  await Promise.all([prisma().$disconnect(), pool().end(), hotPool().end()]);
  for (const name of ['setwise.pool', 'setwise.hot-pool', 'setwise.prisma']) forget(name);
}
