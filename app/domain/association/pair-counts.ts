// Who was bought with whom. Rows of a symmetric sparse matrix, built one product at a time with inverted lists and one
// dense accumulator. Sums run over orders in time order on both sides of the diagonal, so c_ij equals c_ji exactly.
import type { OrderHistory } from './order-history.ts';

export interface Weighting {
  /** An order of s products counts (s − 1)^−sizeExponent, so that large baskets do not drown small ones. */
  readonly sizeExponent: number;
  /** An order's weight falls to 1/e at this age, counted from the newest order; 0 = no decay. */
  readonly decayDays: number;
}

/** Companions of product i stand at `starts[i] … starts[i + 1]`, ascending. */
export interface PairCounts {
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  /** Plain number of orders with both. */
  readonly support: Int32Array;
  /** Plain number of orders with the product. */
  readonly orders: Int32Array;
  readonly inverted: InvertedLists;
}

/** Orders of product i stand at `starts[i] … starts[i + 1]`, in time order. */
export interface InvertedLists {
  readonly starts: Int32Array;
  readonly orders: Int32Array;
}

/** The same pairs, each order counted with its weight. */
export interface WeighedPairs {
  /** c_ij, parallel to `PairCounts.targets`. */
  readonly pairs: Float64Array;
  /** n_i */
  readonly weight: Float64Array;
}

const DAY_MS = 86_400_000;

/** Weight of each order. An order of one product weighs as one of two: it says nothing of pairs, but it does count its product. */
export function orderWeights(history: OrderHistory, weighting: Weighting): Float64Array {
  const count = history.orderedAtMs.length;
  const newest = history.orderedAtMs[count - 1] ?? 0;
  const weights = new Float64Array(count);
  for (let order = 0; order < count; order++) {
    const others = Math.max(1, history.starts[order + 1]! - history.starts[order]! - 1);
    const ageDays = (newest - history.orderedAtMs[order]!) / DAY_MS;
    const decay = weighting.decayDays > 0 ? Math.exp(-ageDays / weighting.decayDays) : 1;
    weights[order] = others ** -weighting.sizeExponent * decay;
  }
  return weights;
}

/** Plain counts of all pairs. */
export function countPairs(history: OrderHistory): PairCounts {
  const products = history.productKeys.length;
  const inverted = invert(history);
  const orders = new Int32Array(products);
  const starts = new Int32Array(products + 1);
  const seen = new Int32Array(products);
  const touched = new Int32Array(products);
  let targets = new Int32Array(Math.max(1024, history.lines.length * 4));
  let support = new Int32Array(targets.length);
  let used = 0;
  for (let product = 0; product < products; product++) {
    orders[product] = inverted.starts[product + 1]! - inverted.starts[product]!;
    let count = 0;
    for (let at = inverted.starts[product]!; at < inverted.starts[product + 1]!; at++) {
      const order = inverted.orders[at]!;
      for (let line = history.starts[order]!; line < history.starts[order + 1]!; line++) {
        const other = history.lines[line]!;
        if (seen[other] === 0) touched[count++] = other;
        seen[other] = seen[other]! + 1;
      }
    }
    if (used + count > targets.length) {
      targets = grown(targets, used + count);
      support = grown(support, used + count);
    }
    const row = touched.subarray(0, count).sort();
    for (let at = 0; at < count; at++) {
      const other = row[at]!;
      if (other !== product) {
        targets[used] = other;
        support[used++] = seen[other]!;
      }
      seen[other] = 0;
    }
    starts[product + 1] = used;
  }
  return { starts, targets: targets.slice(0, used), support: support.slice(0, used), orders, inverted };
}

/** The counts again with every order weighed. */
export function weighPairs(history: OrderHistory, counts: PairCounts, weighting: Weighting): WeighedPairs {
  const products = history.productKeys.length;
  const weights = orderWeights(history, weighting);
  const sums = new Float64Array(products);
  const weight = new Float64Array(products);
  const pairs = new Float64Array(counts.targets.length);
  const { inverted } = counts;
  for (let product = 0; product < products; product++) {
    for (let at = inverted.starts[product]!; at < inverted.starts[product + 1]!; at++) {
      const order = inverted.orders[at]!;
      const orderWeight = weights[order]!;
      const end = history.starts[order + 1]!;
      for (let line = history.starts[order]!; line < end; line++) {
        const other = history.lines[line]!;
        sums[other] = sums[other]! + orderWeight;
      }
    }
    weight[product] = sums[product]!;
    sums[product] = 0;
    for (let at = counts.starts[product]!; at < counts.starts[product + 1]!; at++) {
      const other = counts.targets[at]!;
      pairs[at] = sums[other]!;
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
  for (let order = 0; order < history.orderedAtMs.length; order++) {
    for (let line = history.starts[order]!; line < history.starts[order + 1]!; line++) {
      const product = history.lines[line]!;
      orders[next[product]!] = order;
      next[product] = next[product]! + 1;
    }
  }
  return { starts, orders };
}

function grown(array: Int32Array<ArrayBuffer>, atLeast: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(array.length * 2, atLeast));
  larger.set(array);
  return larger;
}
