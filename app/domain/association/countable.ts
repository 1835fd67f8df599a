// How much of a history is counted, so that memory and time are bounded before counting begins: an order of n products makes
// n² pairs, and thousands of products bought at once say next to nothing of any two of them. A history within bounds comes
// back as it is. Nothing here knows why an order is large.
import { lastOrders, type OrderHistory } from './order-history.ts';
import { scatter } from './scatter.ts';

/** Pairs of different products that may be counted, and the most that one takes in all that is held of it at a time. */
export const MOST_PAIRS = 2e7;
export const BYTES_A_PAIR = 72;
/** Pairs that may be walked, repeats among them: some seconds. */
const MOST_WALKED = 1e9;
/** Products of one order that are counted, at most; fewer where all orders together would be too many. */
export const MOST_PRODUCTS = 2_000;
const FEWEST_PRODUCTS = 10;
const STEP = 0.7;

/**
 * Of an order with too many products a sample is counted, chosen by hash; where even that is too much, only the newest orders.
 * @returns a history whose pairs number at most MOST_PAIRS
 */
export function countable(history: OrderHistory): OrderHistory {
  let most = MOST_PRODUCTS;
  while (most > FEWEST_PRODUCTS && !isBounded(history, most)) most = Math.max(FEWEST_PRODUCTS, Math.floor(most * STEP));
  const cut = cutOrders(history, most);
  return isBounded(cut, most) ? cut : lastOrders(cut, ordersWithin(cut));
}

function isBounded(history: OrderHistory, most: number): boolean {
  let walked = 0;
  for (let order = 0; order < history.orderedAtMs.length; order++) walked += pairsOf(Math.min(most, sizeOf(history, order)));
  return walked <= MOST_WALKED && Math.min(walked, pairsOf(history.productKeys.length)) <= MOST_PAIRS;
}

const sizeOf = ({ starts }: OrderHistory, order: number): number => starts[order + 1]! - starts[order]!;
const pairsOf = (products: number): number => (products * (products - 1)) / 2;

/** How many of the newest orders make no more pairs than may be counted. */
function ordersWithin(history: OrderHistory): number {
  const most = pairsOf(history.productKeys.length) <= MOST_PAIRS ? MOST_WALKED : MOST_PAIRS;
  let walked = 0;
  let orders = 0;
  for (let order = history.orderedAtMs.length - 1; order >= 0; order--, orders++) {
    walked += pairsOf(sizeOf(history, order));
    if (walked > most) break;
  }
  return orders;
}

function cutOrders(history: OrderHistory, most: number): OrderHistory {
  const orders = history.orderedAtMs.length;
  const starts = new Int32Array(orders + 1);
  for (let order = 0; order < orders; order++) starts[order + 1] = starts[order]! + Math.min(most, sizeOf(history, order));
  if (starts[orders] === history.starts[orders]) return history;
  const lines = new Int32Array(starts[orders]!);
  for (let order = 0; order < orders; order++) {
    const products = history.lines.subarray(history.starts[order]!, history.starts[order + 1]!);
    lines.set(products.length > most ? sampled(products, most, order) : products, starts[order]!);
  }
  return { ...history, starts, lines };
}

/** Another sample for each order, so that no pair is left out of all of them. */
function sampled(products: Int32Array, most: number, order: number): Int32Array {
  const seed = scatter(order + 1);
  // The hash above the position, in one number: sorting numbers is much quicker than comparing by a function.
  const keys = Float64Array.from(products, (product, at) => scatter(product ^ seed) * POSITIONS + at).sort();
  return Int32Array.from(keys.subarray(0, most), (key) => products[key % POSITIONS]!).sort();
}

/** More than an order has lines; a hash of 32 bits times it is still exact. */
const POSITIONS = 2 ** 21;
