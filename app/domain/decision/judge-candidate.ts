// May this product be offered here, and at what price? Eligibility first, then the discount that the margin floor leaves,
// last the floor itself on the final price of every variant that would be shown.
import type { ProductFacts, VariantFacts } from '../catalog/product.ts';
import { checkEligibility } from '../eligibility/check-eligibility.ts';
import { mayBeAdded } from '../eligibility/may-be-added.ts';
import type { RuleContext } from '../eligibility/rule.ts';
import { allowedDiscountBp, discountLimit, type DiscountLimit, holdsFloorAt } from '../margin/allowed-discount.ts';
import { marginBp, marginMinor, unitCost } from '../margin/contribution-margin.ts';
import { discountedUnitPriceMinor } from '../portable/discount.ts';
import type { OfferedVariant } from './facts.ts';
import type { RefusalCode } from './reason-codes.ts';

export interface Acceptable {
  kind: 'acceptable';
  product: ProductFacts;
  discountBp: number;
  setDiscountBp: number;
  limitedBy: DiscountLimit;
  /** Of the first variant, after discount. */
  marginMinor: number;
  marginBp: number;
  costAssumed: boolean;
  first: OfferedVariant;
  variants: readonly OfferedVariant[];
}

export interface Refused {
  kind: 'refused';
  code: RefusalCode;
  numbers: readonly number[];
  fillsSlot: boolean;
}

/** @param product undefined where the shop has no such row (never synced, or redacted) */
export function judgeCandidate(product: ProductFacts | undefined, setDiscountBp: number, context: RuleContext): Acceptable | Refused {
  if (!product) return { kind: 'refused', code: 'deleted', numbers: [], fillsSlot: false };
  const ineligible = checkEligibility(product, context);
  if (ineligible) return { kind: 'refused', ...ineligible };

  const { guardrails } = context;
  const discountBp = allowedDiscountBp(product, setDiscountBp, guardrails);
  const buyable = product.variants.filter((variant) => mayBeAdded(variant, context));
  const variants = buyable.filter((variant) => holdsFloorAt(variant, discountBp, guardrails)).map((variant) => priced(variant, discountBp));
  const first = variants[0];
  const chosen = buyable.find(({ variantId }) => variantId === first?.variantId);
  const cost = chosen && unitCost(chosen, guardrails);
  if (!first || !cost) return belowFloor(buyable, context);

  return {
    kind: 'acceptable',
    product,
    discountBp,
    setDiscountBp,
    limitedBy: discountLimit(discountBp, setDiscountBp, guardrails),
    marginMinor: marginMinor(first.offerPriceMinor, cost.costMinor, guardrails),
    marginBp: marginBp(first.offerPriceMinor, cost.costMinor, guardrails),
    costAssumed: cost.assumed,
    first,
    variants,
  };
}

function priced({ variantId, priceMinor }: VariantFacts, discountBp: number): OfferedVariant {
  return { variantId, priceMinor, offerPriceMinor: discountedUnitPriceMinor(priceMinor, discountBp) };
}

/** Says the margin of the best variant at full price: what kept it out, and by how much. */
function belowFloor(buyable: readonly VariantFacts[], { guardrails }: RuleContext): Refused {
  const margins = buyable.flatMap((variant) => {
    const cost = unitCost(variant, guardrails);
    return cost ? [marginBp(variant.priceMinor, cost.costMinor, guardrails)] : [];
  });
  if (margins.length === 0) return { kind: 'refused', code: 'no_cost', numbers: [], fillsSlot: false };
  const numbers = [Math.max(...margins), guardrails.floorBp, guardrails.floorMinor];
  return { kind: 'refused', code: 'below_margin_floor', numbers, fillsSlot: false };
}
