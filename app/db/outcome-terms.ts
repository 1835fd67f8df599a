// What a shop's outcomes are computed with, as the merchant says it: costs and fees of the guardrails, the cost of a message,
// the cap.
import { guardrailsOf } from './guardrails.ts';
import type { OutcomeTerms } from './outcome-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

/** What an email costs where nobody said, thousandths of a minor unit. */
const MESSAGE_COST_MILLI = 150;

export async function outcomeTermsOf(shopId: bigint, on: Queryable = pool()): Promise<OutcomeTerms> {
  const { defaultCostBp, feeBp, feeMinor } = await guardrailsOf(shopId, on);
  return { defaultCostBp, feeBp, feeMinor, messageCostMilli: MESSAGE_COST_MILLI, capMinor: null };
}
