// May this product be offered here, and at what price? Eligibility first, then what its set gives it, last the floor itself
// on the final price of every variant that would be shown.
import type { ProductFacts, VariantFacts } from '../catalog/product.ts';
import { checkEligibility } from '../eligibility/check-eligibility.ts';
import { mayBeAdded } from '../eligibility/may-be-added.ts';
import type { RuleContext } from '../eligibility/rule.ts';
import { holdsFloorAt } from '../margin/allowed-discount.ts';
import { marginBp, unitCost } from '../margin/contribution-margin.ts';
import type { Rails } from '../margin/rails.ts';
import type { ItemTerms } from '../offer/item-terms.ts';
import { unitPriceUnder } from '../portable/discount.ts';
import type { OfferedVariant } from './facts.ts';
import type { RefusalCode } from './reason-codes.ts';

export interface Acceptable {
  kind: 'acceptable';
  product: ProductFacts;
  terms: ItemTerms;
  /** In the merchant's order; never empty. */
  variants: readonly OfferedVariant[];
}

export interface Refused {
  kind: 'refused';
  code: RefusalCode;
  numbers: readonly number[];
  fillsSlot: boolean;
}

/**
 * @param product undefined where the shop has no such row (never synced, or redacted)
 * @param termsOf asked only of what is eligible
 */
export function judgeCandidate(product: ProductFacts | undefined, termsOf: (product: ProductFacts) => ItemTerms, context: RuleContext): Acceptable | Refused {
  if (!product) return { kind: 'refused', code: 'deleted', numbers: [], fillsSlot: false };
  const ineligible = checkEligibility(product, context);
  if (ineligible) return { kind: 'refused', ...ineligible };

  const terms = termsOf(product);
  const buyable = product.variants.filter((variant) => variant.priceMinor > 0 && mayBeAdded(variant, context));
  const variants = buyable.map((variant) => priced(variant, terms)).filter((variant) => variant !== null);
  return variants.length > 0 ? { kind: 'acceptable', product, terms, variants } : belowFloor(buyable, terms.rails);
}

/** @returns null below the floor; a gift was held against the anchor's */
function priced(variant: VariantFacts, { unit, isGift, rails }: ItemTerms): OfferedVariant | null {
  const { variantId, priceMinor } = variant;
  const offerPriceMinor = unitPriceUnder(priceMinor, unit);
  return isGift || holdsFloorAt(variant, offerPriceMinor, rails) ? { variantId, priceMinor, offerPriceMinor } : null;
}

/** Says the margin of the best variant at full price: what kept it out, and by how much; and of the fixed fee what fell to it. */
function belowFloor(buyable: readonly VariantFacts[], rails: Rails): Refused {
  const margins = buyable.flatMap((variant) => {
    const cost = unitCost(variant, rails);
    return cost ? [marginBp(variant.priceMinor, cost.costMinor, rails)] : [];
  });
  if (margins.length === 0) return { kind: 'refused', code: 'out_of_stock', numbers: [0], fillsSlot: false };
  return { kind: 'refused', code: 'below_margin_floor', numbers: [Math.max(...margins), rails.floorBp, rails.floorMinor, ...(rails.feeMinor > 0 ? [rails.feeMinor] : [])], fillsSlot: false };
}
