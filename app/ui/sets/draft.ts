// A set while it is edited: what the merchant may change, as fields hold it, and the changes as pure steps. A field keeps
// what was typed while another choice is made, so that choosing back loses nothing.
import { isDayOfYear } from '#app/domain/catalog/day-of-year.ts';
import { OFFER_BOUNDS, type WrittenTerms } from '#app/domain/offer/offer-terms.ts';
import { isOfOwners, SLOTS } from '#app/domain/set/check-definition.ts';
import type { ProductRule, Strategy } from '#app/domain/set/set-definition.ts';
import type { RuleText, SetText } from '#app/domain/set/set-text.ts';
import { scaled } from '../guardrails/form.ts';

export interface RuleFields {
  kind: ProductRule['kind'];
  /** Of a slot: chosen by hand, before all that the rule brings. */
  productIds: string[];
  collectionId: string;
  tag: string;
  type: string;
}

export interface SlotFields extends RuleFields {
  slotNo: number;
  name: string;
  words: string;
}

export interface Draft {
  strategy: Strategy;
  goal: string;
  outcome: string;
  anchor: RuleFields;
  slots: SlotFields[];
  excludedIds: string[];
  startsOn: string;
  endsOn: string;
  season: { on: boolean; fromDay: string; fromMonth: string; toDay: string; toMonth: string };
  marketIds: string[];
  segments: string[];
  /** Percent, as typed; empty: everybody. */
  trial: string;
  byRuleOnly: boolean;
  signals: { ownedDays: string; ordersSince: string; companionsSince: string; needed: string };
  terms: { kind: string; percent: string; amount: string; slotNo: number; tag: string };
}

/** Ladders and families have no anchor beside their slots. */
export const hasAnchor = ({ strategy }: Pick<Draft, 'strategy'>): boolean => !isOfOwners(strategy);

const NO_RULE: RuleFields = { kind: 'products', productIds: [], collectionId: '', tag: '', type: '' };
const NO_SEASON: Draft['season'] = { on: false, fromDay: '1', fromMonth: '11', toDay: '24', toMonth: '12' };
const SIGNALS: Draft['signals'] = { ownedDays: '180', ordersSince: '', companionsSince: '', needed: '1' };

/** @param slotName what a slot of the strategy is called until the merchant says it */
export function emptyDraft(strategy: Strategy, slotName: (slotNo: number) => string): Draft {
  const slots = Array.from({ length: SLOTS[strategy][0] }, (_, at) => emptySlot(at + 1, slotName(at + 1)));
  return {
    strategy, goal: '', outcome: '', anchor: NO_RULE, slots, excludedIds: [], startsOn: '', endsOn: '', season: NO_SEASON, marketIds: [], segments: [],
    trial: '', byRuleOnly: false, signals: SIGNALS, terms: { kind: 'none', percent: '10', amount: '', slotNo: 1, tag: '' },
  };
}

const emptySlot = (slotNo: number, name: string): SlotFields => ({ ...NO_RULE, slotNo, name, words: '' });

/** @param currencyExponent decimals of the shop's currency */
export function draftOf(set: SetText, terms: WrittenTerms, currencyExponent: number): Draft {
  const { season, signals } = set;
  const number = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value));
  return {
    strategy: set.strategy,
    goal: set.goal,
    outcome: set.outcome ?? '',
    anchor: fieldsOf(set.anchor, []),
    slots: set.slots.map(({ slotNo, name, words, source, pinnedIds }) => ({ ...fieldsOf(source, pinnedIds), slotNo, name, words: words ?? '' })),
    excludedIds: set.excludedIds,
    startsOn: set.startsOn ?? '',
    endsOn: set.endsOn ?? '',
    season: season ? { on: true, fromDay: String(season.from.day), fromMonth: String(season.from.month), toDay: String(season.to.day), toMonth: String(season.to.month) } : NO_SEASON,
    marketIds: set.marketIds,
    segments: set.segments,
    trial: set.trialBp === null ? '' : String(set.trialBp / 100),
    byRuleOnly: set.byRuleOnly,
    signals: signals ? { ownedDays: number(signals.ownedDays), ordersSince: number(signals.ordersSince), companionsSince: number(signals.companionsSince), needed: String(signals.needed) } : SIGNALS,
    terms: {
      kind: terms.kind,
      percent: terms.kind === 'percent' ? String(terms.discountBp / 100) : '10',
      amount: terms.minor === null ? '' : (terms.minor / 10 ** currencyExponent).toFixed(currencyExponent),
      slotNo: terms.slotNo ?? set.slots[0]?.slotNo ?? 1,
      tag: terms.tag ?? '',
    },
  };
}

