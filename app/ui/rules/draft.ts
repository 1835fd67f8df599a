// A rule while it is composed: what was typed, field by field, and what that comes to. A field keeps what was typed while
// another choice is made, so that choosing back loses nothing.
import { isDayOfYear } from '#app/domain/catalog/day-of-year.ts';
import type { ActionKind, ConditionKind } from '#app/domain/offer-rule/offer-rule.ts';
import type { ActionText, ConditionText, ProductsText, RuleText } from '#app/domain/offer-rule/rule-text.ts';
import type { Strategy } from '#app/domain/set/set-definition.ts';
import { scaled } from '../guardrails/form.ts';
import type { RuleFields } from '../sets/draft.ts';

export interface ConditionFields {
  /** Stays with it while others come and go. */
  key: number;
  kind: ConditionKind;
  /** An amount of money, or a number of orders. */
  from: string;
  below: string;
  left: string;
  days: string;
  has: boolean;
  is: boolean;
  segments: string[];
  products: RuleFields;
  season: { fromDay: string; fromMonth: string; toDay: string; toMonth: string };
  marketIds: string[];
}

export interface ActionFields {
  kind: ActionKind;
  setId: string;
  strategies: Strategy[];
  products: RuleFields;
}

export interface RuleDraft {
  name: string;
  conditions: ConditionFields[];
  action: ActionFields;
}

export type Fault = 'no_bound' | 'bounds_crossed' | 'no_such_day' | 'nothing_chosen' | 'no_days' | 'no_products' | 'no_set' | 'no_strategy' | 'not_a_number';

export interface Faults {
  /** By key. */
  conditions: ReadonlyMap<number, Fault>;
  action: Fault | null;
}

const NO_PRODUCTS: RuleFields = { kind: 'products', productIds: [], collectionId: '', tag: '', type: '' };

export const newCondition = (key: number, kind: ConditionKind): ConditionFields => ({
  key, kind, from: '', below: '', left: '5', days: '', has: true, is: true, segments: [], products: NO_PRODUCTS, season: { fromDay: '1', fromMonth: '11', toDay: '24', toMonth: '12' }, marketIds: [],
});

export const STARTERS = ['cart_total', 'last_purchase', 'low_stock', 'empty'] as const;
export type Starter = (typeof STARTERS)[number];

export function starterDraft(starter: Starter): RuleDraft {
  const action: ActionFields = { kind: starter === 'last_purchase' ? 'only_products' : 'show_set', setId: '', strategies: [], products: { ...NO_PRODUCTS, kind: 'type' } };
  if (starter === 'empty') return { name: '', conditions: [], action };
  const condition = newCondition(0, starter);
  return { name: '', conditions: [starter === 'last_purchase' ? { ...condition, products: { ...NO_PRODUCTS, kind: 'type' } } : condition], action };
}

export function draftOfRule({ name, conditions, action }: RuleText, currencyExponent: number): RuleDraft {
  return {
    name: name ?? '',
    conditions: conditions.map((condition, key) => conditionFields(condition, key, currencyExponent)),
    action: {
      kind: action.kind,
      setId: action.kind === 'show_set' ? action.setId : '',
      strategies: action.kind === 'only_strategies' ? [...action.strategies] : [],
      products: 'products' in action ? productFields(action.products) : NO_PRODUCTS,
    },
  };
}

function conditionFields(condition: ConditionText, key: number, exponent: number): ConditionFields {
  const blank = newCondition(key, condition.kind);
  const amount = (minor: number | null) => (minor === null ? '' : (minor / 10 ** exponent).toFixed(exponent));
  const count = (value: number | null) => (value === null ? '' : String(value));
  switch (condition.kind) {
    case 'cart_total':
      return { ...blank, from: amount(condition.atLeastMinor), below: amount(condition.belowMinor) };
    case 'orders':
      return { ...blank, from: count(condition.atLeast), below: count(condition.below) };
    case 'cart_has':
      return { ...blank, has: condition.has, products: productFields(condition.products) };
    case 'last_purchase':
      return { ...blank, days: count(condition.withinDays), products: productFields(condition.products) };
    case 'segment':
      return { ...blank, is: condition.is, segments: [...condition.names] };
    case 'low_stock':
      return { ...blank, left: String(condition.below) };
    case 'season':
      return { ...blank, season: { fromDay: String(condition.from.day), fromMonth: String(condition.from.month), toDay: String(condition.to.day), toMonth: String(condition.to.month) } };
    case 'market':
      return { ...blank, marketIds: [...condition.marketIds] };
  }
}

function productFields(rule: ProductsText): RuleFields {
  switch (rule.kind) {
    case 'products':
      return { ...NO_PRODUCTS, productIds: [...rule.productIds] };
    case 'collection':
      return { ...NO_PRODUCTS, kind: 'collection', collectionId: rule.collectionId };
    case 'tag':
      return { ...NO_PRODUCTS, kind: 'tag', tag: rule.tag };
    case 'type':
      return { ...NO_PRODUCTS, kind: 'type', type: rule.type };
  }
}

