// Asks the rules in turn whether a product may be offered at all.
import type { ProductFacts } from '../catalog/product.ts';
import type { Rule, RuleContext } from './rule.ts';
import { type IneligibilityCode, RULES } from './rules.ts';

export interface Ineligibility {
  code: IneligibilityCode;
  numbers: readonly number[];
  fillsSlot: boolean;
}

const IN_ORDER = Object.entries(RULES) as [IneligibilityCode, Rule][];
const FILLING = IN_ORDER.filter(([, { fillsSlot }]) => fillsSlot);

/** @returns the first refusal, or null when every rule lets it pass */
export const checkEligibility = (product: ProductFacts, context: RuleContext): Ineligibility | null => firstOf(IN_ORDER, product, context);

/** Asks only the rules by which a product that is refused fills its slot. */
export const checkFilling = (product: ProductFacts, context: RuleContext): Ineligibility | null => firstOf(FILLING, product, context);

function firstOf(rules: readonly [IneligibilityCode, Rule][], product: ProductFacts, context: RuleContext): Ineligibility | null {
  for (const [code, rule] of rules) {
    const numbers = rule.refuses(product, context);
    if (numbers) return { code, numbers, fillsSlot: rule.fillsSlot ?? false };
  }
  return null;
}
