// Gives the decision log its months ahead, and takes away the ones that are past their lifetime.
import { maintainDecisionPartitions } from '#app/db/across-shops/decision-partitions.ts';

/** How long a decision is kept: long enough to answer a customer's question and to fill last year's comparison. */
const KEEP_MONTHS = 13;

export async function maintainDecisions(now: Date): Promise<void> {
  await maintainDecisionPartitions(now, KEEP_MONTHS);
}
