// Customers as rows: what one person has bought, over all their orders, tells what goes with what over time and not only
// within one cart. A guest's order is a row of its own. Rows are cut to the latest purchases where whole ones would cost
// too much, which is known before it is begun.
import { DAY_MS } from '../days.ts';
import type { OrderHistory } from './order-history.ts';
import type { PairCounts, WeighedPairs, Weighting } from './pair-counts.ts';

export interface CustomerRows {
  /** One "order" for each row, at the time of its newest one. */
  readonly rows: OrderHistory;
  /** When each product of a row was last bought, parallel to `rows.lines`. */
  readonly boughtAtMs: Float64Array;
}

/** Σ (products of a row)² that counting may take: twice what the orders themselves take, and this much in any case. */
const LEAST_BUDGET = 2e7;
const MOST_PRODUCTS = [500, 200, 100, 50, 20, 10, 5, 2];

export function customerRows(history: OrderHistory): CustomerRows {
  const { rowStarts, rowOrders } = ordersByRow(history);
  let budget = 0;
  for (let order = 0; order < history.orderedAtMs.length; order++) budget += 2 * (history.starts[order + 1]! - history.starts[order]!) ** 2;
  budget = Math.max(LEAST_BUDGET, budget);
  for (const most of MOST_PRODUCTS.slice(0, -1)) {
    const cut = cutRows(history, rowStarts, rowOrders, most, budget);
    if (cut) return cut;
  }
  return cutRows(history, rowStarts, rowOrders, MOST_PRODUCTS.at(-1)!, Number.POSITIVE_INFINITY)!;
}

/** Orders of each customer, or of one guest, in time order; rows by their first order. */
export function ordersByRow(history: OrderHistory): { rowStarts: Int32Array; rowOrders: Int32Array } {
  const orders = history.orderedAtMs.length;
  const rowOf = new Int32Array(orders);
  const rowOfCustomer = new Map<number, number>();
  let rows = 0;
  for (let order = 0; order < orders; order++) {
    const customer = history.customers[order]!;
    const known = customer < 0 ? undefined : rowOfCustomer.get(customer);
    rowOf[order] = known ?? rows++;
    if (customer >= 0 && known === undefined) rowOfCustomer.set(customer, rowOf[order]!);
  }
  const rowStarts = new Int32Array(rows + 1);
  for (const row of rowOf) rowStarts[row + 1] = rowStarts[row + 1]! + 1;
  for (let row = 0; row < rows; row++) rowStarts[row + 1] = rowStarts[row + 1]! + rowStarts[row]!;
  const next = rowStarts.slice(0, rows);
  const rowOrders = new Int32Array(orders);
  for (let order = 0; order < orders; order++) {
    const row = rowOf[order]!;
    rowOrders[next[row]!] = order;
    next[row] = next[row]! + 1;
  }
  return { rowStarts, rowOrders };
}

/** @returns null when the rows would cost more than the budget */
function cutRows(history: OrderHistory, rowStarts: Int32Array, rowOrders: Int32Array, most: number, budget: number): CustomerRows | null {
  const rows = rowStarts.length - 1;
  const starts = new Int32Array(rows + 1);
  const lines = new Int32Array(history.lines.length);
  const boughtAtMs = new Float64Array(history.lines.length);
  const newest = new Float64Array(rows);
  const seenIn = new Int32Array(history.productKeys.length);
  const lastAt = new Float64Array(history.productKeys.length);
  let used = 0;
  let cost = 0;
  for (let row = 0; row < rows; row++) {
    const from = used;
    newest[row] = history.orderedAtMs[rowOrders[rowStarts[row + 1]! - 1]!]!;
    for (let at = rowStarts[row + 1]! - 1; at >= rowStarts[row]! && used - from < most; at--) {
      const order = rowOrders[at]!;
      for (let line = history.starts[order]!; line < history.starts[order + 1]! && used - from < most; line++) {
        const product = history.lines[line]!;
        if (seenIn[product] === row + 1) continue;
        seenIn[product] = row + 1;
        lastAt[product] = history.orderedAtMs[order]!;
        lines[used++] = product;
      }
    }
    cost += (used - from) ** 2;
    if (cost > budget) return null;
    lines.subarray(from, used).sort();
    for (let at = from; at < used; at++) boughtAtMs[at] = lastAt[lines[at]!]!;
    starts[row + 1] = used;
  }
  return {
    rows: { productKeys: history.productKeys, orderedAtMs: newest, starts, lines: lines.slice(0, used), customers: new Int32Array(rows).fill(-1) },
    boughtAtMs: boughtAtMs.slice(0, used),
  };
}

/** Like weighPairs, but each purchase of a row has aged by itself: a pair counts the product of both. */
export function weighRows({ rows, boughtAtMs }: CustomerRows, counts: PairCounts, { sizeExponent, decayDays }: Weighting): WeighedPairs {
  const products = rows.productKeys.length;
  const cell = new Float64Array(rows.lines.length);
  let newest = 0;
  for (const at of rows.orderedAtMs) if (at > newest) newest = at;
  for (let row = 0; row + 1 < rows.starts.length; row++) {
    const [from, to] = [rows.starts[row]!, rows.starts[row + 1]!];
    // The root, so that a pair of fresh purchases counts (s − 1)^−sizeExponent.
    const bySize = Math.max(1, to - from - 1) ** (-sizeExponent / 2);
    for (let at = from; at < to; at++) cell[at] = bySize * (decayDays > 0 ? Math.exp((boughtAtMs[at]! - newest) / DAY_MS / decayDays) : 1);
  }
  const sums = new Float64Array(products);
  const weight = new Float64Array(products);
  const pairs = new Float64Array(counts.targets.length);
  const { inverted } = counts;
  const lineOf = new Int32Array(inverted.orders.length);
  const next = inverted.starts.slice(0, products);
  for (let line = 0; line < rows.lines.length; line++) {
    const product = rows.lines[line]!;
    lineOf[next[product]!] = line;
    next[product] = next[product]! + 1;
  }
  for (let product = 0; product < products; product++) {
    for (let at = inverted.starts[product]!; at < inverted.starts[product + 1]!; at++) {
      const row = inverted.orders[at]!;
      const own = cell[lineOf[at]!]!;
      for (let line = rows.starts[row]!; line < rows.starts[row + 1]!; line++) {
        const other = rows.lines[line]!;
        sums[other] = sums[other]! + own * cell[line]!;
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
