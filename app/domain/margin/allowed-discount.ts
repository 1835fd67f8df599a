// The largest discount a product may carry in a set: never more than the set asks, never more than the shop's maximum,
// never below the floor. One number for the whole product, since that is what the store's discount Function reads:
// publishing and deciding both call this, so what is shown is what is charged.
import type { ProductFacts } from '../catalog/product.ts';
import { discountedUnitPriceMinor } from '../portable/discount.ts';
import { holdsFloor, unitCost } from './contribution-margin.ts';
import type { Guardrails } from './guardrails.ts';

/** Discounts go in whole percents: "7 %", not "7.34 %". */
const STEP_BP = 100;

/** What made the discount what it is. */
export type DiscountLimit = 'set' | 'max_discount' | 'margin_floor';

/**
 * @param setDiscountBp what the set would give, basis points
 * @returns basis points in whole percents; 0 as well where a variant has no known cost or is below the floor at full
 *   price. In stock or not makes no difference: a variant that comes back is sold at what was published.
 */
export function allowedDiscountBp(product: Pick<ProductFacts, 'variants'>, setDiscountBp: number, guardrails: Guardrails): number {
  const most = ceilingBp(setDiscountBp, guardrails);
  for (let discountBp = most; discountBp > 0; discountBp -= STEP_BP) {
    if (product.variants.every((variant) => holdsFloorAt(variant, discountBp, guardrails))) return discountBp;
  }
  return 0;
}

/** @returns which of the limits the allowed discount ran into */
export function discountLimit(allowedBp: number, setDiscountBp: number, guardrails: Guardrails): DiscountLimit {
  if (allowedBp < ceilingBp(setDiscountBp, guardrails)) return 'margin_floor';
  return guardrails.maxDiscountBp < setDiscountBp ? 'max_discount' : 'set';
}

/** @returns whether one unit at this discount keeps the margin at or above the floor; false where no cost is known */
export function holdsFloorAt(variant: { priceMinor: number; unitCostMinor: number | null }, discountBp: number, guardrails: Guardrails): boolean {
  const cost = unitCost(variant, guardrails);
  return cost !== null && holdsFloor(discountedUnitPriceMinor(variant.priceMinor, discountBp), cost.costMinor, guardrails);
}

function ceilingBp(setDiscountBp: number, guardrails: Guardrails): number {
  const least = Math.max(0, Math.min(setDiscountBp, guardrails.maxDiscountBp));
  return least - (least % STEP_BP);
}
