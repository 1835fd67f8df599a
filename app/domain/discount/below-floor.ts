// Where another discount would bring something of a set below the floor: on top of what the set gives, where the two stack, or in
// its place, where Shopify gives the customer the better one. Of products whose cost is known, and of discounts of
// which Shopify, or the merchant, says what they take off what.
import type { ProductFacts } from '../catalog/product.ts';
import { floorSlackMinor, marginBp, unitCost } from '../margin/contribution-margin.ts';
import { inOrderOf } from '../margin/fixed-fee.ts';
import { type MarginPolicy, policyFor } from '../margin/rails.ts';
import { itemTerms, type SetOnDesk, setTerms } from '../offer/item-terms.ts';
import { unitPriceUnder } from '../portable/discount.ts';
import { afterStack, coversProduct, meetingOf, priceUnderOther } from './could-stack.ts';
import { byWord, combiningOf, isInForce, type ShopDiscount } from './shop-discount.ts';

export interface BelowFloor {
  discount: ShopDiscount;
  /** stacks: with what the set gives; instead: without. */
  how: 'stacks' | 'instead';
  /** Of all that it brings below, the one that it leaves the least. */
  productId: bigint;
  /** Of the price without tax, of that one. */
  marginBp: number;
  floorBp: number;
  floorMinor: number;
}

/** @returns one for each discount that brings something of the set below the floor */
export function belowFloorWith(set: SetOnDesk, products: ReadonlyMap<bigint, ProductFacts>, ofShop: MarginPolicy, others: readonly ShopDiscount[], now: Date): BelowFloor[] {
  const inForce = others.filter((other) => isInForce(other, now) && other.classes.some((one) => one !== 'shipping')).map(byWord);
  if (inForce.length === 0) return [];
  const policy = policyFor(inOrderOf(set.strategy), ofShop);
  const ready = setTerms(set, products, policy);
  const named = new Set(set.slots.flatMap(({ candidates }) => candidates.map(({ productId }) => productId)));
  const items = [...named].flatMap((productId) => {
    const product = products.get(productId);
    return product ? [{ product, terms: itemTerms(ready, product, policy) }] : [];
  });
  return inForce.flatMap((discount) => {
    const found = items.flatMap(({ product, terms }) => worstOf(product, terms, discount, policy) ?? []);
    return found.sort((one, other) => one.marginBp - other.marginBp).slice(0, 1);
  });
}

function worstOf(product: ProductFacts, { unit, isGift, rails }: ReturnType<typeof itemTerms>, discount: ShopDiscount, { guardrails }: MarginPolicy): BelowFloor | null {
  if (isGift || coversProduct(discount, product.productId) !== true) return null;
  const { stack: _, ...alone } = rails;
  const stacks = meetingOf(combiningOf(guardrails.combinesWith), discount) === 'stacks';
  let worst: BelowFloor | null = null;
  for (const variant of product.variants) {
    const ours = unitPriceUnder(variant.priceMinor, unit);
    const left = stacks ? stackedPrice(ours, discount) : priceUnderOther(variant.priceMinor, discount);
    const cost = unitCost(variant, rails);
    if (left === null || cost === null || left >= ours || floorSlackMinor(left, cost.costMinor, alone) >= 0) continue;
    // What is below the floor by itself is not offered: that is not the other discount's doing.
    if (floorSlackMinor(variant.priceMinor, cost.costMinor, alone) < 0) continue;
    const margin = marginBp(left, cost.costMinor, alone);
    if (worst === null || margin < worst.marginBp) {
      worst = { discount, how: stacks ? 'stacks' : 'instead', productId: product.productId, marginBp: margin, floorBp: rails.floorBp, floorMinor: rails.floorMinor };
    }
  }
  return worst;
}

const stackedPrice = (priceMinor: number, { value }: ShopDiscount): number | null =>
  value === null ? null : afterStack(priceMinor, value.kind === 'percent' ? { bp: value.bp, minor: 0 } : { bp: 0, minor: value.minor });
