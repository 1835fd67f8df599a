// A merchant says what discounts take off at most of which Shopify does not say it. From then on they are judged by it, those
// off orders too where they may come on top of a set: what is published follows in the same transaction.
import { recordChanges } from '#app/db/changes.ts';
import { withTransaction } from '#app/db/pool.ts';
import { saveDiscountWords as write } from '#app/db/shop-discounts.ts';
import type { DiscountWord } from '#app/domain/discount/shop-discount.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { renewStack } from '../sync/renew-stack.ts';

/** @param actor the person's subject id. Of discounts that are over meanwhile nothing is kept */
export async function saveDiscountWords(shopId: bigint, words: readonly DiscountWord[], actor: string, now: Date): Promise<void> {
  if (words.length === 0) return;
  await withTransaction(async (on) => {
    const said = await write(shopId, words, on);
    if (said.length === 0) return;
    await renewStack(shopId, now, on);
    await recordChanges(shopId, said.map((detail) => ({ changedAt: now, actor, event: 'other_discount_said', detail })), on);
    await enqueue(publishSets, { shopId: String(shopId) }, { client: on, jobKey: `publish-sets:${shopId}` });
  });
}
