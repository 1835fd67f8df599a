// What every open suggestion leaves after its discount, by the rules of an offer: what the one to start with and approving by
// itself go by. Reads only.
import { deskProducts } from '#app/db/admin-products.ts';
import { marginPolicyOf } from '#app/db/margin-policy.ts';
import type { Queryable } from '#app/db/pool.ts';
import { setsToPrice } from '#app/db/sets-to-price.ts';
import { shopDiscountsOf } from '#app/db/shop-discounts.ts';
import { type OpenSuggestion, openSuggestions } from '#app/db/strategy-counts.ts';
import { belowFloorWith } from '#app/domain/discount/below-floor.ts';
import { type ItemMargin, marginsOf } from '#app/domain/set/opportunities.ts';

export interface JudgedSuggestion extends OpenSuggestion {
  /** Of the first product of each slot; null: a cost is not known. */
  margins: ItemMargin[] | null;
  /** Another discount of the shop would bring something of it below the floor. */
  warned: boolean;
}

export async function judgeSuggestions(shopId: bigint, at: Date, on?: Queryable): Promise<JudgedSuggestion[]> {
  const open = await openSuggestions(shopId, at, on);
  if (open.length === 0) return [];
  const [sets, policy] = await Promise.all([setsToPrice(shopId, open.map(({ setId }) => setId), on), marginPolicyOf(shopId)]);
  const named = [...new Set(sets.flatMap(({ anchorProductId, slots }) => [anchorProductId, ...slots.flatMap(({ candidates }) => candidates.map(({ productId }) => productId))]))];
  const [products, others] = await Promise.all([deskProducts(shopId, named), shopDiscountsOf(shopId, on, named)]);
  const priced = new Map(sets.map((set) => [set.setId, set]));
  return open.flatMap((each) => {
    const set = priced.get(each.setId);
    return set ? [{ ...each, margins: marginsOf(set, products, policy), warned: belowFloorWith(set, products, policy, others, at).length > 0 }] : [];
  });
}
