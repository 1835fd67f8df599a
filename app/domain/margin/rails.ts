// What holds for one product: the shop's guardrails, with what its margin rules say of this product, type or vendor, and
// the tax that prices hold, and whether it bears the fixed fee. Every margin is reckoned with rails, never with guardrails alone.
import type { ProductFacts } from '../catalog/product.ts';
import type { Stack } from '../discount/could-stack.ts';
import { fixedFeeMinor, type InOrder } from './fixed-fee.ts';
import type { Guardrails } from './guardrails.ts';
import { guardrailsFor, type MarginRule } from './margin-rule.ts';

/** What a shop accepts, whatever the product. */
export interface MarginPolicy {
  guardrails: Guardrails;
  /** Floors and costs of parts of the range. */
  marginRules: readonly MarginRule[];
  /** Tax in prices, basis points of the price without it (1900: a price of 119 holds 19 of tax); 0 where prices hold none. */
  includedTaxBp: number;
  /** What order discounts of the shop may take off beside a set; absent: nothing combines. */
  stack?: Stack;
  /** How what is judged comes to be ordered; absent: it may be an order of its own. */
  inOrder?: InOrder;
}

/** Of the fixed fee, `feeMinor` is what falls to what is judged. */
export interface Rails extends Guardrails {
  includedTaxBp: number;
  stack?: Stack;
}

/** Who forgets to say refuses too much, never too little. */
const STRICTER: InOrder = 'begins';

/** @returns the same for the same policy, since what is made of a policy is kept by it */
export function policyFor(inOrder: InOrder, policy: MarginPolicy): MarginPolicy {
  if ((policy.inOrder ?? STRICTER) === inOrder) return policy;
  const there = inTheOther.get(policy) ?? { ...policy, inOrder };
  inTheOther.set(policy, there);
  return there;
}

/** There are two, so each policy has one other. */
const inTheOther = new WeakMap<MarginPolicy, MarginPolicy>();

export function railsFor(product: Pick<ProductFacts, 'productId' | 'productType' | 'vendor'>, policy: MarginPolicy): Rails {
  const { guardrails, marginRules, includedTaxBp, stack } = policy;
  const own = guardrailsFor(product, guardrails, marginRules);
  const ofShop = { includedTaxBp, feeMinor: fixedFeeMinor(guardrails, policy.inOrder ?? STRICTER), ...(stack ? { stack } : {}) };
  if (own !== guardrails) return { ...own, ...ofShop };
  const known = shopWide.get(policy) ?? { ...guardrails, ...ofShop };
  shopWide.set(policy, known);
  return known;
}

/** Most products have no rule of their own: one object serves them all. */
const shopWide = new WeakMap<MarginPolicy, Rails>();
