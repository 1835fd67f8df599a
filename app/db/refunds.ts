// Refunds: what came back of which line. A refund never changes once it was made, so the first telling stays.
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface RefundRow {
  refundId: bigint;
  orderId: bigint;
  refundedAt: Date;
  /** null: not told; it comes with the lines. */
  beyondLines: BeyondLines | null;
}

/** What a refund paid back for no line, in the basis of the order's prices. */
export interface BeyondLines {
  shippingMinor: number;
  /** Below nought: withheld. */
  adjustmentMinor: number;
  /** Of both. */
  taxMinor: number;
}

export interface RefundLineRow {
  refundId: bigint;
  orderId: bigint;
  lineId: bigint;
  quantity: number;
  /** In the basis of the order's prices: with the tax where they hold it. */
  amountMinor: number;
  taxMinor: number;
}

/** @returns ids of the refunds that were not known before */
export async function insertRefunds(shopId: bigint, refunds: readonly RefundRow[], on: Queryable = pool()): Promise<bigint[]> {
  if (refunds.length === 0) return [];
  const { rows } = await on.query<{ refund_id: bigint }>(
    `INSERT INTO refunds (shop_id, refund_id, order_id, refunded_at)
     SELECT $1, r."refundId", r."orderId", r."refundedAt" FROM jsonb_to_recordset($2::jsonb) AS r("refundId" bigint, "orderId" bigint, "refundedAt" timestamptz)
     ON CONFLICT DO NOTHING RETURNING refund_id`,
    [shopId, jsonRows(refunds)],
  );
  await noteBeyondLines(shopId, refunds.flatMap(({ refundId, beyondLines }) => (beyondLines ? [{ refundId, ...beyondLines }] : [])), on);
  return rows.map((row) => row.refund_id);
}

export async function noteBeyondLines(shopId: bigint, refunds: readonly (BeyondLines & { refundId: bigint })[], on: Queryable = pool()): Promise<void> {
  if (refunds.length === 0) return;
  await on.query(
    `UPDATE refunds f SET shipping_minor = r."shippingMinor", adjustment_minor = r."adjustmentMinor", tax_minor = r."taxMinor"
       FROM jsonb_to_recordset($2::jsonb) AS r("refundId" bigint, "shippingMinor" bigint, "adjustmentMinor" bigint, "taxMinor" bigint)
      WHERE f.shop_id = $1 AND f.refund_id = r."refundId"
        AND (f.shipping_minor, f.adjustment_minor, f.tax_minor) IS DISTINCT FROM (r."shippingMinor", r."adjustmentMinor", r."taxMinor")`,
    [shopId, jsonRows(refunds)],
  );
}

export async function insertRefundLines(shopId: bigint, lines: readonly RefundLineRow[], on: Queryable = pool()): Promise<void> {
  if (lines.length === 0) return;
  await on.query(
    `INSERT INTO refund_lines (shop_id, refund_id, order_id, line_id, quantity, amount_minor, tax_minor)
     SELECT $1, r."refundId", r."orderId", r."lineId", sum(r.quantity)::int, sum(r."amountMinor")::bigint, sum(r."taxMinor")::bigint
       FROM jsonb_to_recordset($2::jsonb) AS r("refundId" bigint, "orderId" bigint, "lineId" bigint, quantity int, "amountMinor" bigint, "taxMinor" bigint)
      GROUP BY r."refundId", r."orderId", r."lineId"
     ON CONFLICT DO NOTHING`,
    [shopId, jsonRows(lines)],
  );
}

const WITHOUT_LINES = 'NOT EXISTS (SELECT 1 FROM refund_lines l WHERE l.shop_id = r.shop_id AND l.order_id = r.order_id AND l.refund_id = r.refund_id)';

export async function countRefundsWithoutLines(shopId: bigint, on: Queryable = pool()): Promise<number> {
  const { rows } = await on.query<{ total: number }>(`SELECT count(*)::int AS total FROM refunds r WHERE shop_id = $1 AND ${WITHOUT_LINES}`, [shopId]);
  return rows[0]?.total ?? 0;
}

/** @returns refunds whose lines are not known, above `after`, in the order of their ids */
export async function refundsWithoutLines(shopId: bigint, after: bigint, limit: number, on: Queryable = pool()): Promise<bigint[]> {
  const { rows } = await on.query<{ refund_id: bigint }>(
    `SELECT refund_id FROM refunds r WHERE shop_id = $1 AND refund_id > $2 AND ${WITHOUT_LINES} ORDER BY refund_id LIMIT $3`,
    [shopId, after, limit],
  );
  return rows.map((row) => row.refund_id);
}

/** @returns those of these refunds whose lines are known */
export async function refundsWithLines(shopId: bigint, refundIds: readonly bigint[], on: Queryable = pool()): Promise<Set<bigint>> {
  if (refundIds.length === 0) return new Set();
  const { rows } = await on.query<{ refund_id: bigint }>('SELECT refund_id FROM refund_lines WHERE shop_id = $1 AND refund_id = ANY($2::bigint[])', [shopId, refundIds.map(String)]);
  return new Set(rows.map((row) => row.refund_id));
}
