// Who was bought with whom. Rows of a symmetric sparse matrix: each pair is counted once, from its lower product, with
// inverted lists and one dense accumulator, and then written on both sides of the diagonal, so c_ij equals c_ji exactly.
// Sums run over orders in time order.
import { DAY_MS } from '../days.ts';
import type { OrderHistory } from './order-history.ts';

export interface Weighting {
  /** An order of s products counts (s − 1)^−sizeExponent, so that large baskets do not drown small ones. */
  readonly sizeExponent: number;
  /** An order's weight falls to 1/e at this age, counted from the newest order; 0 = no decay. */
  readonly decayDays: number;
}

/** Companions of product i stand at `starts[i] … starts[i + 1]`, ascending; those above i from `splits[i]`. */
export interface PairLists {
  readonly starts: Int32Array;
  readonly splits: Int32Array;
  readonly targets: Int32Array;
  /** Plain number of orders with both. */
  readonly support: Int32Array;
  /** Plain number of orders with the product. */
  readonly orders: Int32Array;
}

export interface PairCounts extends PairLists {
  readonly inverted: InvertedLists;
}

/** Orders of product i stand at `starts[i] … starts[i + 1]`, in time order, with the line of the product in each. */
export interface InvertedLists {
  readonly starts: Int32Array;
  readonly orders: Int32Array;
  readonly lines: Int32Array;
}

/** The same pairs, each order counted with its weight. */
export interface WeighedPairs {
  /** c_ij, parallel to `PairLists.targets`. */
  readonly pairs: Float64Array;
  /** n_i */
  readonly weight: Float64Array;
}

/** Weight of each order. An order of one product weighs as one of two: it says nothing of pairs, but it does count its product. */
export function orderWeights(history: OrderHistory, weighting: Weighting): Float64Array {
  const count = history.orderedAtMs.length;
  const newest = history.orderedAtMs[count - 1] ?? 0;
  const weights = new Float64Array(count);
  const bySize: number[] = [];
  for (let order = 0; order < count; order++) {
    const others = Math.max(1, history.starts[order + 1]! - history.starts[order]! - 1);
    const ageDays = (newest - history.orderedAtMs[order]!) / DAY_MS;
    const decay = weighting.decayDays > 0 ? Math.exp(-ageDays / weighting.decayDays) : 1;
    bySize[others] ??= others ** -weighting.sizeExponent;
    weights[order] = bySize[others] * decay;
  }
  return weights;
}

/** Plain counts of all pairs. */
export function countPairs(history: OrderHistory): PairCounts {
  const products = history.productKeys.length;
  const inverted = invert(history);
  const orders = new Int32Array(products);
  for (let product = 0; product < products; product++) orders[product] = inverted.starts[product + 1]! - inverted.starts[product]!;
  return { ...bothSides(countHalf(history, inverted), products), orders, inverted };
}

/** Pairs by their lower product: its companions above it stand at `starts[i] … starts[i + 1]`, in any order. */
export interface HalfCounts {
  readonly starts: Int32Array;
  readonly others: Int32Array;
  readonly support: Int32Array;
}

function countHalf({ lines, starts: orderStarts, productKeys }: OrderHistory, inverted: InvertedLists): HalfCounts {
  const products = productKeys.length;
  const starts = new Int32Array(products + 1);
  const seen = new Int32Array(products);
  let others = new Int32Array(Math.max(1_024, lines.length));
  let support = new Int32Array(others.length);
  let used = 0;
  for (let product = 0; product < products; product++) {
    // A row has no more companions than there are products.
    if (used + products > others.length) {
      others = grown(others, used + products);
      support = grown(support, used + products);
    }
    const first = used;
    for (let at = inverted.starts[product]!; at < inverted.starts[product + 1]!; at++) {
      const end = orderStarts[inverted.orders[at]! + 1]!;
      for (let line = inverted.lines[at]! + 1; line < end; line++) {
        const other = lines[line]!;
        const times = seen[other]!;
        if (times === 0) others[used++] = other;
        seen[other] = times + 1;
      }
    }
    for (let at = first; at < used; at++) {
      const other = others[at]!;
      support[at] = seen[other]!;
      seen[other] = 0;
    }
    starts[product + 1] = used;
  }
  return { starts, others, support };
}

