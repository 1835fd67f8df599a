// What every long-running process does first: settings, database, schema, clock.
import { log } from '#app/adapters/log.ts';
import { followSandboxClock } from '#app/adapters/clock/clock.ts';
import { config } from '#app/config/config.ts';
import { type OpenDatabase, openDatabase } from '#app/db/open.ts';
import { checkSchema, prepareSchema } from '#app/db/prepare-schema.ts';

/** Opens the database; migrates it where it is ours (embedded, sandbox), and only checks it in production. */
export async function boot(name: string): Promise<OpenDatabase> {
  const settings = config();
  const database = await openDatabase(settings);
  const ours = settings.mode !== 'production' || settings.databaseUrl === undefined;
  try {
    await (ours ? prepareSchema(database.url) : checkSchema(database.url));
  } catch (error) {
    await database.close();
    throw error;
  }
  await followSandboxClock();
  log().info({ process: name, mode: settings.mode }, 'started');
  return database;
}
