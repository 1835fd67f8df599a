// Brings a database to this code's schema: Prisma's migrations, then the job queue's own.
import { runMigrations } from 'graphile-worker';
import { checkMigrated, migrate } from '#prisma/migrate.ts';

/** @throws DatabaseNewerError when the database has migrations that this code does not know */
export async function prepareSchema(url: string): Promise<void> {
  await migrate(url);
  await runMigrations({ connectionString: url });
}

/** @throws DatabaseOlderError, DatabaseNewerError */
export const checkSchema = checkMigrated;
