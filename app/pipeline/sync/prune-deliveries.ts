// Takes applied deliveries out of the inbox once no repeat of them can arrive any more. What was set aside stays: a
// person has not seen to it yet.
import { deleteAppliedDeliveries } from '#app/db/across-shops/applied-deliveries.ts';

/** Shopify repeats a delivery for four hours; a person at the console, or a restored queue, for longer. */
const KEEP_DAYS = 30;

/** @returns how many were taken out */
export async function pruneDeliveries(now: Date): Promise<number> {
  return deleteAppliedDeliveries(new Date(now.getTime() - KEEP_DAYS * 86_400_000));
}
