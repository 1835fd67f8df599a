// Whether a product may be shown beside an anchor before anybody asked the server: Liquid knows neither who looks nor which
// variant they take. What depends on who, where or when, and what only some variants fit, is left to the server's answer.
import { isOnSale, lowestPriceMinor, type ProductFacts } from '../catalog/product.ts';
import { fits } from '../compatibility/fits.ts';
import type { Guardrails } from '../margin/guardrails.ts';
import type { RuleContext } from './rule.ts';

export function mayBePainted(product: ProductFacts, anchor: ProductFacts, guardrails: Pick<Guardrails, 'dearestBp'>, now: Date, beside: RuleContext['beside'] = 'completes'): boolean {
  if (!isOnSale(product, now) || product.limits.length > 0 || !canBeDiscounted(product)) return false;
  const anchorMinor = beside === 'completes' ? (lowestPriceMinor(anchor) ?? 0) : 0;
  return product.variants.every(
    (variant) => (anchorMinor <= 0 || variant.priceMinor * 10_000 <= anchorMinor * guardrails.dearestBp) && anchor.variants.every((own) => fits(own.attributes, variant.attributes)),
  );
}

/** @returns whether any set may ever give something off it */
export const canBeDiscounted = (product: Pick<ProductFacts, 'deletedAt' | 'blocked' | 'isGiftCard' | 'needsSubscription'>): boolean =>
  product.deletedAt === null && !product.blocked && !product.isGiftCard && !product.needsSubscription;
