// Brings a database to this code's schema: Prisma's migrations, the job queue's own, and the decision partitions ahead.
import { runMigrations } from 'graphile-worker';
import { migrate } from '#prisma/migrate.ts';

/** @throws DatabaseNewerError when the database has migrations that this code does not know */
export async function prepareSchema(url: string): Promise<void> {
  await migrate(url);
  await runMigrations({ connectionString: url });
}
