// A customer bought or sent back, or their order was deleted: what their workflows still meant to say about it is cancelled at once. (What was bought
// besides is left out when a step is decided.)
import { keptCustomer } from '#app/db/customer-merges.ts';
import { stopEnrollmentsOf } from '#app/db/enrollments.ts';
import { withTransaction } from '#app/db/pool.ts';

export interface Stop {
  customerId: bigint;
  why: 'returned' | 'bought' | 'deleted';
  /** The order that was sent back or deleted, or that was placed. */
  orderId: bigint;
}

/** @returns ids of the steps that were cancelled */
export async function stopEnrollments(shopId: bigint, { customerId, why, orderId }: Stop): Promise<string[]> {
  return withTransaction(async (client) => {
    // They may have been merged since it was noted.
    const person = await keptCustomer(shopId, customerId, client);
    return why === 'bought'
      ? stopEnrollmentsOf(shopId, person, 'carts', 'already_bought', client)
      : stopEnrollmentsOf(shopId, person, { orderId }, why === 'deleted' ? 'order_cancelled' : 'anchor_returned', client);
  });
}
