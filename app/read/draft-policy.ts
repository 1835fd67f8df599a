// The margin policy as it would be with guardrails that are not saved yet: also what other discounts could then take off
// beside a set.
import { marginPolicyOf } from '#app/db/margin-policy.ts';
import { shopDiscountsOf } from '#app/db/shop-discounts.ts';
import { worstStack } from '#app/domain/discount/could-stack.ts';
import { combiningOf, type DiscountWord } from '#app/domain/discount/shop-discount.ts';
import type { Guardrails } from '#app/domain/margin/guardrails.ts';
import type { MarginRule } from '#app/domain/margin/margin-rule.ts';
import type { MarginPolicy } from '#app/domain/margin/rails.ts';

/** @param marginRules left out: as they are saved @param words of discounts; of the others what is saved */
export async function draftPolicy(shopId: bigint, guardrails: Guardrails, marginRules: readonly MarginRule[] | undefined, now: Date, words: readonly DiscountWord[] = []): Promise<{ saved: MarginPolicy; draft: MarginPolicy }> {
  const [saved, others] = await Promise.all([marginPolicyOf(shopId), shopDiscountsOf(shopId)]);
  const drafted = new Map(words.map((word) => [word.discountId, word]));
  const stack = worstStack(combiningOf(guardrails.combinesWith), others.map((other) => ({ ...other, ...drafted.get(other.discountId) })), now);
  const { stack: _, ...alone } = saved;
  return { saved, draft: { ...alone, ...(stack.bp + stack.minor > 0 ? { stack } : {}), guardrails, marginRules: marginRules ?? saved.marginRules } };
}
