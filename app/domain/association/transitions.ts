// What follows what: i in an order, j in the same customer's next one and not had before. Directed, unlike everything else
// here: a lens follows a camera. Counted from the newest orders back until a budget is spent.
import { ordersByRow } from './customer-rows.ts';
import type { OrderHistory } from './order-history.ts';
import type { InvertedLists } from './pair-counts.ts';
import { markStrongest } from './strongest.ts';

/** Targets of product i stand at `starts[i] … starts[i + 1]`, ascending. */
export interface Transitions {
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  /** c_ij / (√(n_i m_j) + 10): n_i orders with i that another followed, m_j of those that followed with j new in them. */
  readonly strengths: Float64Array;
}

/** Keeps what followed once or twice from looking like a rule. */
const SHRINKAGE = 10;
/** Σ (products of an order × new products of the next one). */
const BUDGET = 2e7;

/**
 * @param inverted of the same history
 * @param limit targets kept for each product
 */
export function countTransitions(history: OrderHistory, inverted: InvertedLists, limit: number): Transitions {
  const products = history.productKeys.length;
  const { isFollowed, starts: from, ends: to, gained } = followers(history);
  const before = new Int32Array(products);
  const after = new Int32Array(products);
  for (let order = 0; order < history.orderedAtMs.length; order++) {
    if (isFollowed[order] === 0) continue;
    for (let line = history.starts[order]!; line < history.starts[order + 1]!; line++) before[history.lines[line]!] = before[history.lines[line]!]! + 1;
    for (let at = from[order]!; at < to[order]!; at++) after[gained[at]!] = after[gained[at]!]! + 1;
  }
  const starts = new Int32Array(products + 1);
  const targets = new Int32Array(products * limit);
  const strengths = new Float64Array(products * limit);
  const sums = new Int32Array(products);
  const touched = new Int32Array(products);
  const strength = new Float64Array(products);
  const kept = new Uint8Array(products);
  let used = 0;
  for (let source = 0; source < products; source++) {
    let count = 0;
    for (let at = inverted.starts[source]!; at < inverted.starts[source + 1]!; at++) {
      const order = inverted.orders[at]!;
      if (isFollowed[order] === 0) continue;
      for (let place = from[order]!; place < to[order]!; place++) {
        const product = gained[place]!;
        if (sums[product] === 0) touched[count++] = product;
        sums[product] = sums[product]! + 1;
      }
    }
    const row = touched.subarray(0, count).sort();
    for (let at = 0; at < count; at++) {
      const target = row[at]!;
      strength[at] = sums[target]! / (Math.sqrt(before[source]! * after[target]!) + SHRINKAGE);
      sums[target] = 0;
    }
    markStrongest(strength, kept, count, limit);
    for (let at = 0; at < count; at++) {
      if (kept[at] === 0) continue;
      targets[used] = row[at]!;
      strengths[used++] = strength[at]!;
    }
    kept.fill(0, 0, count);
    starts[source + 1] = used;
  }
  return { starts, targets: targets.slice(0, used), strengths: strengths.slice(0, used) };
}

/** By order: whether the customer came back, and the products of the next order that they had never bought. */
function followers(history: OrderHistory) {
  const orders = history.orderedAtMs.length;
  const { rowStarts, rowOrders } = ordersByRow(history);
  const isFollowed = new Uint8Array(orders);
  const starts = new Int32Array(orders);
  const ends = new Int32Array(orders);
  const gained = new Int32Array(history.lines.length);
  const ownedIn = new Int32Array(history.productKeys.length);
  let used = 0;
  for (let row = 0; row + 1 < rowStarts.length; row++) {
    for (let at = rowStarts[row]!; at < rowStarts[row + 1]!; at++) {
      const order = rowOrders[at]!;
      const previous = at > rowStarts[row]! ? rowOrders[at - 1]! : -1;
      if (previous >= 0) starts[previous] = used;
      for (let line = history.starts[order]!; line < history.starts[order + 1]!; line++) {
        const product = history.lines[line]!;
        if (ownedIn[product] === row + 1) continue;
        ownedIn[product] = row + 1;
        if (previous >= 0) gained[used++] = product;
      }
      if (previous < 0) continue;
      ends[previous] = used;
      isFollowed[previous] = 1;
    }
  }
  let cost = 0;
  for (let order = orders - 1; order >= 0; order--) {
    cost += (history.starts[order + 1]! - history.starts[order]!) * (ends[order]! - starts[order]!);
    if (cost > BUDGET) isFollowed[order] = 0;
  }
  return { isFollowed, starts, ends, gained };
}
