// A rule as JSON carries it: ids as decimal text. Forms hold it so, and change logs keep it so.
import type { RuleText as ProductsText } from '../set/set-text.ts';
import type { Condition, OfferRule, RuleAction } from './offer-rule.ts';

export type { ProductsText };

type Told<T> = T extends { products: unknown } ? Omit<T, 'products'> & { products: ProductsText } : T extends { marketIds: unknown } ? Omit<T, 'marketIds'> & { marketIds: string[] } : T;

export type ConditionText = Told<Condition>;
export type ActionText = Told<RuleAction>;

export interface RuleText {
  name: string | null;
  conditions: ConditionText[];
  action: ActionText;
}

export function ruleText({ name, conditions, action }: Pick<OfferRule, 'name' | 'conditions' | 'action'>): RuleText {
  return JSON.parse(JSON.stringify({ name, conditions, action }, (_, value) => (typeof value === 'bigint' ? String(value) : value))) as RuleText;
}