function fieldsOf(rule: RuleText, pinnedIds: string[]): RuleFields {
  const fields = { ...NO_RULE, kind: rule.kind, productIds: pinnedIds };
  switch (rule.kind) {
    case 'products':
      return { ...fields, productIds: [...new Set([...pinnedIds, ...rule.productIds])] };
    case 'collection':
      return { ...fields, collectionId: rule.collectionId };
    case 'tag':
      return { ...fields, tag: rule.tag };
    case 'type':
      return { ...fields, type: rule.type };
  }
}

/** As the server reads it. What is not sound yet is sent as nothing, so that a preview shows the rest. */
export function written(draft: Draft): SetText {
  const { season, signals } = draft;
  const bp = scaled(draft.trial, 2);
  return {
    strategy: draft.strategy,
    goal: draft.goal.trim(),
    outcome: draft.outcome.trim() || null,
    anchor: hasAnchor(draft) ? ruleOf(draft.anchor) : { kind: 'products', productIds: [] },
    slots: draft.slots.map((slot) => ({
      slotNo: slot.slotNo, name: slot.name.trim(), words: slot.words.trim() || null, source: ruleOf(slot), pinnedIds: slot.kind === 'products' ? [] : slot.productIds,
    })),
    excludedIds: draft.excludedIds,
    startsOn: draft.startsOn || null,
    endsOn: draft.endsOn || null,
    season: season.on && isSeason(season) ? seasonOf(season) : null,
    marketIds: draft.marketIds,
    segments: draft.segments,
    trialBp: bp ?? null,
    byRuleOnly: draft.byRuleOnly,
    signals: draft.strategy === 'evolution' ? { ownedDays: countOf(signals.ownedDays), ordersSince: countOf(signals.ordersSince), companionsSince: countOf(signals.companionsSince), needed: neededOf(signals) } : null,
  };
}

function ruleOf(fields: RuleFields): RuleText {
  switch (fields.kind) {
    case 'products':
      return { kind: 'products', productIds: fields.productIds };
    case 'collection':
      return { kind: 'collection', collectionId: fields.collectionId || '0' };
    case 'tag':
      return { kind: 'tag', tag: fields.tag.trim().toLowerCase() };
    case 'type':
      return { kind: 'type', type: fields.type.trim().toLowerCase() };
  }
}

const seasonOf = ({ fromDay, fromMonth, toDay, toMonth }: Draft['season']) => ({ from: { day: Number(fromDay), month: Number(fromMonth) }, to: { day: Number(toDay), month: Number(toMonth) } });

const isSeason = (season: Draft['season']): boolean => {
  const { from, to } = seasonOf(season);
  return isDayOfYear(from) && isDayOfYear(to);
};

const countOf = (typed: string): number | null => (/^\d{1,5}$/.test(typed.trim()) ? Number(typed) : null);

const givenSignals = (signals: Draft['signals']): number => [signals.ownedDays, signals.ordersSince, signals.companionsSince].filter((typed) => countOf(typed) !== null).length;

/** Never more than there are. */
const neededOf = (signals: Draft['signals']): number => Math.max(1, Math.min(Number(signals.needed) || 1, givenSignals(signals)));

