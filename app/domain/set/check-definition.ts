// Whether what a merchant wrote of a set is one: first as it is written, then against the catalogue, then what its rules came
// to. Every problem with the names and numbers that its sentence needs (words/); bounds are here and nowhere else.
import { isDayOfYear } from '../catalog/day-of-year.ts';
import { MAX_PUBLISHED_CANDIDATES, MAX_SLOTS } from '../portable/names.ts';
import type { ProductRule, SetDefinition, SlotDefinition, Strategy } from './set-definition.ts';

export const SET_BOUNDS = {
  goalLength: 120, outcomeLength: 200, slotNameLength: 60, wordsLength: 160, anchors: 1_000, excluded: 500, named: 50, trialBp: [100, 9_900], signalDays: [1, 3_650], signalCount: [1, 100],
} as const;

/** How many slots each has; of a ladder rungs, of a family parts. */
export const SLOTS: Record<Strategy, readonly [least: number, most: number]> = { completion: [1, MAX_SLOTS], upsell: [1, 1], evolution: [2, 9], ecosystem: [2, 9] };
/** How many products may be given to a slot by hand. */
export const MOST_GIVEN: Record<Strategy, number> = { completion: MAX_PUBLISHED_CANDIDATES, upsell: MAX_PUBLISHED_CANDIDATES, evolution: 50, ecosystem: 50 };

/** Begins with what its customers own, rather than with what somebody just puts into the cart. */
export const isOfOwners = (strategy: string): boolean => strategy === 'evolution' || strategy === 'ecosystem';

const PROBLEM_CODES = [
  'goal_missing', 'goal_long', 'outcome_long', 'slots_few', 'slots_many', 'slot_unnamed', 'slot_name_long', 'words_long', 'anchor_missing', 'anchors_many', 'slot_empty', 'too_many_given', 'product_twice', 'ladder_cycle',
  'anchor_in_slot', 'excluded_many', 'excluded_given', 'rule_unnamed', 'not_a_day', 'ends_before_starts', 'conditions_many', 'trial_out_of_bounds', 'signals_missing', 'signals_out_of_bounds', 'product_gone', 'slot_gone', 'anchors_gone',
  'gift_card', 'collection_gone', 'nothing_has_tag', 'nothing_of_type', 'collection_empty', 'slot_leaves_nothing',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export interface DefinitionProblem {
  code: ProblemCode;
  /** Titles, names of slots, tags: in the order of its sentence. */
  names: readonly string[];
  numbers: readonly number[];
  /** Where in the form; 0: the anchor; null: neither. */
  slotNo: number | null;
}

const problem = (code: ProblemCode, { names = [], numbers = [], slotNo = null }: Partial<Omit<DefinitionProblem, 'code'>> = {}): DefinitionProblem => ({ code, names, numbers, slotNo });

/** Products named one by one in a slot: pinned, or chosen. */
export const givenTo = ({ pinnedIds, source }: SlotDefinition): bigint[] => [...new Set([...pinnedIds, ...(source.kind === 'products' ? source.productIds : [])])];
export const givenAnchors = ({ anchor }: SetDefinition): readonly bigint[] => (anchor.kind === 'products' ? anchor.productIds : []);

export interface GivenProduct {
  title: string;
  giftCard: boolean;
  /** Deleted in Shopify, or never seen. */
  gone: boolean;
}

/** @param titleOf of a product that the sentence names */
export function checkWritten(definition: SetDefinition, titleOf: (productId: bigint) => string): DefinitionProblem[] {
  return [...checkWords(definition), ...checkSlots(definition), ...checkProducts(definition, titleOf), ...checkConditions(definition), ...checkSignals(definition)];
}

function checkWords({ goal, outcome, slots }: SetDefinition): DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  if (goal.trim() === '') problems.push(problem('goal_missing', { numbers: [SET_BOUNDS.goalLength] }));
  if (goal.length > SET_BOUNDS.goalLength) problems.push(problem('goal_long', { numbers: [SET_BOUNDS.goalLength] }));
  if ((outcome ?? '').length > SET_BOUNDS.outcomeLength) problems.push(problem('outcome_long', { numbers: [SET_BOUNDS.outcomeLength] }));
  slots.forEach(({ slotNo, name, words }, index) => {
    if (name.trim() === '') problems.push(problem('slot_unnamed', { numbers: [index + 1, SET_BOUNDS.slotNameLength], slotNo }));
    if (name.length > SET_BOUNDS.slotNameLength) problems.push(problem('slot_name_long', { numbers: [index + 1, SET_BOUNDS.slotNameLength], slotNo }));
    if ((words ?? '').length > SET_BOUNDS.wordsLength) problems.push(problem('words_long', { names: [name], numbers: [SET_BOUNDS.wordsLength], slotNo }));
  });
  return problems;
}

