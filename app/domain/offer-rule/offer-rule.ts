// A rule as the merchant composes it: conditions, all of which have to hold, and one action. In the merchant's order; where
// two would choose what is shown, the first does.
import type { DayOfYear } from '../catalog/offer-limit.ts';
import type { ProductRule, Strategy } from '../set/set-definition.ts';

export type Condition =
  /** What the cart comes to, minor units of the shop's currency, before discounts: at least, and less than; null: no such bound. */
  | { kind: 'cart_total'; atLeastMinor: number | null; belowMinor: number | null }
  | { kind: 'cart_has'; products: ProductRule; has: boolean }
  /** The customer is in one of the segments, or in none of them. Nobody knows that of a stranger: it does not hold. */
  | { kind: 'segment'; names: readonly string[]; is: boolean }
  /** Something of it was in the customer's last order; null: whenever that was. */
  | { kind: 'last_purchase'; products: ProductRule; withinDays: number | null }
  /** Orders so far; a stranger has none. */
  | { kind: 'orders'; atLeast: number | null; below: number | null }
  /** Of something in the cart fewer than so many are left; what is not counted is never low. */
  | { kind: 'low_stock'; below: number }
  | { kind: 'season'; from: DayOfYear; to: DayOfYear }
  | { kind: 'market'; marketIds: readonly bigint[] };

export type ConditionKind = Condition['kind'];
export type ConditionOf<Kind extends ConditionKind> = Extract<Condition, { kind: Kind }>;

export type RuleAction =
  /** That set before all others, also where the cart does not start it: then without its discount. */
  | { kind: 'show_set'; setId: string }
  | { kind: 'only_strategies'; strategies: readonly Strategy[] }
  /** Nothing else is offered than these. */
  | { kind: 'only_products'; products: ProductRule }
  | { kind: 'leave_out'; products: ProductRule }
  | { kind: 'offer_nothing' };

export type ActionKind = RuleAction['kind'];
export const ACTION_KINDS = ['show_set', 'only_strategies', 'only_products', 'leave_out', 'offer_nothing'] as const satisfies readonly ActionKind[];

export interface OfferRule {
  ruleId: string;
  /** Null: it is called by what it says. */
  name: string | null;
  enabled: boolean;
  /** None: it always holds. */
  conditions: readonly Condition[];
  action: RuleAction;
}

/** A rule with what its products come to today. */
export interface LoadedRule extends OfferRule {
  /** By part: `partOf(index)` of a condition, ACTION_PART. */
  products: ReadonlyMap<string, ReadonlySet<bigint>>;
}

/** Products of one part that count; a rule that names more is told of as wide. */
export const MOST_PRODUCTS_NAMED = 20_000;

export const partOf = (index: number): string => `c${index}`;
export const ACTION_PART = 'a';

/** Those that say what is shown: of them one decides. What is left out adds up. */
export const CHOOSING: readonly ActionKind[] = ['show_set', 'only_strategies', 'only_products', 'offer_nothing'];

/** @returns every part of the rule that names products */
export function partsOf({ conditions, action }: Pick<OfferRule, 'conditions' | 'action'>): { part: string; products: ProductRule }[] {
  const parts = conditions.flatMap((condition, index) => ('products' in condition ? [{ part: partOf(index), products: condition.products }] : []));
  return 'products' in action ? [...parts, { part: ACTION_PART, products: action.products }] : parts;
}
