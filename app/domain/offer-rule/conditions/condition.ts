// The interface that every condition keeps.
import type { CustomerFacts } from '../../audience/customer-facts.ts';
import type { DayOfYear } from '../../catalog/offer-limit.ts';
import type { ConditionKind, ConditionOf } from '../offer-rule.ts';

/** What a rule may look at. */
export interface RuleFacts {
  now: Date;
  /** By the shop's own calendar. */
  today: DayOfYear;
  cartProductIds: ReadonlySet<bigint>;
  /** Minor units of the shop's currency, before discounts. */
  cartTotalMinor: number;
  /** The fewest units left of anything in the cart that is counted; null: nothing is. */
  leastLeft: number | null;
  /** Markets that serve where it goes. */
  marketIds: ReadonlySet<bigint>;
  customer: Pick<CustomerFacts, 'isKnown' | 'segments' | 'orders' | 'lastOrderAt'> & { lastProductIds: ReadonlySet<bigint> };
}

export interface ConditionRule<Kind extends ConditionKind> {
  /** @param products what the condition's products come to; empty where it names none */
  holds(condition: ConditionOf<Kind>, facts: RuleFacts, products: ReadonlySet<bigint>): boolean;
  /** Wherever the first holds, so does the second. */
  implies(one: ConditionOf<Kind>, other: ConditionOf<Kind>): boolean;
  /** They never hold both. Said of a condition and itself: it never holds. */
  excludes(one: ConditionOf<Kind>, other: ConditionOf<Kind>): boolean;
}
