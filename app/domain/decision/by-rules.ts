// What the merchant's rules say of this cart, before anything is composed: which sets may be offered at all, which one comes
// first, which products are out. Learning ranks among what they leave.
import type { CustomerFacts } from '../audience/customer-facts.ts';
import { dayIn } from '../catalog/day-of-year.ts';
import { applyRules, type RuleVerdict } from '../offer-rule/apply-rules.ts';
import type { RuleFacts } from '../offer-rule/conditions/condition.ts';
import type { SetFacts } from '../set/set.ts';
import type { BegunSet } from './begin-set.ts';
import type { DecisionFacts, Refusal } from './facts.ts';

export interface Ruled {
  /** Rules that act, in the merchant's order. */
  acting: readonly string[];
  /** The set that a rule calls for; null: none does. */
  calledId: string | null;
  /** Products that may be offered; null: all. */
  only: ReadonlySet<bigint> | null;
  leftOut: readonly ReadonlySet<bigint>[];
  verdict: RuleVerdict;
}

export function ruled(facts: DecisionFacts, now: Date): Ruled {
  const verdict = applyRules(facts.rules, ruleFactsOf(facts, now));
  const { choice, acting, leftOut } = verdict;
  return {
    acting,
    calledId: choice?.action.kind === 'show_set' ? choice.action.setId : null,
    only: choice?.action.kind === 'only_products' ? choice.products : null,
    leftOut,
    verdict,
  };
}

/** Those that may start here, and the one that is called for wherever it starts. */
export function setsAskedFor({ sets, calledSets }: DecisionFacts, { calledId }: Ruled): SetFacts[] {
  const called = calledId === null || sets.some(({ setId }) => setId === calledId) ? undefined : calledSets.get(calledId);
  return called ? [...sets, called] : [...sets];
}

/** @returns why a rule keeps the whole set out, or null */
export function ruleRefusal({ set: { setId, strategy, anchorProductId } }: BegunSet, { verdict: { choice } }: Ruled): Refusal | null {
  const about = { productId: anchorProductId, setId, slotNo: 0, numbers: [] };
  if (choice?.action.kind === 'offer_nothing') return { ...about, code: 'rule_offers_nothing' };
  return choice?.action.kind === 'only_strategies' && !choice.action.strategies.includes(strategy) ? { ...about, code: 'rule_other_strategy' } : null;
}

function ruleFactsOf({ timezone, cart, cartTotalMinor, leastLeft, marketIds, customer }: DecisionFacts, now: Date): RuleFacts {
  return { now, today: dayIn(timezone, now), cartProductIds: new Set(cart.map(({ productId }) => productId)), cartTotalMinor, leastLeft, marketIds: new Set(marketIds ?? []), customer: { ...customer, lastProductIds: lastProducts(customer) } };
}

/** What they have of their last order. */
function lastProducts({ bought, lastOrderAt }: CustomerFacts): Set<bigint> {
  return new Set([...bought].flatMap(([productId, { lastAt }]) => (lastAt.getTime() === lastOrderAt?.getTime() ? [productId] : [])));
}
