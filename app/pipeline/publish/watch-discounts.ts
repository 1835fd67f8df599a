// Whenever sets are published: in how many of those that are live another discount would bring something below the floor.
// That a discount has begun to is noted; Home and Data health say it as long as it does.
import { recordChanges } from '#app/db/changes.ts';
import { pool, withTransaction } from '#app/db/pool.ts';
import { saveSetsBelow, shopDiscountsOf } from '#app/db/shop-discounts.ts';
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import { belowFloorWith } from '#app/domain/discount/below-floor.ts';
import type { MarginPolicy } from '#app/domain/margin/rails.ts';
import type { SetOnDesk } from '#app/domain/offer/item-terms.ts';

export async function watchDiscounts(shopId: bigint, sets: readonly SetOnDesk[], products: ReadonlyMap<bigint, ProductFacts>, policy: MarginPolicy, now: Date): Promise<void> {
  const others = await shopDiscountsOf(shopId, pool(), [...products.keys()]);
  if (others.length === 0) return;
  const count = new Map<string, number>();
  for (const set of sets) for (const { discount } of belowFloorWith(set, products, policy, others, now)) count.set(discount.discountId, (count.get(discount.discountId) ?? 0) + 1);
  await withTransaction(async (on) => {
    const begun = await saveSetsBelow(shopId, count, on);
    await recordChanges(shopId, begun.map((detail) => ({ changedAt: now, actor: 'setwise', event: 'other_discount_below_floor', detail })), on);
  });
}
