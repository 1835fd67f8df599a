// A merchant changes what a set gives: the kind of offer, and its number. From then on the set is a person's. What the store
// was told is renewed in the same transaction.
import { recordChange } from '#app/db/changes.ts';
import { guardrailsOf } from '#app/db/guardrails.ts';
import { withTransaction } from '#app/db/pool.ts';
import { lockSet, writeTerms } from '#app/db/sets.ts';
import { AppError } from '#app/domain/app-error.ts';
import { readTerms, type WrittenTerms } from '#app/domain/offer/offer-terms.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';

/** @throws AppError bad_request for what is no offer, or one that the set cannot make; not_found for no such set */
export async function changeTerms(shopId: bigint, setId: string, written: WrittenTerms, actor: string, at: Date): Promise<void> {
  const terms = readTerms(written);
  if (!terms) throw new AppError('bad_request', 'This is no offer: a number is missing, or out of its bounds.');
  const { maxDiscountBp, shippingMinor } = await guardrailsOf(shopId);
  if (terms.kind === 'percent' && terms.bp > maxDiscountBp) throw new AppError('bad_request', `The discount has to be between 0 and ${maxDiscountBp / 100} %, the most your guardrails allow.`);
  if (terms.kind === 'free_shipping' && shippingMinor === 0) throw new AppError('bad_request', 'Say on Guardrails what sending an order costs you first: until then free shipping cannot be held above your floor.');
  await withTransaction(async (client) => {
    const set = await lockSet(shopId, setId, client);
    if (!set) throw new AppError('not_found', 'This set does not exist, or was removed.');
    if (terms.kind === 'gift' && !set.slots.some(({ slotNo }) => slotNo === terms.slotNo)) throw new AppError('bad_request', 'The slot of the gift is no longer there. Choose another one.');
    await writeTerms(shopId, setId, terms, at, client);
    await recordChange(shopId, { changedAt: at, actor, event: 'set_revised', detail: { setId, after: { goal: set.goal, terms } } }, client);
    if (set.status === 'approved') await enqueue(publishSets, { shopId: String(shopId) }, { client, jobKey: `publish-sets:${shopId}` });
  });
}
