// Codes that were minted, each for one step: Shopify lets it be used once and ends it; here is what became of it.
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface DiscountCodeRow {
  code: string;
  stepId: string;
  /** gid of the discount at Shopify. */
  discountNodeId: string;
  endsAt: Date;
  usedAt: Date | null;
  orderId: bigint | null;
  /** Somebody ended or deleted it by hand. */
  revokedAt: Date | null;
}

const COLUMNS = `code, step_id AS "stepId", discount_node_id AS "discountNodeId", ends_at AS "endsAt", used_at AS "usedAt", order_id AS "orderId", revoked_at AS "revokedAt"`;

export async function saveCode(shopId: bigint, code: Omit<DiscountCodeRow, 'usedAt' | 'orderId' | 'revokedAt'>, on: Queryable = pool()): Promise<void> {
  await on.query(
    `INSERT INTO discount_codes (shop_id, code, step_id, discount_node_id, ends_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (shop_id, code) DO NOTHING`,
    [shopId, code.code, code.stepId, code.discountNodeId, code.endsAt],
  );
}

/** What the store says of a discount. */
export interface CodeWord {
  discountNodeId: string;
  /** null: it can be used. */
  revokedAt: Date | null;
  /** When it was said; infinity: it was deleted, and nothing brings it back. */
  toldAt: Date | 'infinity';
}

/** Of discounts that are no code of ours nothing is kept. */
export async function saveCodeWords(shopId: bigint, words: readonly CodeWord[], on: Queryable): Promise<void> {
  await on.query(
    `UPDATE discount_codes c SET revoked_at = r."revokedAt", told_at = r."toldAt"
       FROM jsonb_to_recordset($2::jsonb) AS r("discountNodeId" text, "revokedAt" timestamptz, "toldAt" timestamptz)
      WHERE c.shop_id = $1 AND c.discount_node_id = r."discountNodeId" AND COALESCE(c.told_at, '-infinity') <= r."toldAt"`,
    [shopId, jsonRows(words)],
  );
}

export async function codeByName(shopId: bigint, code: string, on: Queryable = pool()): Promise<DiscountCodeRow | undefined> {
  return (await on.query<DiscountCodeRow>(`SELECT ${COLUMNS} FROM discount_codes WHERE shop_id = $1 AND code = $2`, [shopId, code])).rows[0];
}

/**
 * An order came with the code. Shopify writes codes as shoppers typed them, so case does not count.
 * @returns false for a code that is not ours, or that another order has used already
 */
export async function markCodeUsed(shopId: bigint, code: string, orderId: bigint, at: Date, on: Queryable = pool()): Promise<boolean> {
  const { rowCount } = await on.query(
    `UPDATE discount_codes SET used_at = COALESCE(used_at, $4), order_id = $3 WHERE shop_id = $1 AND code = upper($2) AND (order_id IS NULL OR order_id = $3)`,
    [shopId, code, orderId, at],
  );
  return rowCount === 1;
}

/** @returns codes that somebody could still find at Shopify: its discount ids */
export async function mintedCodes(shopId: bigint, on: Queryable = pool()): Promise<string[]> {
  return (await on.query<{ discountNodeId: string }>(`SELECT discount_node_id AS "discountNodeId" FROM discount_codes WHERE shop_id = $1 ORDER BY code`, [shopId])).rows.map((row) => row.discountNodeId);
}