function checkSlots(definition: SetDefinition): DefinitionProblem[] {
  const { strategy, slots, anchor } = definition;
  const [least, most] = SLOTS[strategy];
  const mostGiven = MOST_GIVEN[strategy];
  const problems: DefinitionProblem[] = [];
  if (slots.length < least) problems.push(problem('slots_few', { numbers: [least] }));
  if (slots.length > most) problems.push(problem('slots_many', { numbers: [most, slots.length] }));
  if (!isOfOwners(strategy)) {
    if (anchor.kind === 'products' && anchor.productIds.length === 0) problems.push(problem('anchor_missing', { slotNo: 0 }));
    if (anchor.kind === 'products' && anchor.productIds.length > SET_BOUNDS.anchors) problems.push(problem('anchors_many', { numbers: [anchor.productIds.length, SET_BOUNDS.anchors], slotNo: 0 }));
    if (isUnnamed(anchor)) problems.push(problem('rule_unnamed', { slotNo: 0 }));
  }
  for (const slot of slots) {
    const given = givenTo(slot).length;
    const about = { names: [slot.name], slotNo: slot.slotNo };
    if (slot.source.kind === 'products' && given === 0) problems.push(problem('slot_empty', about));
    if (given > mostGiven) problems.push(problem('too_many_given', { ...about, numbers: [given, mostGiven] }));
    if (isUnnamed(slot.source)) problems.push(problem('rule_unnamed', { slotNo: slot.slotNo }));
  }
  return problems;
}

const isUnnamed = (rule: ProductRule): boolean => (rule.kind === 'tag' && rule.tag.trim() === '') || (rule.kind === 'type' && rule.type.trim() === '');

function checkProducts(definition: SetDefinition, titleOf: (productId: bigint) => string): DefinitionProblem[] {
  const { strategy, slots, excludedIds } = definition;
  const problems: DefinitionProblem[] = [];
  const standsIn = new Map<bigint, number>();
  slots.forEach((slot, index) => {
    for (const productId of givenTo(slot)) {
      const first = standsIn.get(productId);
      if (first === undefined) standsIn.set(productId, index);
      else if (strategy === 'evolution') problems.push(problem('ladder_cycle', { names: [titleOf(productId)], numbers: [first + 1, index + 1], slotNo: slot.slotNo }));
      else problems.push(problem('product_twice', { names: [titleOf(productId), slots[first]!.name, slot.name], slotNo: slot.slotNo }));
    }
  });
  if (!isOfOwners(strategy)) {
    for (const productId of givenAnchors(definition)) {
      const index = standsIn.get(productId);
      if (index !== undefined) problems.push(problem('anchor_in_slot', { names: [titleOf(productId), slots[index]!.name], slotNo: slots[index]!.slotNo }));
    }
  }
  if (excludedIds.length > SET_BOUNDS.excluded) problems.push(problem('excluded_many', { numbers: [SET_BOUNDS.excluded] }));
  const both = excludedIds.find((productId) => standsIn.has(productId));
  if (both !== undefined) problems.push(problem('excluded_given', { names: [titleOf(both), slots[standsIn.get(both)!]!.name], slotNo: slots[standsIn.get(both)!]!.slotNo }));
  return problems;
}

function checkConditions({ startsOn, endsOn, season, marketIds, segments, trialBp }: SetDefinition): DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  const days = [startsOn, endsOn].filter((day) => day !== null);
  if (days.some((day) => !isDay(day)) || (season && !(isDayOfYear(season.from) && isDayOfYear(season.to)))) problems.push(problem('not_a_day'));
  else if (startsOn !== null && endsOn !== null && endsOn < startsOn) problems.push(problem('ends_before_starts'));
  if (marketIds.length > SET_BOUNDS.named || segments.length > SET_BOUNDS.named) problems.push(problem('conditions_many', { numbers: [SET_BOUNDS.named] }));
  if (trialBp !== null && !isWithin(trialBp, SET_BOUNDS.trialBp)) problems.push(problem('trial_out_of_bounds', { numbers: [SET_BOUNDS.trialBp[0] / 100, SET_BOUNDS.trialBp[1] / 100] }));
  return problems;
}

