// Products that are taken instead of one another: bought with the same companions, and seldom together. What they are and
// what they cost is not known here.
import type { PairLists, WeighedPairs } from './pair-counts.ts';
import { markStrongest } from './strongest.ts';

/** Substitutes of product i stand at `starts[i] … starts[i + 1]`, best first. */
export interface Substitutes {
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  /** Cosine of the companions, divided by 1 + how many times oftener than by chance both are in one order. */
  readonly scores: Float64Array;
}

/** Kept for each product: what is left of them when kind and price were looked at is some ten. */
const KEPT = 60;
/** Companions that say what a product is used with; more say what is in every order. */
const COMPANIONS = 40;
/** A companion of so many says nothing of any of them, and bounds the work. */
const MOST_CARRIERS = 600;
/** With fewer orders, or fewer companions in common, likeness is chance. */
const LEAST_ORDERS = 15;
const LEAST_IN_COMMON = 4;
const LEAST_TOGETHER = 2;
const LEAST_SCORE = 0.03;
/** Keeps a pair seen a few times in small counts from looking like the strongest one. */
const SHRINKAGE = 10;

export function findSubstitutes(counts: PairLists, weighed: WeighedPairs): Substitutes {
  const products = counts.orders.length;
  const vectors = companionsOf(counts, weighed);
  const carriers = carriersOf(vectors, products);
  const company = pairsOf(counts);
  const allPairs = company.reduce((sum, each) => sum + each, 0);
  const dots = new Float64Array(products);
  const common = new Int32Array(products);
  const touched = new Int32Array(products);
  const strength = new Float64Array(products);
  const kept = new Uint8Array(products);
  const starts = new Int32Array(products + 1);
  const targets: number[] = [];
  const scores: number[] = [];
  for (let product = 0; product < products; product++) {
    let count = 0;
    for (let at = vectors.starts[product]!; at < vectors.starts[product + 1]!; at++) {
      const companion = vectors.companions[at]!;
      const [from, to] = [carriers.starts[companion]!, carriers.starts[companion + 1]!];
      if (to - from > MOST_CARRIERS) continue;
      for (let place = from; place < to; place++) {
        const other = carriers.products[place]!;
        if (common[other] === 0) touched[count++] = other;
        common[other] = common[other]! + 1;
        dots[other] = dots[other]! + vectors.weights[at]! * carriers.weights[place]!;
      }
    }
    for (let at = 0; at < count; at++) {
      const other = touched[at]!;
      const isLike = other !== product && common[other]! >= LEAST_IN_COMMON;
      const score = isLike ? dots[other]! / (1 + (supportOf(counts, product, other) * allPairs) / (company[product]! * company[other]!)) : 0;
      strength[at] = score >= LEAST_SCORE ? score : 0;
      common[other] = 0;
      dots[other] = 0;
    }
    markStrongest(strength, kept, count, KEPT);
    const best = Array.from({ length: count }, (_, at) => at).filter((at) => kept[at] === 1).sort((a, b) => strength[b]! - strength[a]! || touched[a]! - touched[b]!);
    for (const at of best) {
      targets.push(touched[at]!);
      scores.push(strength[at]!);
    }
    kept.fill(0, 0, count);
    starts[product + 1] = targets.length;
  }
  return { starts, targets: Int32Array.from(targets), scores: Float64Array.from(scores) };
}

/** By product its strongest companions, as vectors of length 1; none of a product that few orders hold. */
function companionsOf(counts: PairLists, { pairs, weight }: WeighedPairs) {
  const products = counts.orders.length;
  const starts = new Int32Array(products + 1);
  const companions = new Int32Array(Math.min(counts.targets.length, products * COMPANIONS));
  const weights = new Float64Array(companions.length);
  const strength = new Float64Array(products);
  const kept = new Uint8Array(products);
  let used = 0;
  for (let product = 0; product < products; product++) {
    const from = counts.starts[product]!;
    const length = counts.orders[product]! < LEAST_ORDERS ? 0 : counts.starts[product + 1]! - from;
    for (let at = 0; at < length; at++) {
      const isSeen = counts.support[from + at]! >= LEAST_TOGETHER;
      strength[at] = isSeen ? pairs[from + at]! / (Math.sqrt(weight[product]! * weight[counts.targets[from + at]!]!) + SHRINKAGE) : 0;
    }
    markStrongest(strength, kept, length, COMPANIONS);
    const first = used;
    let square = 0;
    for (let at = 0; at < length; at++) {
      if (kept[at] === 0) continue;
      companions[used] = counts.targets[from + at]!;
      weights[used++] = strength[at]!;
      square += strength[at]! ** 2;
    }
    for (let at = first; at < used; at++) weights[at] = weights[at]! / Math.sqrt(square);
    kept.fill(0, 0, length);
    starts[product + 1] = used;
  }
  return { starts, companions: companions.subarray(0, used), weights: weights.subarray(0, used) };
}

/** By companion the products whose vectors name it. */
function carriersOf(vectors: ReturnType<typeof companionsOf>, products: number) {
  const starts = new Int32Array(products + 1);
  for (const companion of vectors.companions) starts[companion + 1] = starts[companion + 1]! + 1;
  for (let product = 0; product < products; product++) starts[product + 1] = starts[product + 1]! + starts[product]!;
  const next = starts.slice(0, products);
  const carriers = { starts, products: new Int32Array(vectors.companions.length), weights: new Float64Array(vectors.companions.length) };
  for (let product = 0; product < products; product++) {
    for (let at = vectors.starts[product]!; at < vectors.starts[product + 1]!; at++) {
      const companion = vectors.companions[at]!;
      const place = next[companion]!;
      carriers.products[place] = product;
      carriers.weights[place] = vectors.weights[at]!;
      next[companion] = place + 1;
    }
  }
  return carriers;
}

/** By product, how many pairs of all orders it is part of: what being together by chance goes by, orders being of many sizes. */
function pairsOf(counts: PairLists): Float64Array {
  const sums = new Float64Array(counts.orders.length);
  for (let product = 0; product < sums.length; product++)
    for (let at = counts.starts[product]!; at < counts.starts[product + 1]!; at++) sums[product] = sums[product]! + counts.support[at]!;
  return sums;
}

function supportOf({ starts, targets, support }: PairLists, product: number, other: number): number {
  let low = starts[product]!;
  let high = starts[product + 1]!;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (targets[middle]! < other) low = middle + 1;
    else high = middle;
  }
  return low < starts[product + 1]! && targets[low] === other ? support[low]! : 0;
}
