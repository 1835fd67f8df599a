// Everything counted of some orders, to which more orders are added without counting the first ones again: all that has
// aged is scaled by one factor, and what is new is merged in. Order by order it gives what counting all at once gives.
import { DAY_MS } from '../days.ts';
import { countable } from './countable.ts';
import { compareText, type OrderHistory } from './order-history.ts';
import { bothSides, countPairs, type HalfCounts, type PairLists, type WeighedPairs, weighPairs, type Weighting } from './pair-counts.ts';

/** How orders are weighed for pairs and for the ridge. */
export interface Weightings {
  readonly pairs: Weighting;
  readonly ridge: Weighting;
}

/** Pairs by their lower product with their sums in both weightings. */
export interface CountedOrders extends HalfCounts {
  /** Ascending as text. */
  readonly productKeys: readonly string[];
  /** How many orders, and the time of the newest: it is to this moment that orders have aged. */
  readonly orderCount: number;
  readonly newestMs: number;
  /** Orders that hold the product: plain, and weighed. */
  readonly orders: Int32Array;
  readonly pairWeight: Float64Array;
  readonly ridgeWeight: Float64Array;
  /** Parallel to `others`. */
  readonly pairSums: Float64Array;
  readonly ridgeSums: Float64Array;
}

export interface Pairs {
  readonly lists: PairLists;
  readonly pairs: WeighedPairs;
  readonly ridge: WeighedPairs;
}

export function countOrders(whole: OrderHistory, weightings: Weightings): CountedOrders {
  const history = countable(whole);
  const counts = countPairs(history);
  const pairs = weighPairs(history, counts, weightings.pairs);
  const ridge = weighPairs(history, counts, weightings.ridge);
  const products = history.productKeys.length;
  const starts = new Int32Array(products + 1);
  const others = new Int32Array(counts.targets.length >> 1);
  const support = new Int32Array(others.length);
  const pairSums = new Float64Array(others.length);
  const ridgeSums = new Float64Array(others.length);
  let used = 0;
  for (let product = 0; product < products; product++) {
    for (let at = counts.splits[product]!; at < counts.starts[product + 1]!; at++) {
      others[used] = counts.targets[at]!;
      support[used] = counts.support[at]!;
      pairSums[used] = pairs.pairs[at]!;
      ridgeSums[used++] = ridge.pairs[at]!;
    }
    starts[product + 1] = used;
  }
  return {
    productKeys: history.productKeys, orderCount: whole.orderedAtMs.length, newestMs: history.orderedAtMs.at(-1) ?? Number.NEGATIVE_INFINITY,
    orders: counts.orders, pairWeight: pairs.weight, ridgeWeight: ridge.weight, starts, others, support, pairSums, ridgeSums,
  };
}

/** @returns the counts of both together, as of the newest order of either */
export function addCounted(a: CountedOrders, b: CountedOrders, weightings: Weightings): CountedOrders {
  const newestMs = Math.max(a.newestMs, b.newestMs);
  const faded = ({ newestMs: then }: CountedOrders, { decayDays }: Weighting) => (decayDays > 0 && then < newestMs ? Math.exp((then - newestMs) / DAY_MS / decayDays) : 1);
  const sides = [a, b].map((counted) => ({ counted, pairs: faded(counted, weightings.pairs), ridge: faded(counted, weightings.ridge), at: 0 }));
  const productKeys = [...new Set([...a.productKeys, ...b.productKeys])].sort(compareText);
  const products = productKeys.length;
  const room = a.others.length + b.others.length;
  const sum = {
    orders: new Int32Array(products), pairWeight: new Float64Array(products), ridgeWeight: new Float64Array(products),
    starts: new Int32Array(products + 1), others: new Int32Array(room), support: new Int32Array(room), pairSums: new Float64Array(room), ridgeSums: new Float64Array(room),
  };
  const indexOf = new Map(productKeys.map((key, index) => [key, index]));
  const merged = sides.map(({ counted }) => Int32Array.from(counted.productKeys, (key) => indexOf.get(key)!));
  const place = new Int32Array(products).fill(-1);
  let used = 0;
  for (let product = 0; product < products; product++) {
    const first = used;
    for (const [number, side] of sides.entries()) {
      if (merged[number]![side.at] !== product) continue;
      const { counted, at } = side;
      sum.orders[product] = sum.orders[product]! + counted.orders[at]!;
      sum.pairWeight[product] = sum.pairWeight[product]! + counted.pairWeight[at]! * side.pairs;
      sum.ridgeWeight[product] = sum.ridgeWeight[product]! + counted.ridgeWeight[at]! * side.ridge;
      for (let from = counted.starts[at]!; from < counted.starts[at + 1]!; from++) {
        const other = merged[number]![counted.others[from]!]!;
        let to = place[other]!;
        if (to < 0) {
          to = used++;
          place[other] = to;
          sum.others[to] = other;
        }
        sum.support[to] = sum.support[to]! + counted.support[from]!;
        sum.pairSums[to] = sum.pairSums[to]! + counted.pairSums[from]! * side.pairs;
        sum.ridgeSums[to] = sum.ridgeSums[to]! + counted.ridgeSums[from]! * side.ridge;
      }
      side.at++;
    }
    for (let at = first; at < used; at++) place[sum.others[at]!] = -1;
    sum.starts[product + 1] = used;
  }
  const cut = <T extends Int32Array | Float64Array>(array: T): T => array.slice(0, used) as T;
  return {
    ...sum, productKeys, newestMs, orderCount: a.orderCount + b.orderCount,
    others: cut(sum.others), support: cut(sum.support), pairSums: cut(sum.pairSums), ridgeSums: cut(sum.ridgeSums),
  };
}

/** Written on both sides of the diagonal, as fitting and ranking read them. */
export function pairsOf(counted: CountedOrders): Pairs {
  const products = counted.productKeys.length;
  const sides = bothSides(counted, products);
  return {
    lists: { ...sides, orders: counted.orders },
    pairs: { weight: counted.pairWeight, pairs: sumsOnBothSides(counted, counted.pairSums, sides) },
    ridge: { weight: counted.ridgeWeight, pairs: sumsOnBothSides(counted, counted.ridgeSums, sides) },
  };
}

function sumsOnBothSides({ starts, others }: HalfCounts, sums: Float64Array, sides: Pick<PairLists, 'starts' | 'splits' | 'targets'>): Float64Array {
  const products = starts.length - 1;
  const full = new Float64Array(sides.targets.length);
  const byOther = new Float64Array(products);
  const next = sides.starts.slice(0, products);
  for (let product = 0; product < products; product++) {
    for (let at = starts[product]!; at < starts[product + 1]!; at++) byOther[others[at]!] = sums[at]!;
    for (let at = sides.splits[product]!; at < sides.starts[product + 1]!; at++) {
      const other = sides.targets[at]!;
      full[at] = byOther[other]!;
      full[next[other]!] = byOther[other]!;
      next[other] = next[other]! + 1;
    }
  }
  return full;
}