/** Writing them twice by counting sorts them too: lower companions arrive in ascending order, and so do the upper ones then. */
export function bothSides(half: HalfCounts, products: number): Omit<PairLists, 'orders'> {
  const starts = new Int32Array(products + 1);
  for (let at = 0; at < half.starts[products]!; at++) {
    const other = half.others[at]! + 1;
    starts[other] = starts[other]! + 1;
  }
  const splits = new Int32Array(products);
  for (let product = 0; product < products; product++) {
    splits[product] = starts[product]! + starts[product + 1]!;
    starts[product + 1] = splits[product]! + half.starts[product + 1]! - half.starts[product]!;
  }
  const targets = new Int32Array(starts[products]!);
  const support = new Int32Array(targets.length);
  const next = starts.slice(0, products);
  for (let product = 0; product < products; product++) {
    for (let from = half.starts[product]!; from < half.starts[product + 1]!; from++) {
      const other = half.others[from]!;
      const at = next[other]!;
      targets[at] = product;
      support[at] = half.support[from]!;
      next[other] = at + 1;
    }
  }
  next.set(splits);
  for (let product = 0; product < products; product++) {
    for (let from = starts[product]!; from < splits[product]!; from++) {
      const other = targets[from]!;
      const at = next[other]!;
      targets[at] = product;
      support[at] = support[from]!;
      next[other] = at + 1;
    }
  }
  return { starts, splits, targets, support };
}

/** The counts again with every order weighed. */
export function weighPairs(history: OrderHistory, counts: PairCounts, weighting: Weighting): WeighedPairs {
  const { lines, starts: orderStarts } = history;
  const products = history.productKeys.length;
  const weights = orderWeights(history, weighting);
  const sums = new Float64Array(products);
  const weight = new Float64Array(products);
  const pairs = new Float64Array(counts.targets.length);
  const next = counts.starts.slice(0, products);
  const { inverted, targets } = counts;
  for (let product = 0; product < products; product++) {
    let own = 0;
    for (let at = inverted.starts[product]!; at < inverted.starts[product + 1]!; at++) {
      const order = inverted.orders[at]!;
      const orderWeight = weights[order]!;
      own += orderWeight;
      const end = orderStarts[order + 1]!;
      for (let line = inverted.lines[at]! + 1; line < end; line++) {
        const other = lines[line]!;
        sums[other] = sums[other]! + orderWeight;
      }
    }
    weight[product] = own;
    for (let at = counts.splits[product]!; at < counts.starts[product + 1]!; at++) {
      const other = targets[at]!;
      const sum = sums[other]!;
      pairs[at] = sum;
      // Lower products come first, so the other's row is written in its own order.
      const mirrored = next[other]!;
      pairs[mirrored] = sum;
      next[other] = mirrored + 1;
      sums[other] = 0;
    }
  }
  return { pairs, weight };
}

function invert(history: OrderHistory): InvertedLists {
  const products = history.productKeys.length;
  const starts = new Int32Array(products + 1);
  for (const product of history.lines) starts[product + 1] = starts[product + 1]! + 1;
  for (let product = 0; product < products; product++) starts[product + 1] = starts[product + 1]! + starts[product]!;
  const next = starts.slice(0, products);
  const orders = new Int32Array(history.lines.length);
  const lines = new Int32Array(history.lines.length);
  for (let order = 0; order < history.orderedAtMs.length; order++) {
    for (let line = history.starts[order]!; line < history.starts[order + 1]!; line++) {
      const product = history.lines[line]!;
      const at = next[product]!;
      orders[at] = order;
      lines[at] = line;
      next[product] = at + 1;
    }
  }
  return { starts, orders, lines };
}

function grown(array: Int32Array<ArrayBuffer>, atLeast: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(array.length * 2, atLeast));
  larger.set(array);
  return larger;
}
