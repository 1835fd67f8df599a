// Which of the four strategies a shop's orders carry, from counts of them: each with its one share, a verdict, and which to
// begin with. Says that it does not know where too few did the thing to tell, and that nobody can where the products do not say
// of what type they are, or whose.
import type { Strategy } from './set-definition.ts';

export interface StrategyCounts {
  /** Orders, and those that hold two different products or more. */
  orders: number;
  severalOrders: number;
  /** Products with enough company of their own to start a set. */
  anchors: number;
  /** Customers who came again; those of them who later bought, of a type that they had, something clearly dearer than all before,
   *  less those who bought something clearly cheaper: who wanders up and down at random has outgrown nothing. */
  repeatCustomers: number;
  evolvedCustomers: number;
  /** Of those who came again: who own two products or more of one maker, bought apart. */
  familyCustomers: number;
  /** Types of two products or more, and makers who have several products and not most of the range; absent: counted before these were. */
  sharedTypes?: number;
  makers?: number;
  /** Types that have a clearly dearer product in stock; orders of these types, and those that took a dearer one. */
  ladderTypes: number;
  ladderOrders: number;
  dearerOrders: number;
}

/** unknown: too few did it yet. untold: the products do not say what it takes to tell. */
export type Verdict = 'strong' | 'some' | 'little' | 'unknown' | 'untold';

export interface StrategySupport {
  strategy: Strategy;
  verdict: Verdict;
  /** How many did it, of how many. */
  of: number;
  all: number;
  /** Basis points of these. */
  shareBp: number;
}

interface Bar {
  /** Shares from which it is strong, or there at all; basis points. */
  strongBp: number;
  someBp: number;
  /** Of fewer nothing is said. */
  leastAll: number;
}

const BARS: Record<Strategy, Bar> = {
  completion: { strongBp: 2_000, someBp: 600, leastAll: 100 },
  evolution: { strongBp: 2_000, someBp: 600, leastAll: 100 },
  ecosystem: { strongBp: 5_000, someBp: 2_000, leastAll: 100 },
  upsell: { strongBp: 4_000, someBp: 2_000, leastAll: 100 },
};

export function strategySupport(counts: StrategyCounts): { strategies: StrategySupport[]; recommended: Strategy | null } {
  const strategies = [
    judge('completion', counts.severalOrders, counts.orders, { isTold: true, isPossible: counts.anchors > 0 }),
    judge('evolution', counts.evolvedCustomers, counts.repeatCustomers, { isTold: counts.sharedTypes !== 0, isPossible: true }),
    judge('ecosystem', counts.familyCustomers, counts.repeatCustomers, { isTold: counts.makers !== 0, isPossible: true }),
    judge('upsell', counts.dearerOrders, counts.ladderOrders, { isTold: counts.sharedTypes !== 0, isPossible: counts.ladderTypes > 0 }),
  ];
  // By how far each is beyond what would make it strong: shares of different things do not compare.
  const [best] = strategies.filter(({ verdict }) => verdict === 'strong' || verdict === 'some').sort((one, other) => beyond(other) - beyond(one));
  return { strategies, recommended: best?.strategy ?? null };
}

function judge(strategy: Strategy, of: number, all: number, { isTold, isPossible }: { isTold: boolean; isPossible: boolean }): StrategySupport {
  const { strongBp, someBp, leastAll } = BARS[strategy];
  const shareBp = all === 0 ? 0 : Math.round((of * 10_000) / all);
  const byShare = !isPossible || shareBp < someBp ? 'little' : shareBp < strongBp ? 'some' : 'strong';
  return { strategy, verdict: !isTold ? 'untold' : all < leastAll ? 'unknown' : byShare, of, all, shareBp };
}

const beyond = ({ strategy, shareBp }: StrategySupport): number => shareBp / BARS[strategy].strongBp;
