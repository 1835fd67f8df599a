// A merchant changes what they accept. The change is logged and what the store was told is renewed, all in one
// transaction: discounts that the new floor no longer allows may not stay published.
import { recordChange } from '#app/db/changes.ts';
import { guardrailsOf, writeGuardrails } from '#app/db/guardrails.ts';
import { withTransaction } from '#app/db/pool.ts';
import { DEFAULT_GUARDRAILS, type GuardrailsOutcome, type Guardrails, validateGuardrails } from '#app/domain/margin/guardrails.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { renewStack } from '../sync/renew-stack.ts';

/** @param actor the person's subject id @returns what was saved, or every field that is out of bounds (nothing saved) */
export async function saveGuardrails(shopId: bigint, input: Readonly<Record<keyof Guardrails, unknown>>, actor: string, now: Date): Promise<GuardrailsOutcome> {
  const outcome = validateGuardrails(input);
  if (outcome.kind === 'invalid') return outcome;
  await withTransaction(async (client) => {
    const before = await guardrailsOf(shopId, client);
    // Saving what is saved changes nothing; saving the defaults for the first time makes them the merchant's own.
    if (before !== DEFAULT_GUARDRAILS && isSame(before, outcome.guardrails)) return;
    await writeGuardrails(shopId, outcome.guardrails, { actor, at: now }, client);
    await renewStack(shopId, now, client);
    await recordChange(shopId, { changedAt: now, actor, event: 'guardrails_saved', detail: { before, after: outcome.guardrails } }, client);
    await enqueue(publishSets, { shopId: String(shopId) }, { client, jobKey: `publish-sets:${shopId}` });
  });
  return outcome;
}

const isSame = (one: Guardrails, other: Guardrails): boolean => (Object.keys(one) as (keyof Guardrails)[]).every((field) => String(one[field]) === String(other[field]));
