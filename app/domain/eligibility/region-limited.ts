// What the merchant offers in some countries only is offered where the country is known to be one of them.
import { limitsOf } from '../catalog/offer-limit.ts';
import type { Rule } from './rule.ts';

export const regionLimited: Rule = {
  refuses: (product, { country }) => (limitsOf(product.limits, 'region').every(({ countries }) => country !== null && countries.includes(country)) ? null : []),
};
