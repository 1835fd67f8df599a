// Works out anew what order discounts of the shop may take off beside a set, whenever one of them or what may combine has
// changed. Kept, so that publishing and deciding go by the same number; where it moved, what is published follows.
import { guardrailsOf } from '#app/db/guardrails.ts';
import type { Queryable } from '#app/db/pool.ts';
import { shopDiscountsOf } from '#app/db/shop-discounts.ts';
import { saveStack, shopById } from '#app/db/shops.ts';
import { worstStack } from '#app/domain/discount/could-stack.ts';
import { combiningOf } from '#app/domain/discount/shop-discount.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';

/** What the merchant allows counts from now, and what the store still allows until it was told otherwise. */
export async function renewStack(shopId: bigint, now: Date, on: Queryable): Promise<void> {
  const [shop, { combinesWith }, others] = [await shopById(shopId, on), await guardrailsOf(shopId, on), await shopDiscountsOf(shopId, on)];
  const stack = worstStack(combiningOf([...combinesWith, ...(shop?.discountCombines ?? [])]), others, now);
  if (await saveStack(shopId, stack, on)) await enqueue(publishSets, { shopId: String(shopId) }, { client: on, jobKey: `publish-sets:${shopId}` });
}
