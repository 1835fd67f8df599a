// Ladders that customers climbed by themselves: of one kind, from a product to a clearly dearer one, by enough customers, and
// clearly more often that way than back, beyond what chance would bring. A person judges each before anybody is shown it.
import type { Language } from '../language.ts';
import { shortTitle } from './goal.ts';
import { kindIn } from './kind.ts';
import type { SetDefinition, SlotDefinition } from './set-definition.ts';

/** Customers who first bought one and later, in another order, the other; both of one kind. */
export interface Transition {
  fromId: bigint;
  toId: bigint;
  customers: number;
  /** Median of the days between. */
  days: number;
}

export interface RungProduct {
  productId: bigint;
  title: string;
  /** Lower-case singular. */
  kind: string;
  priceMinor: number;
}

export interface ProposedStrategySet {
  definition: SetDefinition;
  /** Customers or orders that it rests on. */
  support: number;
  /** Products that it is about: what stands already on any of them is not proposed again. */
  productIds: readonly bigint[];
}

/** A step up is so many times the price at the least, and no leap at the most. */
const DEARER = 1.15;
const LEAP = 4;
/** So many more went up than came down … */
const DIRECTED = 1.5;
/** … and so many standard deviations more than if a coin had been tossed by each: eight up and four down are chance. */
const LEAST_SURPRISE = 2;
const MOST_RUNGS = 4;
const MOST_LADDERS = 6;
const LEAST_DAYS = 30;

/** @param least customers that a step rests on. @returns one for each kind at the most, those of most customers first */
export function proposeLadders(transitions: readonly Transition[], products: ReadonlyMap<bigint, RungProduct>, least: number, language: Language): ProposedStrategySet[] {
  const back = new Map(transitions.map((each) => [`${each.fromId} ${each.toId}`, each.customers]));
  const steps = transitions.filter(({ fromId, toId, customers }) => {
    const [from, to] = [products.get(fromId), products.get(toId)];
    if (!from || !to || from.kind !== to.kind || customers < least) return false;
    const times = to.priceMinor / from.priceMinor;
    const down = back.get(`${toId} ${fromId}`) ?? 0;
    return times >= DEARER && times <= LEAP && customers >= DIRECTED * down && customers - down >= LEAST_SURPRISE * Math.sqrt(customers + down);
  });
  const byKind = Map.groupBy(steps, ({ fromId }) => products.get(fromId)!.kind);
  return [...byKind]
    .map(([kind, own]) => ladderOf(kind, [...own].sort(byCustomers), products, language))
    .sort((one, other) => other.support - one.support)
    .slice(0, MOST_LADDERS);
}

const byCustomers = (one: Transition, other: Transition): number => other.customers - one.customers || (one.fromId < other.fromId ? -1 : 1);

/** From the step that most took, on upwards and down, each time by the step that most took there. */
function ladderOf(kind: string, steps: readonly Transition[], products: ReadonlyMap<bigint, RungProduct>, language: Language): ProposedStrategySet {
  const [first] = steps;
  const taken = [first!];
  const rungs = [first!.fromId, first!.toId];
  while (rungs.length < MOST_RUNGS) {
    const next = steps.find(({ fromId, toId }) => (fromId === rungs.at(-1) && !rungs.includes(toId)) || (toId === rungs[0] && !rungs.includes(fromId)));
    if (!next) break;
    taken.push(next);
    if (next.fromId === rungs.at(-1)) rungs.push(next.toId);
    else rungs.unshift(next.fromId);
  }
  const ownedDays = Math.max(LEAST_DAYS, ...taken.map(({ days }) => Math.round(days)));
  const goal = language === 'de' ? `Der nächste Schritt: ${kindIn(language, kind)}` : `Your next ${kind}`;
  return {
    definition: strategySet({
      strategy: 'evolution', goal, slots: rungs.map((productId, at) => slotOf(at + 1, shortTitle(products.get(productId)!.title), [productId])),
      signals: { ownedDays, ordersSince: null, companionsSince: null, needed: 1 },
    }),
    support: first!.customers,
    productIds: rungs,
  };
}

export const slotOf = (slotNo: number, name: string, productIds: readonly bigint[]): SlotDefinition => ({ slotNo, name, words: null, source: { kind: 'products', productIds }, pinnedIds: [] });

/** Without any condition that a person would have to add. */
export const strategySet = (said: Pick<SetDefinition, 'strategy' | 'goal' | 'slots'> & Partial<SetDefinition>): SetDefinition => ({
  outcome: null, anchor: { kind: 'products', productIds: [] }, excludedIds: [], startsOn: null, endsOn: null, season: null, marketIds: [], segments: [], trialBp: null, byRuleOnly: false, signals: null, ...said,
});
