// The frequency ledger: every message and every offer on site, as it counts against a customer's budget.
import { randomUUID } from 'node:crypto';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface NewTouch {
  /** c:<customer id> or v:<visitor id> */
  subjectKey: string;
  channel: 'on_site' | 'email' | 'sms';
  touchedAt: Date;
  /** placement:<name> | workflow:<uuid> | shop */
  source: string;
  stepId?: string | null;
}

export interface TouchRow extends NewTouch {
  touchId: string;
}

export async function insertTouches(shopId: bigint, touches: readonly NewTouch[], on: Queryable = pool()): Promise<void> {
  if (touches.length === 0) return;
  await on.query(
    `INSERT INTO touches (shop_id, touch_id, subject_key, channel, touched_at, source, step_id)
     SELECT $1, r."touchId", r."subjectKey", r.channel, r."touchedAt", r.source, r."stepId"
       FROM jsonb_to_recordset($2::jsonb) AS r("touchId" uuid, "subjectKey" text, channel text, "touchedAt" timestamptz, source text, "stepId" uuid)`,
    [shopId, jsonRows(touches.map((touch) => ({ stepId: null, ...touch, touchId: randomUUID() })))],
  );
}

/** Of $1 the shop: one a subject, place and day. Its id is made of the three, so that a second finds the first. */
export const TOUCH_ON_SITE = (subjectKey: string, source: string, at: string): string => `
  INSERT INTO touches (shop_id, touch_id, subject_key, channel, touched_at, source)
  VALUES ($1, md5(${subjectKey} || ' ' || ${source} || ' ' || (${at}::timestamptz AT TIME ZONE 'UTC')::date)::uuid, ${subjectKey}, 'on_site', ${at}, ${source}) ON CONFLICT DO NOTHING`;

/** A customer's touches, those of the visitors they were too, newest first. */
export async function touchesOfCustomer(shopId: bigint, customerId: bigint, limit: number, on: Queryable = pool()): Promise<TouchRow[]> {
  const { rows } = await on.query<TouchRow>(
    `SELECT touch_id AS "touchId", subject_key AS "subjectKey", channel, touched_at AS "touchedAt", source, step_id AS "stepId" FROM touches
      WHERE shop_id = $1 AND subject_key = ANY(ARRAY(SELECT 'v:' || visitor_id FROM subject_links WHERE shop_id = $1 AND customer_id = $2) || ('c:' || $2::text))
      ORDER BY touched_at DESC LIMIT $3`,
    [shopId, customerId, limit],
  );
  return rows;
}
