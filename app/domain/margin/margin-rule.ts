// Floors and costs of a part of the range: a product, a type, a vendor. What a rule is silent about, the next wider one
// says, and last the shop's guardrails. Bounds are those of guardrails.
import type { ProductFacts } from '../catalog/product.ts';
import { GUARDRAIL_BOUNDS, type Guardrails } from './guardrails.ts';

/** Narrowest first. */
export const MARGIN_SCOPES = ['product', 'type', 'vendor'] as const;
export type MarginScope = (typeof MARGIN_SCOPES)[number];

export interface MarginRule {
  scope: MarginScope;
  /** A product's id as decimal text; a type or vendor in lower case. */
  value: string;
  /** As the merchant sees it. */
  title: string;
  floorBp: number | null;
  floorMinor: number | null;
  /** Cost to assume where Shopify has none, basis points of the price. */
  defaultCostBp: number | null;
  handlingMinor: number | null;
}

const RULE_NUMBERS = ['floorBp', 'floorMinor', 'defaultCostBp', 'handlingMinor'] as const;
export type RuleNumber = (typeof RULE_NUMBERS)[number];

/** Rules that a shop may have. */
export const MOST_MARGIN_RULES = 500;

export type MarginRulesOutcome =
  | { kind: 'valid'; rules: readonly MarginRule[] }
  | { kind: 'invalid'; why: 'too_many' | 'not_an_id' | 'no_name' | 'says_nothing' | 'out_of_bounds' | 'twice'; at: number };

/** @returns the rules as they are kept, or the first that cannot be */
export function readMarginRules(given: readonly MarginRule[]): MarginRulesOutcome {
  if (given.length > MOST_MARGIN_RULES) return { kind: 'invalid', why: 'too_many', at: MOST_MARGIN_RULES };
  const rules = given.map((rule) => ({ ...rule, value: ruleValue(rule.value), title: rule.title.trim() || rule.value.trim() }));
  const known = new Set<string>();
  for (const [at, rule] of rules.entries()) {
    const why = problemOf(rule) ?? (known.has(ruleKey(rule)) ? 'twice' : null);
    if (why) return { kind: 'invalid', why, at };
    known.add(ruleKey(rule));
  }
  return { kind: 'valid', rules };
}

function problemOf(rule: MarginRule): 'not_an_id' | 'no_name' | 'says_nothing' | 'out_of_bounds' | null {
  if (rule.scope === 'product' && !/^\d{1,19}$/.test(rule.value)) return 'not_an_id';
  if (rule.value === '' || rule.value.length > 255) return 'no_name';
  if (RULE_NUMBERS.every((field) => rule[field] === null)) return 'says_nothing';
  return outOfBounds(rule).length > 0 ? 'out_of_bounds' : null;
}

/** @returns the numbers that guardrails could not have */
export function outOfBounds(rule: Pick<MarginRule, RuleNumber>): readonly RuleNumber[] {
  return RULE_NUMBERS.filter((field) => {
    const value = rule[field];
    const [least, most] = GUARDRAIL_BOUNDS[field];
    return value !== null && !(Number.isSafeInteger(value) && value >= least && value <= most);
  });
}

const ruleValue = (typed: string): string => typed.trim().toLowerCase();
export const ruleKey = ({ scope, value }: Pick<MarginRule, 'scope' | 'value'>): string => `${scope}:${value}`;

/** @returns what holds for the product: the narrowest rule that says a number wins, number by number */
export function guardrailsFor(product: Pick<ProductFacts, 'productId' | 'productType' | 'vendor'>, guardrails: Guardrails, rules: readonly MarginRule[]): Guardrails {
  if (rules.length === 0) return guardrails;
  const index = indexOf(rules);
  const found = [
    index.get(`product:${product.productId}`),
    index.get(`type:${ruleValue(product.productType)}`),
    index.get(`vendor:${ruleValue(product.vendor)}`),
  ].filter((rule) => rule !== undefined);
  if (found.length === 0) return guardrails;
  const said = (field: RuleNumber): number | null => found.find((rule) => rule[field] !== null)?.[field] ?? null;
  return {
    ...guardrails,
    floorBp: said('floorBp') ?? guardrails.floorBp,
    floorMinor: said('floorMinor') ?? guardrails.floorMinor,
    defaultCostBp: said('defaultCostBp') ?? guardrails.defaultCostBp,
    handlingMinor: said('handlingMinor') ?? guardrails.handlingMinor,
  };
}

/** One index a list, however many products are asked about. */
const indexes = new WeakMap<readonly MarginRule[], ReadonlyMap<string, MarginRule>>();
function indexOf(rules: readonly MarginRule[]): ReadonlyMap<string, MarginRule> {
  const known = indexes.get(rules) ?? new Map(rules.map((rule) => [ruleKey(rule), rule]));
  indexes.set(rules, known);
  return known;
}
