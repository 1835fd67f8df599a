// The bell between whoever keeps deliveries and whoever applies them: PostgreSQL's NOTIFY. It only wakes; a lost ring
// costs a poll's wait, never a delivery.
import pg from 'pg';
import { databaseUrl } from '../database-url.ts';
import { pool } from '../pool.ts';

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
 */
export async function listenForDeliveries(onRing: () => void, onLost: () => void): Promise<DeliveryBell> {
  const client = new pg.Client({ connectionString: databaseUrl(), keepAlive: true });
  let closing = false;
  client.on('error', () => {});
  client.on('end', () => {
    if (!closing) onLost();
  });
  client.on('notification', onRing);
  await client.connect();
  await client.query(`LISTEN ${CHANNEL}`);
  return {
    close: async () => {
      closing = true;
      await client.end();
    },
  };
}
