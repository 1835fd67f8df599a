// The arms of visitors who turned out to be customers before their own arm was written: all their names get one (settle_arms).
import { pool } from './pool.ts';

export async function settleLinked(shopId: bigint, visitorIds: readonly string[]): Promise<void> {
  await pool().query(
    `SELECT settle_arms($1, l.customer_id) FROM (SELECT DISTINCT customer_id FROM subject_links WHERE shop_id = $1 AND visitor_id = ANY($2::text[]) ORDER BY customer_id) l`,
    [shopId, visitorIds],
  );
}
