// The decision log's lifetime: months ahead are made, months past it are dropped. Safe to run in every process at start.
import { maintainDecisionPartitions } from '#app/db/across-shops/decision-partitions.ts';
import { log } from '#app/adapters/log.ts';

/** A year and a month, so that a season can be looked at beside the last. */
const KEEP_MONTHS = 13;

/** @param now business time: decisions are dated by it */
export async function maintainDecisions(now: Date): Promise<void> {
  const { made, dropped } = await maintainDecisionPartitions(now, KEEP_MONTHS);
  if (made.length + dropped.length > 0) log().info({ made, dropped }, 'the months of the decision log changed');
}
