// What customers want to send back, or have. Shopify gives a return no version, so its trigger, or the moment at which it was
// read, is one; nothing older overwrites a newer word. Which products are in it is said by the view returned_products, for
// everybody who asks.
import type { ReturnStatus } from '#app/contract/webhooks/return.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

/** A return as a webhook tells it: where it stands now. */
export interface ReturnWord {
  returnId: bigint;
  orderId: bigint;
  status: ReturnStatus;
  triggeredAt: Date;
}

export interface ReturnLineRow {
  returnLineId: bigint;
  lineId: bigint;
  quantity: number;
}

/** A return read whole. */
export interface ReturnRow extends ReturnWord {
  requestedAt: Date;
  openedAt: Date | null;
  closedAt: Date | null;
  lines: ReturnLineRow[];
}

const NOT_OLDER = `excluded.triggered_at >= COALESCE(returns.triggered_at, '-infinity')`;

/** @param words one a return @returns ids of the returns that were written; of the others more is known */
export async function noteReturns(shopId: bigint, words: readonly ReturnWord[], on: Queryable = pool()): Promise<bigint[]> {
  if (words.length === 0) return [];
  const { rows } = await on.query<{ return_id: bigint }>(
    `INSERT INTO returns (shop_id, return_id, order_id, status, requested_at, opened_at, closed_at, triggered_at)
     SELECT $1, r."returnId", r."orderId", r.status, CASE r.status WHEN 'requested' THEN r."triggeredAt" END, CASE r.status WHEN 'open' THEN r."triggeredAt" END,
            CASE r.status WHEN 'closed' THEN r."triggeredAt" END, r."triggeredAt"
       FROM jsonb_to_recordset($2::jsonb) AS r("returnId" bigint, "orderId" bigint, status text, "triggeredAt" timestamptz)
     ON CONFLICT (shop_id, return_id) DO UPDATE SET order_id = excluded.order_id, status = excluded.status, triggered_at = excluded.triggered_at,
       requested_at = COALESCE(returns.requested_at, excluded.requested_at), opened_at = COALESCE(returns.opened_at, excluded.opened_at),
       closed_at = CASE WHEN excluded.status = 'closed' THEN CASE WHEN returns.status = 'closed' THEN COALESCE(returns.closed_at, excluded.closed_at) ELSE excluded.closed_at END END
     WHERE ${NOT_OLDER}
     RETURNING return_id`,
    [shopId, jsonRows(words)],
  );
  return rows.map((row) => row.return_id);
}

/**
 * When a return was requested and approved is told by one word each, which may come after newer ones: it fills in the moment
 * and moves nothing. It was approved when it was first open; one that was open after it was closed was closed again since.
 * Shopify's own moments, once read, are whole seconds.
 * @param words any number a return, of returns that were noted
 */
export async function noteReturnMoments(shopId: bigint, words: readonly ReturnWord[], on: Queryable = pool()): Promise<void> {
  if (words.length === 0) return;
  await on.query(
    `UPDATE returns t
        SET requested_at = COALESCE(t.requested_at, w.requested_at), opened_at = LEAST(t.opened_at, w.opened_at),
            closed_at = CASE WHEN t.status = 'closed' AND w.open_until > t.closed_at THEN t.triggered_at ELSE t.closed_at END
       FROM (SELECT r."returnId" AS return_id, min(r."triggeredAt") FILTER (WHERE r.status = 'requested') AS requested_at,
                    min(r."triggeredAt") FILTER (WHERE r.status = 'open') AS opened_at, date_trunc('second', max(r."triggeredAt") FILTER (WHERE r.status = 'open')) AS open_until
               FROM jsonb_to_recordset($2::jsonb) AS r("returnId" bigint, status text, "triggeredAt" timestamptz)
              GROUP BY r."returnId") w
      WHERE t.shop_id = $1 AND t.return_id = w.return_id AND (w.requested_at IS NOT NULL OR w.opened_at IS NOT NULL)`,
    [shopId, jsonRows(words)],
  );
}

