// Offers of the kept decisions that were made to customers whom the shop knows, person by person and each in order: some
// hundred people at a time, so that a month of any length fits into memory.
import { each } from './each-row.ts';
import { SHAPE_KEY } from './offer-shapes.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface OfferOfCustomer {
  customerId: bigint;
  decisionId: string;
  decidedAt: Date;
  inMessage: boolean;
  /** Which different offer it is: as offer-shapes.ts tells them apart. */
  shapeKey: string;
  cart: bigint[];
}

const PEOPLE = 500;

const OFFERS = `
  WITH people AS MATERIALIZED (
         SELECT customer_id FROM decisions WHERE shop_id = $1 AND customer_id > $2 AND decided_at >= $3 AND set_id IS NOT NULL AND offered::text <> '[]' GROUP BY 1 ORDER BY 1 LIMIT ${PEOPLE})
  SELECT d.customer_id AS "customerId", d.decision_id AS "decisionId", d.decided_at AS "decidedAt", d.placement = 'email' AS "inMessage", ${SHAPE_KEY} AS "shapeKey", d.cart_product_ids AS cart
    FROM people p CROSS JOIN ${each(`SELECT * FROM decisions WHERE shop_id = $1 AND customer_id = p.customer_id AND decided_at >= $3 AND set_id IS NOT NULL AND offered::text <> '[]'`)} d
   ORDER BY d.customer_id, d.decided_at, d.decision_id`;

/** By customer. */
export async function* offersOfCustomers(shopId: bigint, since: Date, on: Queryable = pool()): AsyncGenerator<Map<bigint, OfferOfCustomer[]>> {
  let after = 0n;
  for (;;) {
    const { rows } = await on.query<OfferOfCustomer>(OFFERS, [shopId, after, since]);
    const last = rows.at(-1);
    if (!last) return;
    yield Map.groupBy(rows, ({ customerId }) => customerId);
    after = last.customerId;
  }
}
