// PostgreSQL's LISTEN, on a connection of its own. What is told while there is none is lost: whoever must not miss it starts
// over when the connection breaks.
import pg from 'pg';
import { databaseUrl } from '../database-url.ts';
import { CONNECT_WITHIN_MS } from '../pool.ts';

export interface Listening {
  close(): Promise<void>;
}

export interface Listener {
  channel: string;
  onNotice(payload: string): void;
  /** Called once when the connection breaks; listen again then. */
  onLost(): void;
  /** So often the connection is tried, and lost when it does not answer for as long: a cable that is cut ends nothing by itself. */
  tryEveryMs?: number;
}

/** @throws when there is no connection */
export async function listen({ channel, onNotice, onLost, tryEveryMs }: Listener): Promise<Listening> {
  const client = new pg.Client({ connectionString: databaseUrl(), application_name: `setwise-listen-${channel}`, keepAlive: true, connectionTimeoutMillis: CONNECT_WITHIN_MS });
  let closing = false;
  client.on('error', () => {});
  client.on('notification', ({ payload }) => onNotice(payload ?? ''));
  try {
    await client.connect();
    await client.query(`LISTEN ${channel}`);
  } catch (error) {
    // Not waited for: what never connected may never end.
    client.end().catch(() => {});
    throw error;
  }
  let pulse: NodeJS.Timeout | undefined;
  const lost = () => {
    if (closing) return;
    closing = true;
    clearInterval(pulse);
    onLost();
  };
  // Only now: a connection that never came about also ends, and its caller, who is told by the error, must not be woken.
  client.on('end', lost);
  if (tryEveryMs !== undefined) pulse = setInterval(() => beat(client, tryEveryMs).catch(() => { lost(); client.end().catch(() => {}); }), tryEveryMs);
  return {
    close: async () => {
      closing = true;
      clearInterval(pulse);
      await client.end();
    },
  };
}

async function beat(client: pg.Client, withinMs: number): Promise<void> {
  await client.query({ text: 'SELECT 1', query_timeout: withinMs } as pg.QueryConfig);
}