/** As it would be saved, where a field is no number without it; for the sentence beside the form, and once no fault is left for saving. */
export function ruleOf(draft: RuleDraft, currencyExponent: number): RuleText {
  return { name: draft.name.trim() === '' ? null : draft.name.trim(), conditions: draft.conditions.map((fields) => conditionOf(fields, currencyExponent)), action: actionOf(draft.action) };
}

const numberOf = (typed: string, decimals: number): number | null => (typed.trim() === '' ? null : (scaled(typed, decimals) ?? null));

function conditionOf(fields: ConditionFields, exponent: number): ConditionText {
  const { kind, from, below, left, days, has, is, segments, products, season, marketIds } = fields;
  switch (kind) {
    case 'cart_total':
      return { kind, atLeastMinor: numberOf(from, exponent), belowMinor: numberOf(below, exponent) };
    case 'orders':
      return { kind, atLeast: numberOf(from, 0), below: numberOf(below, 0) };
    case 'cart_has':
      return { kind, has, products: productsOf(products) };
    case 'last_purchase':
      return { kind, withinDays: numberOf(days, 0), products: productsOf(products) };
    case 'segment':
      return { kind, is, names: segments };
    case 'low_stock':
      return { kind, below: numberOf(left, 0) ?? 0 };
    case 'season':
      return { kind, from: { month: Number(season.fromMonth), day: numberOf(season.fromDay, 0) ?? 0 }, to: { month: Number(season.toMonth), day: numberOf(season.toDay, 0) ?? 0 } };
    case 'market':
      return { kind, marketIds };
  }
}

function actionOf({ kind, setId, strategies, products }: ActionFields): ActionText {
  switch (kind) {
    case 'show_set':
      return { kind, setId };
    case 'only_strategies':
      return { kind, strategies };
    case 'only_products':
    case 'leave_out':
      return { kind, products: productsOf(products) };
    case 'offer_nothing':
      return { kind };
  }
}

function productsOf({ kind, productIds, collectionId, tag, type }: RuleFields): ProductsText {
  switch (kind) {
    case 'products':
      return { kind, productIds };
    case 'collection':
      return { kind, collectionId };
    case 'tag':
      return { kind, tag: tag.trim().toLowerCase() };
    case 'type':
      return { kind, type: type.trim().toLowerCase() };
  }
}

export function faultsOf(draft: RuleDraft, currencyExponent: number): Faults {
  const conditions = draft.conditions.flatMap((fields) => {
    const fault = faultOf(fields, currencyExponent);
    return fault ? [[fields.key, fault] as const] : [];
  });
  return { conditions: new Map(conditions), action: actionFault(draft.action) };
}

export const isSoundRule = ({ conditions, action }: Faults): boolean => conditions.size === 0 && action === null;

function faultOf(fields: ConditionFields, exponent: number): Fault | null {
  switch (fields.kind) {
    case 'cart_total':
      return boundsFault(fields, exponent);
    case 'orders':
      return boundsFault(fields, 0);
    case 'low_stock':
      return (numberOf(fields.left, 0) ?? 0) < 1 ? 'no_bound' : null;
    case 'last_purchase':
      if (isEmpty(fields.products)) return 'no_products';
      return fields.days.trim() !== '' && (numberOf(fields.days, 0) ?? 0) < 1 ? 'no_days' : null;
    case 'cart_has':
      return isEmpty(fields.products) ? 'no_products' : null;
    case 'segment':
      return fields.segments.length === 0 ? 'nothing_chosen' : null;
    case 'market':
      return fields.marketIds.length === 0 ? 'nothing_chosen' : null;
    case 'season': {
      const condition = conditionOf(fields, exponent) as Extract<ConditionText, { kind: 'season' }>;
      return isDayOfYear(condition.from) && isDayOfYear(condition.to) ? null : 'no_such_day';
    }
  }
}

function boundsFault({ from, below }: ConditionFields, decimals: number): Fault | null {
  if ([from, below].some((typed) => typed.trim() !== '' && scaled(typed, decimals) === undefined)) return 'not_a_number';
  const [least, most] = [numberOf(from, decimals), numberOf(below, decimals)];
  if (least === null && most === null) return 'no_bound';
  return least !== null && most !== null && least >= most ? 'bounds_crossed' : null;
}

function actionFault({ kind, setId, strategies, products }: ActionFields): Fault | null {
  if (kind === 'show_set') return setId === '' ? 'no_set' : null;
  if (kind === 'only_strategies') return strategies.length === 0 ? 'no_strategy' : null;
  return kind !== 'offer_nothing' && isEmpty(products) ? 'no_products' : null;
}

const isEmpty = ({ kind, productIds, collectionId, tag, type }: RuleFields): boolean =>
  ({ products: productIds.length === 0, collection: collectionId === '', tag: tag.trim() === '', type: type.trim() === '' })[kind];
