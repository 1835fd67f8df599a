// The percentage that a product has in a set: never more than the set asks, never more than the shop's maximum, never
// below the floor; and of that, where the shop wants the least that pays, what is expected to earn most. One number for
// the whole product, since that is what the store's discount Function reads, and nothing of the cart in it: publishing and
// deciding both call this, so what is shown is what is charged.
import { pricesOf, type ProductFacts } from '../catalog/product.ts';
import { discountedUnitPriceMinor } from '../portable/discount.ts';
import { holdsFloor, marginMinor, type PricedVariant, unitCost } from './contribution-margin.ts';
import { priceResponse } from './price-response.ts';
import type { Rails } from './rails.ts';

/** Discounts go in whole percents: "7 %", not "7.34 %". */
const STEP_BP = 100;

/** What made the discount what it is: the set itself, the largest that the shop allows, its floor, a cost that nobody knows, or that more would not pay. */
export type DiscountLimit = 'set' | 'max_discount' | 'margin_floor' | 'no_cost' | 'would_not_pay';

export interface AllowedDiscount {
  /** Basis points in whole percents. */
  bp: number;
  limitedBy: DiscountLimit;
}

/**
 * @param setDiscountBp what the set would give, basis points
 * @returns 0 as well where a variant is below the floor at full price. In stock or not makes no difference: a variant that
 *   comes back is sold at what was published.
 */
export function allowedDiscount(product: Pick<ProductFacts, 'variants' | 'alsoPriced'>, setDiscountBp: number, rails: Rails): AllowedDiscount {
  const variants = pricesOf(product);
  const most = ceilingBp(setDiscountBp, rails);
  if (most > 0 && variants.some((variant) => unitCost(variant, rails) === null)) return { bp: 0, limitedBy: 'no_cost' };
  const held = heldByFloorBp(variants, most, rails);
  const paying = rails.discountMode === 'least_that_pays' ? payingBp(variants, held, rails) : held;
  if (paying < held) return { bp: paying, limitedBy: 'would_not_pay' };
  if (held < most) return { bp: held, limitedBy: 'margin_floor' };
  return { bp: most, limitedBy: rails.maxDiscountBp < setDiscountBp ? 'max_discount' : 'set' };
}

/** @returns whether one unit at this price keeps the margin at or above the floor; true where no cost is known and nothing taken off */
export function holdsFloorAt(variant: PricedVariant, priceMinor: number, rails: Rails): boolean {
  if (priceMinor <= 0) return false;
  const cost = unitCost(variant, rails);
  return cost === null ? priceMinor === variant.priceMinor : holdsFloor(priceMinor, cost.costMinor, rails);
}

/** @returns the largest that a set asking for so much may give, before any product has its say */
export function ceilingBp(setDiscountBp: number, { maxDiscountBp }: Rails): number {
  const least = Math.max(0, Math.min(setDiscountBp, maxDiscountBp));
  return least - (least % STEP_BP);
}

function heldByFloorBp(variants: readonly PricedVariant[], mostBp: number, rails: Rails): number {
  for (let bp = mostBp; bp > 0; bp -= STEP_BP) {
    if (variants.every((variant) => holdsFloorAt(variant, discountedUnitPriceMinor(variant.priceMinor, bp), rails))) return bp;
  }
  return 0;
}

/**
 * The smallest of those that are expected to earn most. Showing at a discount earns chance × lift × margin, and what would
 * have been bought anyway is the same for all of them, so neither the chance nor the cart matters here.
 */
function payingBp(variants: readonly PricedVariant[], mostBp: number, rails: Rails): number {
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  for (let bp = 0; bp <= mostBp; bp += STEP_BP) {
    const earned = priceResponse(bp) * marginsTogether(variants, bp, rails);
    if (earned > most) [best, most] = [bp, earned];
  }
  return best;
}

function marginsTogether(variants: readonly PricedVariant[], bp: number, rails: Rails): number {
  let sum = 0;
  for (const variant of variants) sum += marginMinor(discountedUnitPriceMinor(variant.priceMinor, bp), unitCost(variant, rails)?.costMinor ?? 0, rails);
  return sum;
}
