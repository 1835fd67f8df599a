// A model brought up to date with orders that were added to its counts: products that were in one of them are fitted anew;
// of all others the old weights stand until everything is learned again.
import type { DenseModel } from './backtest.ts';
import { type CountedOrders, pairsOf } from './counted-orders.ts';
import { neighboursOf, popularityOf } from './learn.ts';
import { buildLists } from './lists.ts';
import { fitRidge, type RidgeWeights } from './local-ridge.ts';
import { LIST_LENGTH, type ModelParameters } from './parameters.ts';

export interface OldWeight {
  readonly target: number;
  readonly weight: number;
}

/**
 * @param counted of all orders
 * @param movedKeys products that an added order holds
 * @param oldWeightsOf what the model said of one of them before, by dense index
 * @returns lists of which only those of the moved products are whole
 */
export function learnAdded(counted: CountedOrders, movedKeys: readonly string[], parameters: ModelParameters, oldWeightsOf: (source: number) => readonly OldWeight[]): DenseModel {
  const { lists, pairs, ridge } = pairsOf(counted);
  const moved = new Set(movedKeys);
  const isMoved = Uint8Array.from(counted.productKeys, (key) => (moved.has(key) ? 1 : 0));
  const fitted = fitRidge(lists, ridge, { ...parameters.ridge, neighbours: neighboursOf(lists, parameters) }, isMoved);
  return { lists: buildLists(lists, pairs, withOld(fitted, isMoved, oldWeightsOf), LIST_LENGTH), ...popularityOf(lists, pairs, parameters.blends) };
}

function withOld(fitted: RidgeWeights, isMoved: Uint8Array, oldWeightsOf: (source: number) => readonly OldWeight[]): RidgeWeights {
  const products = isMoved.length;
  const old = Array.from(isMoved.keys()).filter((source) => isMoved[source] === 1).flatMap((source) =>
    oldWeightsOf(source).filter(({ target, weight }) => isMoved[target] === 0 && weight !== 0).map(({ target, weight }) => ({ source, target, weight })));
  const counts = fitted.counts.slice();
  for (const { target } of old) counts[target] = counts[target]! + 1;
  const starts = new Int32Array(products + 1);
  for (let target = 0; target < products; target++) starts[target + 1] = starts[target]! + counts[target]!;
  const sources = new Int32Array(starts[products]!);
  const weights = new Float64Array(starts[products]!);
  for (let target = 0; target < products; target++) {
    const from = fitted.starts[target]!;
    sources.set(fitted.sources.subarray(from, from + fitted.counts[target]!), starts[target]!);
    weights.set(fitted.weights.subarray(from, from + fitted.counts[target]!), starts[target]!);
  }
  // A product is either fitted anew, then nothing is old, or all of its weights are.
  const next = starts.slice(0, products);
  for (const { source, target, weight } of old) {
    sources[next[target]!] = source;
    weights[next[target]!] = weight;
    next[target] = next[target]! + 1;
  }
  return { starts, counts, sources, weights };
}
