// Which other discounts of the shop would bring something of a set below the floor, said before the set goes live and while it is.
import { deskProducts } from '#app/db/admin-products.ts';
import { marginPolicyOf } from '#app/db/margin-policy.ts';
import { setsToPrice } from '#app/db/sets-to-price.ts';
import { shopDiscountsOf } from '#app/db/shop-discounts.ts';
import { type BelowFloor, belowFloorWith } from '#app/domain/discount/below-floor.ts';
import { type DiscountValue, isInForce } from '#app/domain/discount/shop-discount.ts';

export interface DiscountWarning {
  discount: string;
  value: DiscountValue | null;
  /** It is off the order, or off products. */
  isOrder: boolean;
  /** On top of what the set gives, or in its place. */
  how: BelowFloor['how'];
  /** The product that is left the least, and its margin. */
  product: string;
  marginBp: number;
  floorBp: number;
  floorMinor: number;
}

/** @returns by set; a set without is absent. Where the shop has no other discounts, nothing else is read */
export async function discountWarnings(shopId: bigint, setIds: readonly string[], now: Date): Promise<Record<string, DiscountWarning[]>> {
  const known = await shopDiscountsOf(shopId);
  if (!known.some((other) => isInForce(other, now)) || setIds.length === 0) return {};
  const [sets, policy] = await Promise.all([setsToPrice(shopId, setIds), marginPolicyOf(shopId)]);
  const named = [...new Set(sets.flatMap(({ anchorProductId, slots }) => [anchorProductId, ...slots.flatMap(({ candidates }) => candidates.map(({ productId }) => productId))]))];
  const [products, others] = await Promise.all([deskProducts(shopId, named), shopDiscountsOf(shopId, undefined, named)]);
  const warned = sets.map((set) => [set.setId, belowFloorWith(set, products, policy, others, now)] as const);
  return Object.fromEntries(warned.filter(([, found]) => found.length > 0).map(([setId, found]) => [setId, found.map((one) => ({
    discount: one.discount.title, value: one.discount.value, isOrder: one.discount.classes.includes('order'), how: one.how, product: products.get(one.productId)?.title ?? '',
    marginBp: one.marginBp, floorBp: one.floorBp, floorMinor: one.floorMinor,
  }))]));
}
