// Takes out of the inbox what is settled and of no more use: applied deliveries once no repeat of them can arrive any more,
// and the payloads of those that were set aside, which name people, once a person has had a month to see to them.
import { deleteSettledDeliveries, forgetSetAsidePayloads, forgetTallies } from '#app/db/across-shops/applied-deliveries.ts';
import { daysBefore } from '#app/domain/days.ts';

/** Shopify repeats a delivery for four hours; a person at the console, or a restored queue, for longer. */
const KEEP_APPLIED_DAYS = 30;
/** As long as it can be retried. After that the nightly reconciliation has long brought what it told. */
const KEEP_PAYLOAD_DAYS = 30;
/** That there was one, and why it was set aside. */
const KEEP_SET_ASIDE_DAYS = 90;
/** So far back the page "Data health" says when something last came. */
const KEEP_TALLIES_DAYS = 30;

/** @returns how many rows were taken out */
export async function pruneDeliveries(now: Date): Promise<number> {
  const daysAgo = (days: number) => daysBefore(now, days);
  await forgetSetAsidePayloads(daysAgo(KEEP_PAYLOAD_DAYS));
  await forgetTallies(daysAgo(KEEP_TALLIES_DAYS));
  return (await deleteSettledDeliveries('applied', daysAgo(KEEP_APPLIED_DAYS))) + (await deleteSettledDeliveries('set_aside', daysAgo(KEEP_SET_ASIDE_DAYS)));
}