export function writtenTermsOf({ terms }: Draft, currencyExponent: number): WrittenTerms {
  const takesAmount = terms.kind === 'amount' || terms.kind === 'set_price';
  return {
    kind: terms.kind,
    discountBp: terms.kind === 'percent' ? (scaled(terms.percent, 2) ?? 0) : 0,
    minor: takesAmount ? (scaled(terms.amount, currencyExponent) ?? null) : null,
    slotNo: terms.kind === 'gift' ? terms.slotNo : null,
    tag: terms.kind === 'early_access' ? terms.tag : null,
  };
}

export const sameDraft = (a: Draft, b: Draft): boolean => JSON.stringify(a) === JSON.stringify(b);

export const changedSlot = (draft: Draft, slotNo: number, change: Partial<SlotFields>): Draft =>
  ({ ...draft, slots: draft.slots.map((slot) => (slot.slotNo === slotNo ? { ...slot, ...change } : slot)) });

/** @param to where it stands afterwards; out of bounds: nothing moves */
export function movedIn<T>(all: readonly T[], from: number, to: number): T[] {
  const next = [...all];
  if (from < 0 || from >= all.length || to < 0 || to >= all.length) return next;
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

/** Last in its slot, as stand-ins for the others; what is there already stays where it is. */
export function added(draft: Draft, slotNo: number, productIds: readonly string[]): Draft {
  const slot = draft.slots.find((each) => each.slotNo === slotNo);
  return slot ? changedSlot(draft, slotNo, { productIds: [...new Set([...slot.productIds, ...productIds])] }) : draft;
}

/**
 * A slot that nobody named yet is named by what is put into it: shoppers may read "the memory card for your camera".
 * @param unnamed what the slot was called until then
 */
export function named(draft: Draft, slotNo: number, unnamed: string, productType: string): Draft {
  const slot = draft.slots.find((each) => each.slotNo === slotNo);
  const type = productType.trim().toLowerCase();
  return draft.strategy === 'completion' && slot?.name === unnamed && type !== '' ? changedSlot(draft, slotNo, { name: type }) : draft;
}

export const hasSlotLeft = ({ strategy, slots }: Draft): boolean => slots.length < SLOTS[strategy][1];
export const canLoseSlot = ({ strategy, slots }: Draft): boolean => slots.length > SLOTS[strategy][0];

/** Below the others, under the least number that is free: gifts and decisions name slots by it. */
export function withSlot(draft: Draft, name: (slotNo: number) => string): Draft {
  const taken = new Set(draft.slots.map(({ slotNo }) => slotNo));
  let slotNo = 1;
  while (taken.has(slotNo)) slotNo++;
  return { ...draft, slots: [...draft.slots, emptySlot(slotNo, name(draft.slots.length + 1))] };
}

export const withoutSlot = (draft: Draft, slotNo: number): Draft => ({ ...draft, slots: draft.slots.filter((slot) => slot.slotNo !== slotNo) });

const TYPED_FIELDS = ['season', 'trial', 'percent', 'amount', 'tag'] as const;
export type TypedField = (typeof TYPED_FIELDS)[number];

/** @returns fields that hold no number or day that could be meant. What the set as a whole lacks is said by app/domain/set/check-definition.ts */
export function mistyped({ season, trial, terms }: Draft, { maxDiscountBp, currencyExponent }: { maxDiscountBp: number; currencyExponent: number }): ReadonlySet<TypedField> {
  const bp = scaled(terms.percent, 2);
  const minor = scaled(terms.amount, currencyExponent);
  const [least, most] = OFFER_BOUNDS.minor;
  const isMistyped: Record<TypedField, boolean> = {
    season: season.on && !isSeason(season),
    trial: trial.trim() !== '' && scaled(trial, 2) === undefined,
    percent: terms.kind === 'percent' && (bp === undefined || bp > maxDiscountBp),
    amount: (terms.kind === 'amount' || terms.kind === 'set_price') && (minor === undefined || minor < least || minor > most),
    tag: terms.kind === 'early_access' && terms.tag.trim() === '',
  };
  return new Set(TYPED_FIELDS.filter((field) => isMistyped[field]));
}
