// For each product, which of its companions explain it: ridge regression of the product's column on the columns of its
// K strongest companions only. Of the quality of a full item-item regression (EASE), at one small solve a product.
// Unlike a sum of pair statistics it does not count the same evidence once for every product in a cart.
import { solveSymmetric } from './cholesky.ts';
import type { PairLists, WeighedPairs } from './pair-counts.ts';
import { markStrongest } from './strongest.ts';

export interface RidgeParameters {
  readonly neighbours: number;
  /** Added to the diagonal, in units of (weighted) orders. */
  readonly lambda: number;
}

/** Weights by TARGET: `counts[target]` of them from `starts[target]` on, sources ascending. */
export interface RidgeWeights {
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  readonly sources: Int32Array;
  readonly weights: Float64Array;
}

/** Keeps a pair seen a few times in small counts from looking like the strongest one. */
const COSINE_SHRINKAGE = 10;

/** Multiplications that a fit with so many neighbours takes, to bound the work before it is begun. */
export function ridgeCost(counts: PairLists, neighbours: number): number {
  let cost = 0;
  for (let product = 0; product + 1 < counts.starts.length; product++) {
    const size = Math.min(neighbours, counts.starts[product + 1]! - counts.starts[product]!);
    cost += size ** 3 / 6 + size ** 2 * 8;
  }
  return cost;
}

/** @param isWanted 1 for each product that is to be fitted; all of them, where it is left out */
export function fitRidge(counts: PairLists, weighed: WeighedPairs, parameters: RidgeParameters, isWanted?: Uint8Array): RidgeWeights {
  const products = counts.orders.length;
  const { neighbours } = parameters;
  // Most products have far fewer companions than may be chosen, so room for those they have is all that is taken.
  const starts = new Int32Array(products + 1);
  for (let target = 0; target < products; target++)
    starts[target + 1] = starts[target]! + Math.min(neighbours, counts.starts[target + 1]! - counts.starts[target]!);
  const result: RidgeWeights = { starts, counts: new Int32Array(products), sources: new Int32Array(starts[products]!), weights: new Float64Array(starts[products]!) };
  const chosen = createNeighbourChoice(neighbours);
  const position = new Int32Array(products).fill(-1);
  const matrix = new Float64Array(neighbours * neighbours);
  const right = new Float64Array(neighbours);
  for (let target = 0; target < products; target++) {
    if (isWanted && isWanted[target] === 0) continue;
    const size = chosen.choose(target, counts, weighed);
    if (size > 0) {
      gather(chosen.sources, size, counts, weighed, parameters.lambda, position, matrix);
      for (let at = 0; at < size; at++) right[at] = weighed.pairs[chosen.entries[at]!]!;
      if (solveSymmetric(matrix, right, size)) {
        result.counts[target] = size;
        for (let at = 0; at < size; at++) {
          result.sources[starts[target]! + at] = chosen.sources[at]!;
          result.weights[starts[target]! + at] = right[at]!;
        }
      }
    }
  }
  return result;
}

/** The K companions of largest cosine, ascending by index; of equal ones the lower index. */
function createNeighbourChoice(limit: number) {
  const sources = new Int32Array(limit);
  const entries = new Int32Array(limit);
  let cosines = new Float64Array(256);
  let chosen = new Uint8Array(256);
  return {
    sources,
    entries,
    choose(target: number, counts: PairLists, weighed: WeighedPairs): number {
      const start = counts.starts[target]!;
      const length = counts.starts[target + 1]! - start;
      if (length <= limit) {
        for (let at = 0; at < length; at++) {
          sources[at] = counts.targets[start + at]!;
          entries[at] = start + at;
        }
        return length;
      }
      if (length > cosines.length) {
        cosines = new Float64Array(length * 2);
        chosen = new Uint8Array(length * 2);
      }
      const own = weighed.weight[target]!;
      for (let at = 0; at < length; at++) {
        const other = weighed.weight[counts.targets[start + at]!]!;
        cosines[at] = weighed.pairs[start + at]! / (Math.sqrt(own * other) + COSINE_SHRINKAGE);
      }
      markStrongest(cosines, chosen, length, limit);
      let size = 0;
      for (let at = 0; at < length; at++) {
        if (chosen[at] === 0) continue;
        sources[size] = counts.targets[start + at]!;
        entries[size++] = start + at;
      }
      chosen.fill(0, 0, length);
      return size;
    },
  };
}

/** Lower triangle of G_NN + lambda I. Short rows are walked; in long ones each neighbour is searched. */
function gather(
  sources: Int32Array, size: number, counts: PairLists, weighed: WeighedPairs,
  lambda: number, position: Int32Array, matrix: Float64Array,
): void {
  for (let at = 0; at < size; at++) position[sources[at]!] = at;
  for (let row = 0; row < size; row++) {
    const rowStart = row * size;
    matrix.fill(0, rowStart, rowStart + row);
    const source = sources[row]!;
    matrix[rowStart + row] = weighed.weight[source]! + lambda;
    const start = counts.starts[source]!;
    const end = counts.starts[source + 1]!;
    if (end - start < row * SEARCH_COST) {
      for (let at = start; at < end; at++) {
        const column = position[counts.targets[at]!]!;
        if (column >= 0 && column < row) matrix[rowStart + column] = weighed.pairs[at]!;
      }
    } else {
      // Neighbours are ascending, so each search begins where the last one ended.
      let from = start;
      for (let column = 0; column < row; column++) {
        from = lowerBound(counts.targets, sources[column]!, from, end);
        if (from < end && counts.targets[from] === sources[column]) matrix[rowStart + column] = weighed.pairs[from]!;
      }
    }
  }
  for (let at = 0; at < size; at++) position[sources[at]!] = -1;
}

/** About how many steps of a walk one search is worth. */
const SEARCH_COST = 12;

function lowerBound(sorted: Int32Array, value: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
