// The model as it is stored and read: for each source product one list of targets, short enough to be fetched while a
// shopper waits. Half of a long list goes to the strongest ridge weights, the rest to the most frequent companions.
import type { RidgeWeights } from './local-ridge.ts';
import type { PairLists, WeighedPairs } from './pair-counts.ts';
import { markStrongest } from './strongest.ts';

/** Dense, by source: targets of product i stand at `starts[i] … starts[i + 1]`, ascending. */
export interface SourceLists {
  /** n_i, weighed; and the plain number of orders. */
  readonly weight: Float64Array;
  readonly orders: Int32Array;
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  readonly ridge: Float64Array;
  readonly pairs: Float64Array;
  readonly support: Int32Array;
}

export function buildLists(counts: PairLists, weighed: WeighedPairs, ridge: RidgeWeights | null, limit: number): SourceLists {
  const products = counts.orders.length;
  const bySource = ridge ? transpose(ridge, products) : null;
  const starts = new Int32Array(products + 1);
  for (let product = 0; product < products; product++)
    starts[product + 1] = starts[product]! + Math.min(limit, counts.starts[product + 1]! - counts.starts[product]!);
  const total = starts[products]!;
  const lists: SourceLists = {
    weight: weighed.weight,
    orders: counts.orders,
    starts,
    targets: new Int32Array(total),
    ridge: new Float64Array(total),
    pairs: new Float64Array(total),
    support: new Int32Array(total),
  };
  const ridgeOf = new Float64Array(products);
  const strength = new Float64Array(products);
  const kept = new Uint8Array(products);
  for (let source = 0; source < products; source++) {
    const from = counts.starts[source]!;
    const length = counts.starts[source + 1]! - from;
    if (bySource) for (let at = bySource.starts[source]!; at < bySource.starts[source + 1]!; at++) ridgeOf[bySource.targets[at]!] = bySource.weights[at]!;
    const isCut = length > limit;
    if (isCut) markKept(from, length);
    let to = starts[source]!;
    for (let at = 0; at < length; at++) {
      if (isCut && kept[at] === 0) continue;
      const target = counts.targets[from + at]!;
      lists.targets[to] = target;
      lists.ridge[to] = ridgeOf[target]!;
      lists.pairs[to] = weighed.pairs[from + at]!;
      lists.support[to++] = counts.support[from + at]!;
    }
    if (isCut) kept.fill(0, 0, length);
    if (bySource) for (let at = bySource.starts[source]!; at < bySource.starts[source + 1]!; at++) ridgeOf[bySource.targets[at]!] = 0;
  }
  return lists;

  function markKept(from: number, length: number): void {
    let taken = 0;
    if (bySource) {
      for (let at = 0; at < length; at++) strength[at] = Math.abs(ridgeOf[counts.targets[from + at]!]!);
      taken = markStrongest(strength, kept, length, limit >> 1);
    }
    for (let at = 0; at < length; at++) strength[at] = weighed.pairs[from + at]!;
    markStrongest(strength, kept, length, limit - taken);
  }
}

/** By source what was fitted by target; targets ascending. */
export function transpose(ridge: RidgeWeights, products: number) {
  const starts = new Int32Array(products + 1);
  for (let target = 0; target < products; target++) {
    for (let k = 0; k < ridge.counts[target]!; k++) {
      const source = ridge.sources[ridge.starts[target]! + k]!;
      starts[source + 1] = starts[source + 1]! + 1;
    }
  }
  for (let product = 0; product < products; product++) starts[product + 1] = starts[product + 1]! + starts[product]!;
  const next = starts.slice(0, products);
  const targets = new Int32Array(starts[products]!);
  const weights = new Float64Array(starts[products]!);
  for (let target = 0; target < products; target++) {
    for (let k = 0; k < ridge.counts[target]!; k++) {
      const source = ridge.sources[ridge.starts[target]! + k]!;
      const at = next[source]!;
      targets[at] = target;
      weights[at] = ridge.weights[ridge.starts[target]! + k]!;
      next[source] = at + 1;
    }
  }
  return { starts, targets, weights };
}

/** Products by falling weight, of equals the lower index first, with their share of all weight. */
export function popularity(weight: Float64Array, limit: number): { products: Int32Array; shares: Float64Array } {
  let total = 0;
  for (const value of weight) total += value;
  const isTop = new Uint8Array(weight.length);
  const wanted = Math.min(limit, weight.length);
  let count = markStrongest(weight, isTop, weight.length, wanted);
  // What nobody bought fills up in its own order.
  for (let product = 0; count < wanted; product++) {
    if (isTop[product] === 1) continue;
    isTop[product] = 1;
    count++;
  }
  const products = new Int32Array(wanted);
  for (let product = 0, at = 0; at < wanted; product++) if (isTop[product] === 1) products[at++] = product;
  products.sort((a, b) => weight[b]! - weight[a]! || a - b);
  return { products, shares: Float64Array.from(products, (product) => weight[product]! / total) };
}
