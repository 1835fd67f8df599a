// Which of the merchant's rules act on this cart, and what they come to together. Of those that choose what is shown the
// first does; what is left out adds up. No rule changes a price: what the store charges knows of carts no more than their lines.
import { holds } from './conditions.ts';
import type { RuleFacts } from './conditions/condition.ts';
import { ACTION_PART, CHOOSING, type LoadedRule, partOf, type RuleAction } from './offer-rule.ts';

export interface RuleVerdict {
  /** The rules that act, in the merchant's order. */
  acting: readonly string[];
  /** What is shown, and whose word that is; null: no rule chooses. */
  choice: { ruleId: string; action: RuleAction; products: ReadonlySet<bigint> } | null;
  leftOut: readonly ReadonlySet<bigint>[];
}

const NO_RULE: RuleVerdict = { acting: [], choice: null, leftOut: [] };

const NO_PRODUCTS: ReadonlySet<bigint> = new Set();

/** @param rules in the merchant's order */
export function applyRules(rules: readonly LoadedRule[], facts: RuleFacts): RuleVerdict {
  const acting: string[] = [];
  let choice: RuleVerdict['choice'] = null;
  const leftOut: ReadonlySet<bigint>[] = [];
  for (const rule of rules) {
    const { ruleId, action } = rule;
    if (!rule.enabled || (choice && CHOOSING.includes(action.kind)) || !doesHold(rule, facts)) continue;
    acting.push(ruleId);
    const products = rule.products.get(ACTION_PART) ?? NO_PRODUCTS;
    if (action.kind === 'leave_out') leftOut.push(products);
    else choice = { ruleId, action, products };
  }
  return acting.length === 0 ? NO_RULE : { acting, choice, leftOut };
}

function doesHold({ conditions, products }: LoadedRule, facts: RuleFacts): boolean {
  return conditions.every((condition, index) => holds(condition, facts, products.get(partOf(index)) ?? NO_PRODUCTS));
}
