// Parcels that are due and that nobody reported: their orders count as delivered, by estimate, and their customers enter what
// waits for that. The row is the work, by the business clock.
import { claimDueDeliveries } from '#app/db/across-shops/claim-due-deliveries.ts';
import { withTransaction } from '#app/db/pool.ts';
import { enroll } from '#app/jobs/definitions/enroll.ts';
import { enqueueAll } from '#app/jobs/enqueue.ts';

/** Of one shop, in one round. */
const PER_SHOP = 500;

/** @param now business time @returns how many orders count as delivered from now on */
export async function assumeDeliveries(now: Date): Promise<number> {
  let assumed = 0;
  for (;;) {
    const { handled, due } = await withTransaction(async (on) => {
      const claimed = await claimDueDeliveries(now, PER_SHOP, on);
      const entries = claimed.due.map(({ shopId, orderId }) => ({ shopId: String(shopId), orderId: String(orderId), trigger: 'order_delivered' as const }));
      await enqueueAll(enroll, entries, ({ shopId, orderId }) => `enroll:delivered:${shopId}:${orderId}`, on);
      return claimed;
    });
    assumed += due.length;
    if (handled === 0) return assumed;
  }
}
