// Whether one more of a variant can lie in this cart: it fits what starts the set, and is in stock beyond what the cart holds.
import type { VariantFacts } from '../catalog/product.ts';
import { canBuyOneMore } from '../stock/stock.ts';
import { fitsAnchor } from './anchor.ts';
import type { RuleContext } from './rule.ts';

export function mayBeAdded(variant: VariantFacts, { anchor, cartUnits }: Pick<RuleContext, 'anchor' | 'cartUnits'>): boolean {
  return canBuyOneMore(variant.stock, cartUnits.get(variant.variantId) ?? 0) && fitsAnchor(variant, anchor);
}
