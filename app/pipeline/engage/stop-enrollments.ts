// A customer bought or sent back: what their workflows still meant to say about it is cancelled at once. (What was bought
// besides is left out when a step is decided.)
import { stopEnrollmentsOf } from '#app/db/enrollments.ts';
import { withTransaction } from '#app/db/pool.ts';

export interface Stop {
  customerId: bigint;
  why: 'returned' | 'bought';
  /** The order that was sent back, or that was placed. */
  orderId: bigint;
}

/** @returns ids of the steps that were cancelled */
export async function stopEnrollments(shopId: bigint, { customerId, why, orderId }: Stop): Promise<string[]> {
  return withTransaction((client) =>
    why === 'returned'
      ? stopEnrollmentsOf(shopId, customerId, { orderId }, 'anchor_returned', client)
      : stopEnrollmentsOf(shopId, customerId, 'carts', 'already_bought', client),
  );
}