function checkSignals({ strategy, signals }: SetDefinition): DefinitionProblem[] {
  if (strategy !== 'evolution') return [];
  const given = signals ? [signals.ownedDays, signals.ordersSince, signals.companionsSince].filter((number) => number !== null) : [];
  if (!signals || given.length === 0) return [problem('signals_missing')];
  const isSound =
    (signals.ownedDays === null || isWithin(signals.ownedDays, SET_BOUNDS.signalDays)) &&
    [signals.ordersSince, signals.companionsSince].every((number) => number === null || isWithin(number, SET_BOUNDS.signalCount)) &&
    isWithin(signals.needed, [1, given.length]);
  return isSound ? [] : [problem('signals_out_of_bounds', { numbers: [given.length] })];
}

/** @param known of every given product. @param standing products that the set had already: what was deleted since may stay beside others */
export function checkCatalogue(definition: SetDefinition, known: ReadonlyMap<bigint, GivenProduct>, standing: ReadonlySet<bigint>): DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  const isGone = (productId: bigint) => known.get(productId)?.gone ?? true;
  const titleOf = (productId: bigint) => known.get(productId)?.title ?? `#${productId}`;
  const anchors = givenAnchors(definition);
  for (const productId of anchors) if (isGone(productId) && !standing.has(productId)) problems.push(problem('product_gone', { names: [titleOf(productId)], slotNo: 0 }));
  if (anchors.length > 0 && anchors.every(isGone)) problems.push(problem('anchors_gone', { slotNo: 0 }));
  for (const slot of definition.slots) {
    const given = givenTo(slot);
    const about = { names: [slot.name], slotNo: slot.slotNo };
    if (slot.source.kind === 'products' && given.length > 0 && given.every(isGone)) problems.push(problem('slot_gone', about));
    else for (const productId of given) if (isGone(productId) && !standing.has(productId)) problems.push(problem('product_gone', { names: [titleOf(productId)], slotNo: slot.slotNo }));
    const giftCard = given.find((productId) => known.get(productId)?.giftCard);
    if (giftCard !== undefined) problems.push(problem('gift_card', { ...about, names: [titleOf(giftCard), slot.name] }));
  }
  return problems;
}

/** What a rule came to today. */
export interface CameTo {
  /** Products that the rule names, before anything else is asked of them. */
  members: number;
  /** What is left for the set. */
  left: number;
  /** The collection's title; null: gone from the store, or no collection. */
  title: string | null;
}

/** @param anchor of plain anchors; of owners null @param slots by their number */
export function checkResolved(definition: SetDefinition, anchor: CameTo | null, slots: ReadonlyMap<number, CameTo>): DefinitionProblem[] {
  const ofSlots = definition.slots.flatMap(({ slotNo, name, source }) => emptyRule(source, slots.get(slotNo), slotNo, name));
  return anchor ? [...emptyRule(definition.anchor, anchor, 0, ''), ...ofSlots] : ofSlots;
}

function emptyRule(rule: ProductRule, cameTo: CameTo | undefined, slotNo: number, slotName: string): DefinitionProblem[] {
  if (!cameTo || cameTo.left > 0 || rule.kind === 'products') return [];
  if (rule.kind === 'collection' && cameTo.title === null) return [problem('collection_gone', { slotNo })];
  if (cameTo.members > 0) return slotNo === 0 ? [problem('anchors_gone', { slotNo })] : [problem('slot_leaves_nothing', { names: [slotName], slotNo })];
  if (rule.kind === 'tag') return [problem('nothing_has_tag', { names: [rule.tag], slotNo })];
  if (rule.kind === 'type') return [problem('nothing_of_type', { names: [rule.type], slotNo })];
  return [problem('collection_empty', { names: [cameTo.title ?? ''], slotNo })];
}

function isWithin(value: number, [least, most]: readonly [number, number]): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}

/** "YYYY-MM-DD" of a day that exists. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
