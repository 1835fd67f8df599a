// A merchant changes what a set gives: the kind of offer, and its number. From then on the set is a person's. What the store
// was told is renewed in the same transaction.
import { recordChange } from '#app/db/changes.ts';
import { guardrailsOf } from '#app/db/guardrails.ts';
import { withTransaction } from '#app/db/pool.ts';
import { definitionOf } from '#app/db/set-definitions.ts';
import { writeTerms } from '#app/db/sets.ts';
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';
import { readTerms, type WrittenTerms } from '#app/domain/offer/offer-terms.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { checkTerms } from './check-terms.ts';

/** @throws AppError bad_request for what is no offer, or one that the set cannot make; not_found for no such set */
export async function changeTerms(shopId: bigint, setId: string, written: WrittenTerms, actor: string, at: Date): Promise<void> {
  const terms = readTerms(written);
  if (!terms) throw new AppError('bad_request', says(({ sets }) => sets.noOffer));
  const guardrails = await guardrailsOf(shopId);
  await withTransaction(async (client) => {
    const set = await definitionOf(shopId, setId, client, { held: true });
    if (!set) throw new AppError('not_found', says(({ sets }) => sets.gone));
    checkTerms(terms, set.definition, guardrails);
    await writeTerms(shopId, setId, terms, at, client);
    await recordChange(shopId, { changedAt: at, actor, event: 'set_revised', detail: { setId, before: { goal: set.definition.goal, terms: set.terms }, after: { goal: set.definition.goal, terms } } }, client);
    if (set.status === 'approved') await enqueue(publishSets, { shopId: String(shopId) }, { client, jobKey: `publish-sets:${shopId}` });
  });
}
