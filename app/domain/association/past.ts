// How much each thing a customer has bought says about what they buy next: the later, the more.

/** Older orders weigh next to nothing. */
export const MOST_PAST_ORDERS = 50;
/** So many of the heaviest products are looked at: more costs reading and changes no answer. */
const MOST_PAST_PRODUCTS = 100;

/**
 * @param past the products of each order, the newest order first
 * @param memory what an order weighs beside the one after it, above 0
 * @returns products in the order of `compare`, whatever order they came in
 */
export function weighPast<Key>(past: readonly Iterable<Key>[], memory: number, compare: (a: Key, b: Key) => number): Map<Key, number> {
  const weights = new Map<Key, number>();
  let weight = 1;
  for (const order of past.slice(0, MOST_PAST_ORDERS)) {
    for (const product of new Set(order)) weights.set(product, (weights.get(product) ?? 0) + weight);
    weight *= memory;
  }
  const heaviest = [...weights].sort((a, b) => b[1] - a[1] || compare(a[0], b[0])).slice(0, MOST_PAST_PRODUCTS);
  return new Map(heaviest.sort((a, b) => compare(a[0], b[0])));
}
