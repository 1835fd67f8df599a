// The bell between whoever keeps deliveries and whoever applies them: PostgreSQL's NOTIFY. It only wakes; a lost ring
// costs a poll's wait, never a delivery.
import { pool } from '../pool.ts';
import { listen, type Listening } from './listen.ts';

const CHANNEL = 'webhook_deliveries';

export async function ringDeliveryBell(): Promise<void> {
  await pool().query(`SELECT pg_notify('${CHANNEL}', '')`);
}

export type DeliveryBell = Listening;

/**
 * Listens on a connection of its own.
 * @param onRing called at every ring
 * @param onLost called once when the connection breaks; listen again then
 * @throws when there is no connection
 */
export function listenForDeliveries(onRing: () => void, onLost: () => void): Promise<DeliveryBell> {
  return listen({ channel: CHANNEL, onNotice: onRing, onLost });
}
