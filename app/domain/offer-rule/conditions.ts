// The list of all conditions. Adding one touches its file and this list (and its words).
import type { Condition, ConditionKind } from './offer-rule.ts';
import { cartHas } from './conditions/cart-has.ts';
import { cartTotal } from './conditions/cart-total.ts';
import type { ConditionRule, RuleFacts } from './conditions/condition.ts';
import { lastPurchase } from './conditions/last-purchase.ts';
import { lowStock } from './conditions/low-stock.ts';
import { market } from './conditions/market.ts';
import { orders } from './conditions/orders.ts';
import { season } from './conditions/season.ts';
import { segment } from './conditions/segment.ts';

const CONDITIONS: { readonly [Kind in ConditionKind]: ConditionRule<Kind> } = {
  cart_total: cartTotal,
  cart_has: cartHas,
  segment,
  last_purchase: lastPurchase,
  orders,
  low_stock: lowStock,
  season,
  market,
};

export const CONDITION_KINDS = Object.keys(CONDITIONS) as readonly ConditionKind[];

const ruleOf = (condition: Condition): ConditionRule<ConditionKind> => CONDITIONS[condition.kind] as unknown as ConditionRule<ConditionKind>;

/** @param products what the condition's products come to */
export const holds = (condition: Condition, facts: RuleFacts, products: ReadonlySet<bigint>): boolean => ruleOf(condition).holds(condition, facts, products);

/** @returns whether wherever the first holds the second does too; false where that is not known */
export const implies = (one: Condition, other: Condition): boolean => one.kind === other.kind && ruleOf(one).implies(one, other);

/** @returns whether they never hold both; false where that is not known */
export const excludes = (one: Condition, other: Condition): boolean => one.kind === other.kind && ruleOf(one).excludes(one, other);
