// At least one variant that fits must have a unit left beyond what the cart already holds. Numbers: [units available, all
// variants that fit].
import { availableUnits } from '../stock/stock.ts';
import { fitsAnchor } from './anchor.ts';
import { mayBeAdded } from './may-be-added.ts';
import type { Rule } from './rule.ts';

export const outOfStock: Rule = {
  refuses(product, context) {
    if (product.variants.some((variant) => mayBeAdded(variant, context))) return null;
    const fitting = product.variants.filter((variant) => fitsAnchor(variant, context.anchor));
    return [fitting.reduce((sum, { stock }) => sum + availableUnits(stock), 0)];
  },
};
