// The bell between whoever keeps deliveries and whoever applies them: PostgreSQL's NOTIFY. It only wakes; a lost ring
// costs a poll's wait, never a delivery.
import pg from 'pg';
import { databaseUrl } from '../database-url.ts';
import { CONNECT_WITHIN_MS, pool } from '../pool.ts';

const CHANNEL = 'webhook_deliveries';

export async function ringDeliveryBell(): Promise<void> {
  await pool().query(`SELECT pg_notify('${CHANNEL}', '')`);
}

export interface DeliveryBell {
  close(): Promise<void>;
}

/**
 * Listens on a connection of its own.
 * @param onRing called at every ring
 * @param onLost called once when the connection breaks; listen again then
 * @throws when there is no connection
 */
export async function listenForDeliveries(onRing: () => void, onLost: () => void): Promise<DeliveryBell> {
  const client = new pg.Client({ connectionString: databaseUrl(), keepAlive: true, connectionTimeoutMillis: CONNECT_WITHIN_MS });
  let closing = false;
  client.on('error', () => {});
  client.on('notification', onRing);
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
  } catch (error) {
    // Not waited for: what never connected may never end.
    client.end().catch(() => {});
    throw error;
  }
  // Only now: a connection that never came about also ends, and its caller, who is told by the error, must not be woken.
  client.on('end', () => {
    if (!closing) onLost();
  });
  return {
    close: async () => {
      closing = true;
      await client.end();
    },
  };
}
