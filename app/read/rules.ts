// The merchant's rules as the desk tells them: what each says, what is the matter with it, and how often it acted.
import { setCollections } from '#app/db/collections.ts';
import { type OfferRuleRow, offerRules, ruleActivity, type RuleActivity } from '#app/db/offer-rules.ts';
import { productTitles } from '#app/db/product-titles.ts';
import { namedSets, type NamedSet, setsToShow } from '#app/db/sets-of-rules.ts';
import { daysBefore, daysFrom } from '#app/domain/days.ts';
import { type RuleTrouble, lookThroughRules } from '#app/domain/offer-rule/look-through-rules.ts';
import { MOST_PRODUCTS_NAMED, partsOf } from '#app/domain/offer-rule/offer-rule.ts';
import { ruleText, type RuleText } from '#app/domain/offer-rule/rule-text.ts';
import { type EditorChoices, editorChoices } from './set.ts';

export type { NamedSet };

const DAYS = 30;

/** What a rule's ids are called; what is missing is gone. */
export interface RuleNames {
  products: Record<string, string>;
  collections: Record<string, string>;
  sets: Record<string, NamedSet>;
}

export type DeskTrouble =
  | RuleTrouble
  | { kind: 'set_gone' | 'set_not_live' | 'no_products' | 'segment_gone' | 'market_gone' | 'collection_gone' | 'wide'; ruleId: string };

export interface RuleOnDesk {
  ruleId: string;
  enabled: boolean;
  version: number;
  rule: RuleText;
  /** null: nothing is the matter. */
  trouble: DeskTrouble | null;
  /** Decisions of the last thirty days; null: it is off, or new within the day. */
  acted: number | null;
  /** ISO. */
  enabledAt: string | null;
}

export interface RulesPage {
  rules: RuleOnDesk[];
  names: RuleNames;
  choices: EditorChoices;
}

export async function rulesPage(shopId: bigint, now: Date): Promise<RulesPage> {
  const [rules, activity, choices] = await Promise.all([offerRules(shopId), ruleActivity(shopId, daysBefore(now, DAYS)), editorChoices(shopId)]);
  const names = await namesOf(shopId, rules);
  const contradictions = new Map(lookThroughRules(rules).map((trouble) => [trouble.ruleId, trouble]));
  return {
    rules: rules.map((row) => ({
      ruleId: row.ruleId,
      enabled: row.enabled,
      version: row.version,
      rule: ruleText(row),
      trouble: (row.enabled ? contradictions.get(row.ruleId) : undefined) ?? danglingOf(row, names, choices, activity.get(row.ruleId)),
      acted: row.enabledAt && daysFrom(row.enabledAt, now) > 1 ? (activity.get(row.ruleId)?.acted ?? 0) : activity.get(row.ruleId)?.acted || null,
      enabledAt: row.enabledAt?.toISOString() ?? null,
    })),
    names,
    choices,
  };
}

/** Rules by what they are called today; null: it was removed since. */
export interface ActedRules {
  rules: { ruleId: string; rule: RuleText | null }[];
  names: RuleNames;
  choices: EditorChoices;
}

/** @returns null: none acted */
export async function actedRules(shopId: bigint, ruleIds: readonly string[]): Promise<ActedRules | null> {
  if (ruleIds.length === 0) return null;
  const [all, choices] = await Promise.all([offerRules(shopId), editorChoices(shopId)]);
  const acted = ruleIds.map((ruleId) => ({ ruleId, row: all.find((each) => each.ruleId === ruleId) }));
  const names = await namesOf(shopId, acted.flatMap(({ row }) => row ?? []));
  return { rules: acted.map(({ ruleId, row }) => ({ ruleId, rule: row ? ruleText(row) : null })), names, choices };
}

export interface RuleEditor {
  /** null: a new one. */
  rule: { ruleId: string; version: number; text: RuleText } | null;
  names: RuleNames;
  choices: EditorChoices;
  /** Live sets, those that only rules show first. */
  sets: NamedSet[];
}

/** @returns undefined when the shop has no such rule */
export async function ruleEditor(shopId: bigint, ruleId: string | null): Promise<RuleEditor | undefined> {
  const [rules, choices, sets] = await Promise.all([ruleId === null ? [] : offerRules(shopId), editorChoices(shopId), setsToShow(shopId)]);
  const row = rules.find((each) => each.ruleId === ruleId);
  if (ruleId !== null && !row) return undefined;
  return { rule: row ? { ruleId: row.ruleId, version: row.version, text: ruleText(row) } : null, names: await namesOf(shopId, row ? [row] : []), choices, sets };
}

async function namesOf(shopId: bigint, rules: readonly OfferRuleRow[]): Promise<RuleNames> {
  const parts = rules.flatMap(partsOf).map(({ products }) => products);
  const [titles, collections, sets] = await Promise.all([
    productTitles(shopId, [...new Set(parts.flatMap((rule) => (rule.kind === 'products' ? rule.productIds : [])))]),
    setCollections(shopId, [...new Set(parts.flatMap((rule) => (rule.kind === 'collection' ? [rule.collectionId] : [])))]),
    namedSets(shopId, rules.flatMap(({ action }) => (action.kind === 'show_set' ? [action.setId] : []))),
  ]);
  return {
    products: Object.fromEntries([...titles].map(([id, { title }]) => [String(id), title])),
    collections: Object.fromEntries([...collections].flatMap(([id, { title, goneAt }]) => (goneAt ? [] : [[String(id), title]]))),
    sets: Object.fromEntries(sets.map((set) => [set.setId, set])),
  };
}

/** What it names that is not there (any more). */
function danglingOf(rule: OfferRuleRow, names: RuleNames, choices: EditorChoices, activity: RuleActivity | undefined): DeskTrouble | null {
  const { ruleId, action, conditions } = rule;
  if (action.kind === 'show_set') {
    const set = names.sets[action.setId];
    if (!set) return { kind: 'set_gone', ruleId };
    if (set.status !== 'approved') return { kind: 'set_not_live', ruleId };
  }
  const segments = new Set(choices.segments.map(({ name }) => name));
  if (conditions.some((condition) => condition.kind === 'segment' && condition.names.some((name) => !segments.has(name)))) return { kind: 'segment_gone', ruleId };
  const markets = new Set(choices.markets.map(({ marketId }) => marketId));
  if (conditions.some((condition) => condition.kind === 'market' && condition.marketIds.some((marketId) => !markets.has(String(marketId))))) return { kind: 'market_gone', ruleId };
  const parts = partsOf(rule);
  if (parts.some(({ products }) => products.kind === 'collection' && names.collections[String(products.collectionId)] === undefined)) return { kind: 'collection_gone', ruleId };
  if (parts.some(({ part }) => (activity?.products.get(part) ?? 0) === 0)) return { kind: 'no_products', ruleId };
  return parts.some(({ part }) => (activity?.products.get(part) ?? 0) >= MOST_PRODUCTS_NAMED) ? { kind: 'wide', ruleId } : null;
}
