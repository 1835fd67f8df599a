// What became of the deliveries: each that was acknowledged has one row, applied or set aside, and was settled once.
import type pg from 'pg';
import { SHOP_ID } from './first-store.ts';
import type { Delivery } from './wire.ts';

/** Notes every time that a delivery is settled, in the transaction that does. Made before the run. */
export async function watchSettling(on: pg.ClientBase): Promise<void> {
  await on.query(`
    CREATE TABLE settled_in_run (webhook_id text NOT NULL, status text NOT NULL);
    CREATE FUNCTION note_settled() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN INSERT INTO settled_in_run VALUES (NEW.webhook_id, NEW.status); RETURN NULL; END $$;
    CREATE TRIGGER note_settled AFTER UPDATE OF status ON webhook_deliveries FOR EACH ROW WHEN (NEW.status <> 'pending') EXECUTE FUNCTION note_settled();`);
}

export async function pendingDeliveries(on: pg.ClientBase): Promise<number> {
  const { rows } = await on.query<{ pending: number }>(`SELECT count(*)::int AS pending FROM webhook_deliveries WHERE status = 'pending'`);
  return rows[0]?.pending ?? 0;
}

/** @returns what somebody waits for in vain, in a line each: deliveries, jobs, and what the database's sessions are at */
export async function whatIsUnderWay(on: pg.ClientBase): Promise<string> {
  const { rows } = await on.query<{ line: string }>(
    `SELECT 'pending: ' || topic || ' ' || webhook_id AS line FROM webhook_deliveries WHERE status = 'pending'
      UNION ALL SELECT concat_ws(' ', 'job:', id, task_identifier, 'run_at', run_at, 'attempts', attempts, 'locked', locked_at, locked_by, last_error) FROM graphile_worker.jobs WHERE task_identifier LIKE 'sync.%'
      UNION ALL SELECT concat_ws(' ', 'queue:', queue_name, 'locked', locked_at, locked_by) FROM graphile_worker._private_job_queues WHERE locked_at IS NOT NULL
      UNION ALL SELECT concat_ws(' ', 'session:', pid, state, wait_event_type, wait_event, 'since', state_change, left(query, 120)) FROM pg_stat_activity WHERE datname = current_database()
      UNION ALL SELECT 'now: ' || now()`,
  );
  return rows.map(({ line }) => line).join('\n');
}

/** @returns what is wrong, in a line each */
export async function auditDeliveries(deliveries: readonly Delivery[], on: pg.ClientBase): Promise<string[]> {
  const { rows } = await on.query<{ webhook_id: string; event_id: string; topic: string; status: string; error: string | null; times: number }>(
    `SELECT webhook_id, event_id, topic, status, error, (SELECT count(*)::int FROM settled_in_run s WHERE s.webhook_id = d.webhook_id) AS times FROM webhook_deliveries d WHERE shop_id = $1`,
    [String(SHOP_ID)],
  );
  const events = new Map<string, (typeof rows)[number]>();
  const problems: string[] = [];
  const told = new Set(deliveries.filter(({ attempts }) => attempts > 0).map(({ eventId, topic }) => `${eventId} ${topic}`));
  for (const row of rows) {
    const event = `${row.event_id} ${row.topic}`;
    if (events.has(event)) problems.push(`${event} is kept twice`);
    events.set(event, row);
    if (!told.has(event)) problems.push(`${event} is kept and was never sent`);
    if (row.status === 'set_aside') problems.push(`${event} was set aside: ${row.error}`);
    else if (row.status !== 'applied') problems.push(`${event} is ${row.status}`);
    else if (row.times !== 1) problems.push(`${event} was settled ${row.times} times`);
  }
  for (const { eventId, topic, state, number } of deliveries) if (state === 'acknowledged' && !events.has(`${eventId} ${topic}`)) problems.push(`#${number} ${topic} was acknowledged, and is not kept`);
  return problems;
}
