// What a recipient did with a message: the first time of each thing counts.
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export type MessageEventName = 'received' | 'opened' | 'clicked' | 'bounced' | 'marked_as_spam' | 'unsubscribed' | 'have_it' | 'not_for_me' | 'quiet';

export async function recordMessageEvent(shopId: bigint, stepId: string, event: MessageEventName, at: Date, on: Queryable = pool()): Promise<void> {
  await on.query('INSERT INTO message_events (shop_id, step_id, event, happened_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [shopId, stepId, event, at]);
}

/** @returns when each thing happened first, by its name */
export async function messageEventsOf(shopId: bigint, stepId: string, on: Queryable = pool()): Promise<Map<MessageEventName, Date>> {
  const { rows } = await on.query<{ event: MessageEventName; at: Date }>('SELECT event, happened_at AS at FROM message_events WHERE shop_id = $1 AND step_id = $2', [shopId, stepId]);
  return new Map(rows.map(({ event, at }) => [event, at]));
}
