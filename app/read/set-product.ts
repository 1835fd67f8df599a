// One product of a set as the merchant judges it: price, margin after the discount it may have, whether it can be bought.
// The same domain rules that an offer passes; only the cart and the customer are not known here.
import { isOnSale, type ProductFacts, type VariantFacts } from '#app/domain/catalog/product.ts';
import { type AnchorFacts, anchorFacts, fitsAnchor } from '#app/domain/eligibility/anchor.ts';
import { shareOfAnchorBp } from '#app/domain/eligibility/too-dear.ts';
import { type DiscountLimit, holdsFloorAt } from '#app/domain/margin/allowed-discount.ts';
import { marginBp, unitCost } from '#app/domain/margin/contribution-margin.ts';
import { type MarginPolicy, type Rails, railsFor } from '#app/domain/margin/rails.ts';
import type { ItemTerms } from '#app/domain/offer/item-terms.ts';
import { shareOffBp, unitPriceUnder } from '#app/domain/portable/discount.ts';
import { availableUnits, canBuyOneMore } from '#app/domain/stock/stock.ts';

/** Why it could not be offered to anyone today; codes as in app/domain/decision/reason-codes.ts. */
export type StandingRefusal = 'deleted' | 'not_published' | 'blocked' | 'gift_card' | 'no_price' | 'needs_subscription' | 'incompatible' | 'too_dear' | 'out_of_stock' | 'below_margin_floor';

export interface SetProduct {
  /** Decimal text: product ids exceed what a browser's number holds. */
  productId: string;
  title: string;
  imageUrl: string | null;
  /** Of the variant that would be offered; null when the product has none. */
  priceMinor: number | null;
  offerPriceMinor: number | null;
  discountBp: number;
  discountLimit: DiscountLimit;
  /** After discount, cost and fee, basis points of the price; null when no cost is known. */
  marginBp: number | null;
  costAssumed: boolean;
  /** Units at the locations that sell online; null when stock is not counted. */
  available: number | null;
  refusal: StandingRefusal | null;
}

/**
 * @param given what the set gives it; null: nothing
 * @param anchor what starts the set; absent where the product is that itself
 */
export function setProduct(productId: bigint, facts: ProductFacts | undefined, given: ItemTerms | null, policy: MarginPolicy, at: Date, anchor?: ProductFacts): SetProduct {
  const rails = facts && railsFor(facts, policy);
  const ofAnchor = anchorFacts(anchor, NO_CART);
  const variant = facts && rails && shownVariant(facts, given, rails, ofAnchor);
  const offerPriceMinor = variant ? unitPriceUnder(variant.priceMinor, given?.unit ?? null) : null;
  const cost = variant && rails ? unitCost(variant, rails) : null;
  return {
    productId: String(productId),
    title: facts?.title ?? `#${productId}`,
    imageUrl: facts?.imageUrl ?? null,
    priceMinor: variant?.priceMinor ?? null,
    offerPriceMinor,
    discountBp: variant && given?.unit ? shareOffBp(given.unit, variant.priceMinor) : 0,
    discountLimit: given?.limitedBy ?? 'set',
    marginBp: cost && rails && offerPriceMinor !== null ? marginBp(offerPriceMinor, cost.costMinor, rails) : null,
    costAssumed: cost?.assumed ?? false,
    available: variant ? countedStock(variant) : null,
    refusal: standingRefusal(facts, variant, policy, at, ofAnchor),
  };
}

function countedStock({ stock }: VariantFacts): number | null {
  return stock.tracked && stock.policy === 'DENY' ? Math.max(0, availableUnits(stock)) : null;
}

/** As an offer would have it: the merchant's first that can be bought and holds the floor; where none does, the first of what is there. */
function shownVariant({ variants }: ProductFacts, given: ItemTerms | null, rails: Rails, anchor: AnchorFacts | null): VariantFacts | undefined {
  const buyable = variants.filter((one) => fitsAnchor(one, anchor) && canBuyOneMore(one.stock, 0));
  const holds = (one: VariantFacts) => one.priceMinor > 0 && (given?.isGift || holdsFloorAt(one, unitPriceUnder(one.priceMinor, given?.unit ?? null), rails));
  return buyable.find(holds) ?? buyable[0] ?? variants[0];
}

const NO_CART: ReadonlyMap<bigint, number> = new Map();

function standingRefusal(facts: ProductFacts | undefined, variant: VariantFacts | undefined, policy: MarginPolicy, at: Date, anchor: AnchorFacts | null): StandingRefusal | null {
  if (!facts || facts.deletedAt || !variant) return 'deleted';
  if (!isOnSale(facts, at)) return 'not_published';
  if (facts.blocked) return 'blocked';
  if (facts.isGiftCard) return 'gift_card';
  if (variant.priceMinor <= 0) return 'no_price';
  if (facts.needsSubscription) return 'needs_subscription';
  const fitting = facts.variants.filter((one) => fitsAnchor(one, anchor));
  if (fitting.length === 0) return 'incompatible';
  const buyable = fitting.filter(({ stock }) => canBuyOneMore(stock, 0));
  if (buyable.length === 0) return 'out_of_stock';
  if (shareOfAnchorBp(buyable, anchor) > policy.guardrails.dearestBp) return 'too_dear';
  const rails = railsFor(facts, policy);
  return buyable.some((one) => holdsFloorAt(one, one.priceMinor, rails)) ? null : 'below_margin_floor';
}
