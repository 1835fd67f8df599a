// A set as a merchant writes it: from what it starts, what its slots take, when, where and for whom. What its rules come to
// (the products of a collection today) is resolved by pipeline/learn/resolve-sets.ts and is what deciding sees: set.ts.
import type { DayOfYear } from '../catalog/offer-limit.ts';

export const STRATEGIES = ['completion', 'evolution', 'ecosystem', 'upsell'] as const;
/**
 * completion: anchor and what finishes it. upsell: anchor and one slot of better versions, instead of it.
 * evolution: slots are the rungs of a ladder, the lowest first; who has outgrown a rung is offered the next.
 * ecosystem: slots are the parts of a family; who has one is offered what the others add.
 */
export type Strategy = (typeof STRATEGIES)[number];

/** Products by a rule. Tags and types in lower case. */
export type ProductRule =
  | { kind: 'products'; productIds: readonly bigint[] }
  | { kind: 'collection'; collectionId: bigint }
  | { kind: 'tag'; tag: string }
  | { kind: 'type'; type: string };

export interface SlotDefinition {
  /** Keeps its number while it is edited; gifts and decisions name it. */
  slotNo: number;
  name: string;
  /** What this rung or part adds, said to the shopper; null: the reason from orders is said. */
  words: string | null;
  /** Where candidates come from; `products`: only the chosen. */
  source: ProductRule;
  /** Before all that the source brings, in this order. */
  pinnedIds: readonly bigint[];
}

/** What says that a rung is outgrown: at least `needed` of those that are given. */
export interface OutgrownSignals {
  /** Days since it was bought. */
  ownedDays: number | null;
  /** Orders since. */
  ordersSince: number | null;
  /** Products of its own companions bought since (lenses of a camera). */
  companionsSince: number | null;
  needed: number;
}

export interface SetDefinition {
  strategy: Strategy;
  /** What the customer is trying to do; the widget's heading. */
  goal: string;
  /** One sentence for the shopper: what the set improves. */
  outcome: string | null;
  /** Of ladders and families: empty, their slots say it. */
  anchor: ProductRule;
  slots: readonly SlotDefinition[];
  excludedIds: readonly bigint[];
  /** Days of the shop, "YYYY-MM-DD", both included. */
  startsOn: string | null;
  endsOn: string | null;
  season: { from: DayOfYear; to: DayOfYear } | null;
  /** Empty: everywhere. */
  marketIds: readonly bigint[];
  /** Codes of segments; empty: for everybody. */
  segments: readonly string[];
  /** Share of subjects it is tried on, basis points; null: all. */
  trialBp: number | null;
  /** Offered only where a rule calls for it. */
  byRuleOnly: boolean;
  /** Of evolution. */
  signals: OutgrownSignals | null;
}
