// Prices and costs are known in the shop's own currency; a cart in another one is not guessed at.
import type { Rule } from './rule.ts';

export const wrongCurrency: Rule = {
  refuses: (_product, { shopCurrency, cartCurrency }) => (cartCurrency === shopCurrency ? null : []),
};
