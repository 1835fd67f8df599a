// Keeps webhook deliveries, of whatever shops they are, in one statement: one commit, and one wait for the disk, for all
// that came while the last one was under way.
import type { ArrivedDelivery } from '../webhook-deliveries.ts';
import { pool } from '../pool.ts';

const COLUMNS = 6;

/**
 * Repeats (the same webhook id, or the same event on the same topic) and deliveries for shops that are not ours are left out.
 * @returns how many were new
 */
export async function keepDeliveries(deliveries: readonly ArrivedDelivery[]): Promise<number> {
  const { rowCount } = await pool().query({
    name: `keep-deliveries-${deliveries.length}`,
    text: statement(deliveries.length),
    values: deliveries.flatMap((one) => [one.shopDomain, one.webhookId, one.topic, one.eventId, one.triggeredAt, one.payload]),
  });
  return rowCount ?? 0;
}

const statements = new Map<number, string>();

function statement(rows: number): string {
  let text = statements.get(rows);
  if (!text) {
    const row = (index: number) => {
      const at = (column: number) => `$${index * COLUMNS + column}`;
      return `(${at(1)}::text, ${at(2)}::text, ${at(3)}::text, ${at(4)}::text, ${at(5)}::timestamptz, ${at(6)}::text)`;
    };
    text = `INSERT INTO webhook_deliveries (shop_id, webhook_id, topic, event_id, triggered_at, payload)
            SELECT s.shop_id, r.webhook_id, r.topic, r.event_id, r.triggered_at, r.payload
              FROM (VALUES ${Array.from({ length: rows }, (_, index) => row(index)).join(', ')}) AS r(domain, webhook_id, topic, event_id, triggered_at, payload)
              JOIN shops s ON s.domain = r.domain
            ON CONFLICT DO NOTHING`;
    statements.set(rows, text);
  }
  return text;
}
