// Orders as dense arrays: products and customers become indices, orders stand in (time, key) order. Whatever order the
// rows arrive in, the result is the same; everything that follows relies on it.
import { DAY_MS } from '../days.ts';

export interface OrderHistory {
  /** Product of each dense index, ascending as text. */
  readonly productKeys: readonly string[];
  /** Milliseconds since 1970 of each order, ascending. */
  readonly orderedAtMs: Float64Array;
  /** The products of order o are `lines[starts[o] … starts[o + 1])`, ascending and distinct. */
  readonly starts: Int32Array;
  readonly lines: Int32Array;
  /** Dense customer of each order; -1 for a guest. */
  readonly customers: Int32Array;
}

export interface HistoryBuilder {
  /** One order with its product keys (repeats are dropped); an order without products is ignored. */
  add(orderKey: string, orderedAtMs: number, customerKey: string | null, productKeys: readonly string[]): void;
  finish(): OrderHistory;
}

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Collects orders one by one, so that a reader can stream them. */
export function createHistoryBuilder(): HistoryBuilder {
  const orderKeys: string[] = [];
  const times: number[] = [];
  const customers: number[] = [];
  const starts: number[] = [0];
  const productIndex = new Map<string, number>();
  const customerIndex = new Map<string, number>();
  let lines = new Int32Array(1 << 12);
  let used = 0;

  return {
    add(orderKey, orderedAtMs, customerKey, productKeys) {
      if (productKeys.length === 0) return;
      orderKeys.push(orderKey);
      times.push(orderedAtMs);
      customers.push(customerKey === null ? -1 : indexOf(customerIndex, customerKey));
      if (used + productKeys.length > lines.length) {
        const larger = new Int32Array(Math.max(lines.length * 2, used + productKeys.length));
        larger.set(lines);
        lines = larger;
      }
      for (const key of productKeys) lines[used++] = indexOf(productIndex, key);
      starts.push(used);
    },
    finish() {
      const productKeys = [...productIndex.keys()].sort(compareText);
      const rank = new Int32Array(productKeys.length);
      productKeys.forEach((key, position) => {
        rank[productIndex.get(key)!] = position;
      });
      const order = Int32Array.from(times.keys());
      const isBefore = (a: number, b: number) => times[a]! - times[b]! || compareText(orderKeys[a]!, orderKeys[b]!);
      if (!order.every((_, at) => at === 0 || isBefore(at - 1, at) <= 0)) order.sort(isBefore);
      return arrange(order, times, customers, starts, lines, rank, productKeys);
    },
  };
}

function indexOf(index: Map<string, number>, key: string): number {
  const known = index.get(key);
  if (known !== undefined) return known;
  index.set(key, index.size);
  return index.size - 1;
}

function arrange(
  order: Int32Array, times: number[], customers: number[], starts: number[],
  lines: Int32Array, rank: Int32Array, productKeys: string[],
): OrderHistory {
  const orderedAtMs = new Float64Array(order.length);
  const customersOut = new Int32Array(order.length);
  const startsOut = new Int32Array(order.length + 1);
  const linesOut = new Int32Array(starts[starts.length - 1]!);
  const customerRank = new Map<number, number>();
  let used = 0;
  for (let position = 0; position < order.length; position++) {
    const from = order[position]!;
    orderedAtMs[position] = times[from]!;
    // Customers are numbered by their first order, so their numbers do not depend on the input's order either.
    const customer = customers[from]!;
    if (customer >= 0 && !customerRank.has(customer)) customerRank.set(customer, customerRank.size);
    customersOut[position] = customer < 0 ? -1 : customerRank.get(customer)!;
    const products = lines.subarray(starts[from]!, starts[from + 1]!).map((line) => rank[line]!).sort();
    for (let at = 0; at < products.length; at++) {
      if (at === 0 || products[at] !== products[at - 1]) linesOut[used++] = products[at]!;
    }
    startsOut[position + 1] = used;
  }
  return { productKeys, orderedAtMs, starts: startsOut, lines: linesOut.slice(0, used), customers: customersOut };
}

/** The orders of the last `days` days, with the same product indices: all that is known where older ones are withheld. */
export function lastDays(history: OrderHistory, days: number): OrderHistory {
  const since = (history.orderedAtMs.at(-1) ?? 0) - days * DAY_MS;
  return ordersFrom(history, Math.max(0, history.orderedAtMs.findIndex((at) => at > since)));
}

/** The last `orders` orders, with the same product indices. */
export const lastOrders = (history: OrderHistory, orders: number): OrderHistory => ordersFrom(history, Math.max(0, history.orderedAtMs.length - orders));

function ordersFrom(history: OrderHistory, first: number): OrderHistory {
  const firstLine = history.starts[first] ?? 0;
  return {
    productKeys: history.productKeys,
    orderedAtMs: history.orderedAtMs.subarray(first),
    starts: history.starts.subarray(first).map((start) => start - firstLine),
    lines: history.lines.subarray(firstLine),
    customers: history.customers.subarray(first),
  };
}

/** The same orders with those that are held behind all others, each side in time order: what stands before them is known when they ask. */
export function heldBehind(history: OrderHistory, isHeld: (order: number) => boolean): { history: OrderHistory; known: number } {
  const all = Array.from(history.orderedAtMs.keys());
  const known = all.filter((order) => !isHeld(order));
  const order = Int32Array.from([...known, ...all.filter(isHeld)]);
  const starts = new Int32Array(order.length + 1);
  const lines = new Int32Array(history.lines.length);
  order.forEach((from, position) => {
    const products = history.lines.subarray(history.starts[from]!, history.starts[from + 1]!);
    lines.set(products, starts[position]!);
    starts[position + 1] = starts[position]! + products.length;
  });
  const arranged = { productKeys: history.productKeys, orderedAtMs: Float64Array.from(order, (from) => history.orderedAtMs[from]!), starts, lines, customers: Int32Array.from(order, (from) => history.customers[from]!) };
  return { history: arranged, known: known.length };
}

/** The first `orders` orders, with the same product indices: what was known at that moment. */
export function firstOrders(history: OrderHistory, orders: number): OrderHistory {
  return {
    productKeys: history.productKeys,
    orderedAtMs: history.orderedAtMs.subarray(0, orders),
    starts: history.starts.subarray(0, orders + 1),
    lines: history.lines.subarray(0, history.starts[orders]!),
    customers: history.customers.subarray(0, orders),
  };
}
