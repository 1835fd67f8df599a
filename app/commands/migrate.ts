// npm run migrate              brings the database to this code's schema
// npm run migrate -- new NAME  writes a migration for what prisma/schema has and the database lacks
import { wireNow } from '#app/adapters/clock/clock.ts';
import { config } from '#app/config/config.ts';
import { openDatabase } from '#app/db/open.ts';
import { prepareSchema } from '#app/db/prepare-schema.ts';
import { newMigration } from '#prisma/migrate.ts';
import { command, UsageError } from './exit.ts';

command(async () => {
  const [verb, name] = process.argv.slice(2);
  const database = await openDatabase(config());
  try {
    if (verb === undefined) {
      await prepareSchema(database.url);
      process.stdout.write('The database is at this code\'s schema.\n');
    } else if (verb === 'new' && name && /^[a-z0-9_]+$/.test(name)) {
      const id = await newMigration(database.url, name, wireNow());
      process.stdout.write(id ? `Wrote prisma/migrations/${id}/migration.sql: read it before you commit it.\n` : 'Schema and database agree: nothing to write.\n');
    } else throw new UsageError('Use "npm run migrate", or "npm run migrate -- new lower_case_name".');
  } finally {
    await database.close();
  }
});
