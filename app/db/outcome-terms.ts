// What a shop's outcomes are computed with, as the merchant says it: costs and fees of the guardrails, the cost of a message,
// the cap.
import { guardrailsOf } from './guardrails.ts';
import { measureSettingsOf } from './measure-settings.ts';
import type { OutcomeTerms } from './outcome-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export async function outcomeTermsOf(shopId: bigint, on: Queryable = pool()): Promise<OutcomeTerms> {
  const { defaultCostBp, feeBp, feeMinor } = await guardrailsOf(shopId, on);
  const { messageCostMilli, capMinor } = await measureSettingsOf(shopId, on);
  return { defaultCostBp, feeBp, feeMinor, messageCostMilli, capMinor };
}
