// How a command ends: what a person can mend is one sentence and exit code 1; anything else keeps its stack.
import { ConfigError } from '#app/config/config.ts';
import { EmbeddedPostgresError } from '#app/db/embedded-postgres.ts';
import { PortInUseError } from '#app/server/port-in-use.ts';
import { DatabaseNewerError, DatabaseOlderError } from '#prisma/migrate.ts';

/** Thrown by commands for whatever the person at the keyboard did. */
export class UsageError extends Error {}

const MENDABLE = [UsageError, ConfigError, EmbeddedPostgresError, PortInUseError, DatabaseNewerError, DatabaseOlderError];

/** Runs a command to its end; on failure prints and sets the exit code. */
export function command(work: () => Promise<void>): void {
  work().catch((error: unknown) => {
    const mendable = MENDABLE.some((kind) => error instanceof kind);
    const refused = (error as NodeJS.ErrnoException)?.code === 'ECONNREFUSED';
    process.stderr.write(`${mendable ? (error as Error).message : refused ? 'The database does not answer: check DATABASE_URL and that PostgreSQL runs.' : ((error as Error)?.stack ?? String(error))}\n`);
    process.exit(1);
  });
}

/** Resolves at Ctrl-C or SIGTERM; a second one ends the process at once. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const stop = () => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
