// At least one variant must have a unit left beyond what the cart already holds. Numbers: [units available, all variants].
import { availableUnits, canBuyOneMore } from '../stock/stock.ts';
import type { Rule } from './rule.ts';

export const outOfStock: Rule = {
  refuses(product, { cartUnits }) {
    if (product.variants.some(({ variantId, stock }) => canBuyOneMore(stock, cartUnits.get(variantId) ?? 0))) return null;
    return [product.variants.reduce((sum, { stock }) => sum + availableUnits(stock), 0)];
  },
};
