// One product of a set as the merchant judges it: price, margin after the discount it may have, whether it can be bought.
// The same domain rules that an offer passes; only the cart and the customer are not known here.
import { isOnSale, type ProductFacts, type VariantFacts } from '#app/domain/catalog/product.ts';
import { allowedDiscountBp, type DiscountLimit, discountLimit, holdsFloorAt } from '#app/domain/margin/allowed-discount.ts';
import { marginBp, unitCost } from '#app/domain/margin/contribution-margin.ts';
import type { Guardrails } from '#app/domain/margin/guardrails.ts';
import { discountedUnitPriceMinor } from '#app/domain/portable/discount.ts';
import { availableUnits, canBuyOneMore } from '#app/domain/stock/stock.ts';

/** Why it could not be offered to anyone today; codes as in app/domain/decision/reason-codes.ts. */
export type StandingRefusal = 'deleted' | 'not_published' | 'blocked' | 'out_of_stock' | 'no_cost' | 'below_margin_floor';

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

/** @param setDiscountBp what the set would give, before the floor has its say */
export function setProduct(productId: bigint, facts: ProductFacts | undefined, setDiscountBp: number, guardrails: Guardrails, at: Date): SetProduct {
  const variant = facts?.variants.find(({ stock }) => canBuyOneMore(stock, 0)) ?? facts?.variants[0];
  const discountBp = facts ? allowedDiscountBp(facts, setDiscountBp, guardrails) : 0;
  const offerPriceMinor = variant ? discountedUnitPriceMinor(variant.priceMinor, discountBp) : null;
  const cost = variant ? unitCost(variant, guardrails) : null;
  return {
    productId: String(productId),
    title: facts?.title ?? `#${productId}`,
    imageUrl: facts?.imageUrl ?? null,
    priceMinor: variant?.priceMinor ?? null,
    offerPriceMinor,
    discountBp,
    discountLimit: discountLimit(discountBp, setDiscountBp, guardrails),
    marginBp: cost && offerPriceMinor !== null ? marginBp(offerPriceMinor, cost.costMinor, guardrails) : null,
    costAssumed: cost?.assumed ?? false,
    available: variant ? countedStock(variant) : null,
    refusal: standingRefusal(facts, variant, guardrails, at),
  };
}

function countedStock({ stock }: VariantFacts): number | null {
  return stock.tracked && stock.policy === 'DENY' ? Math.max(0, availableUnits(stock)) : null;
}

function standingRefusal(facts: ProductFacts | undefined, variant: VariantFacts | undefined, guardrails: Guardrails, at: Date): StandingRefusal | null {
  if (!facts || facts.deletedAt || !variant) return 'deleted';
  if (!isOnSale(facts, at)) return 'not_published';
  if (facts.blocked) return 'blocked';
  if (!canBuyOneMore(variant.stock, 0)) return 'out_of_stock';
  if (!unitCost(variant, guardrails)) return 'no_cost';
  return holdsFloorAt(variant, 0, guardrails) ? null : 'below_margin_floor';
}