/** @param returns one version a return @returns ids of the returns that were written */
export async function upsertReturns(shopId: bigint, returns: readonly ReturnRow[], on: Queryable = pool()): Promise<bigint[]> {
  if (returns.length === 0) return [];
  const { rows } = await on.query<{ return_id: bigint }>(
    `INSERT INTO returns (shop_id, return_id, order_id, status, requested_at, opened_at, closed_at, triggered_at, lines_known)
     SELECT $1, r."returnId", r."orderId", r.status, r."requestedAt", r."openedAt", r."closedAt", r."triggeredAt", true
       FROM jsonb_to_recordset($2::jsonb) AS r("returnId" bigint, "orderId" bigint, status text, "requestedAt" timestamptz, "openedAt" timestamptz, "closedAt" timestamptz, "triggeredAt" timestamptz)
     ON CONFLICT (shop_id, return_id) DO UPDATE SET order_id = excluded.order_id, status = excluded.status, requested_at = excluded.requested_at, opened_at = excluded.opened_at,
       closed_at = excluded.closed_at, triggered_at = excluded.triggered_at, lines_known = true
     WHERE ${NOT_OLDER}
     RETURNING return_id`,
    [shopId, jsonRows(returns.map(({ lines: _lines, ...one }) => one))],
  );
  const written = new Set(rows.map((row) => row.return_id));
  const lines = returns.filter(({ returnId }) => written.has(returnId)).flatMap(({ returnId, orderId, lines: own }) => own.map((line) => ({ ...line, returnId, orderId })));
  await on.query(
    `DELETE FROM return_lines t WHERE shop_id = $1 AND return_id = ANY($2::bigint[])
        AND NOT EXISTS (SELECT 1 FROM jsonb_to_recordset($3::jsonb) AS r("returnLineId" bigint) WHERE r."returnLineId" = t.return_line_id)`,
    [shopId, [...written], jsonRows(lines)],
  );
  await on.query(
    `INSERT INTO return_lines (shop_id, return_id, return_line_id, order_id, line_id, quantity)
     SELECT $1, r."returnId", r."returnLineId", r."orderId", r."lineId", r.quantity
       FROM jsonb_to_recordset($2::jsonb) AS r("returnId" bigint, "returnLineId" bigint, "orderId" bigint, "lineId" bigint, quantity int)
     ON CONFLICT (shop_id, return_id, return_line_id) DO UPDATE SET order_id = excluded.order_id, line_id = excluded.line_id, quantity = excluded.quantity`,
    [shopId, jsonRows(lines)],
  );
  return [...written];
}

export interface ReturnState {
  status: ReturnStatus;
  linesKnown: boolean;
}

/** @returns what stands of those returns that are known */
export async function returnStates(shopId: bigint, returnIds: readonly bigint[], on: Queryable = pool()): Promise<Map<bigint, ReturnState>> {
  if (returnIds.length === 0) return new Map();
  const { rows } = await on.query<ReturnState & { returnId: bigint }>(
    `SELECT return_id AS "returnId", status, lines_known AS "linesKnown" FROM returns WHERE shop_id = $1 AND return_id = ANY($2::bigint[])`,
    [shopId, returnIds],
  );
  return new Map(rows.map(({ returnId, ...state }) => [returnId, state]));
}

/** Those that somebody still has to do something about, the latest first. */
export async function openReturns(shopId: bigint, limit: number, on: Queryable = pool()): Promise<bigint[]> {
  const { rows } = await on.query<{ return_id: bigint }>(
    `SELECT return_id FROM returns WHERE shop_id = $1 AND status IN ('requested', 'open') ORDER BY triggered_at DESC LIMIT $2`,
    [shopId, limit],
  );
  return rows.map((row) => row.return_id);
}
