// Customers who are gone, told or found: they keep a tombstone, and nothing is sent to them any more. What they bought stays as
// numbers until Shopify asks to forget them.
import { deleteCustomers } from '#app/db/customers.ts';
import { stopEnrollmentsOf } from '#app/db/enrollments.ts';
import type { Queryable } from '#app/db/pool.ts';
import { takeUntoldMerges } from './take-untold-merges.ts';

export async function takeDeletedCustomers(shopId: bigint, deleted: readonly { customerId: bigint; at: Date }[], on: Queryable): Promise<void> {
  const [first] = deleted;
  if (!first) return;
  await deleteCustomers(shopId, deleted, on);
  await takeUntoldMerges(shopId, first.at, on);
  for (const { customerId } of deleted) await stopEnrollmentsOf(shopId, customerId, 'all', 'customer_deleted', on);
}
