// What a set would bring if it is bought on as it was bought before: for each slot the orders that held its first product beside
// the anchor, times what one of it leaves after the set's discount. A guess by which suggestions are put in order, never a
// promise.
import type { ProductFacts } from '../catalog/product.ts';
import { marginBp, unitCost } from '../margin/contribution-margin.ts';
import { inOrderOf } from '../margin/fixed-fee.ts';
import { type MarginPolicy, policyFor } from '../margin/rails.ts';
import { itemTerms, type SetOnDesk, setTerms } from '../offer/item-terms.ts';
import { unitPriceUnder } from '../portable/discount.ts';
import { canBuyOneMore } from '../stock/stock.ts';

export interface ItemMargin {
  productId: bigint;
  /** After the set's discount, of the price without tax; basis points. */
  marginBp: number;
  /** Of one unit, minor units. */
  leftMinor: number;
  /** By the cost that the guardrails assume. */
  assumed: boolean;
}

/**
 * Of the first product of each slot.
 * @returns null where the cost of one of them is not known: nothing is said then
 */
export function marginsOf(set: SetOnDesk, products: ReadonlyMap<bigint, ProductFacts>, ofShop: MarginPolicy): ItemMargin[] | null {
  const policy = policyFor(inOrderOf(set.strategy), ofShop);
  const ready = setTerms(set, products, policy);
  const margins = set.slots.map(({ candidates: [first] }) => {
    const product = first && products.get(first.productId);
    const variant = product?.variants.find(({ stock }) => canBuyOneMore(stock, 0)) ?? product?.variants[0];
    if (!product || !variant) return null;
    const { unit, rails } = itemTerms(ready, product, policy);
    const cost = unitCost(variant, rails);
    if (!cost) return null;
    const priceMinor = unitPriceUnder(variant.priceMinor, unit);
    const share = marginBp(priceMinor, cost.costMinor, rails);
    return { productId: product.productId, marginBp: share, leftMinor: Math.round((priceMinor * share) / 10_000), assumed: cost.assumed };
  });
  return margins.some((margin) => margin === null) || margins.length === 0 ? null : (margins as ItemMargin[]);
}

export interface Opportunity {
  setId: string;
  orders: number;
  leftMinor: number;
}

export const leftOf = (margins: readonly ItemMargin[]): number => margins.reduce((sum, { leftMinor }) => sum + leftMinor, 0);

/** Best first; what brings nothing is left out. */
export function bestOpportunities(open: readonly { setId: string; support: number; margins: readonly ItemMargin[] | null }[], limit: number): Opportunity[] {
  return open
    .flatMap(({ setId, support, margins }) => (margins && leftOf(margins) > 0 && support > 0 ? [{ setId, orders: support, leftMinor: leftOf(margins) }] : []))
    .sort((one, other) => other.orders * other.leftMinor - one.orders * one.leftMinor)
    .slice(0, limit);
}
