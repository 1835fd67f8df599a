// What a learned model says of "what next", in memory and under the shop's own product keys: the form that rank-next.ts reads.
import type { SourceLists } from './lists.ts';
import type { DenseNextModel } from './measure-next.ts';
import type { NextParameters } from './parameters.ts';
import type { ProductKey } from './rank.ts';
import type { NextList, NextModel } from './rank-next.ts';

export interface KeyedNextModel<Key extends ProductKey> {
  readonly model: NextModel<Key>;
  /** Of the products that the model knows. */
  listsOf(products: Iterable<Key>): Map<Key, NextList<Key>>;
}

/** @param keys the key of each dense index */
export function keyedNextModel<Key extends ProductKey>(orders: SourceLists, next: DenseNextModel, parameters: NextParameters, keys: readonly Key[]): KeyedNextModel<Key> {
  const indexOf = new Map(keys.map((key, index) => [key, index]));
  const keysOf = (targets: Int32Array, from: number, to: number) => Array.from(targets.subarray(from, to), (target) => keys[target]!);
  return {
    model: {
      parameters,
      popular: Array.from(next.popular, (product) => keys[product]!),
      shares: new Map(Array.from(next.popular, (product, rank) => [keys[product]!, next.shares[rank]!])),
    },
    listsOf(products) {
      const found = new Map<Key, NextList<Key>>();
      for (const product of products) {
        const index = indexOf.get(product);
        if (index === undefined || orders.orders[index] === 0) continue;
        const [from, to] = [next.lists.starts[index]!, next.lists.starts[index + 1]!];
        const [togetherFrom, togetherTo] = [orders.starts[index]!, orders.starts[index + 1]!];
        found.set(product, {
          targets: keysOf(next.lists.targets, from, to),
          rows: next.lists.rows.subarray(from, to),
          follows: next.lists.follows.subarray(from, to),
          togetherTargets: keysOf(orders.targets, togetherFrom, togetherTo),
          together: orders.ridge.subarray(togetherFrom, togetherTo),
        });
      }
      return found;
    },
  };
}
