// A learned model in memory, under the shop's own product keys: the form that rank.ts reads.
import type { DenseModel } from './backtest.ts';
import type { Blends } from './parameters.ts';
import type { AssociationList, ProductKey, RankingModel } from './rank.ts';

export interface KeyedModel<Key extends ProductKey> {
  readonly model: RankingModel<Key>;
  /** Of the products that the model knows. */
  listsOf(products: readonly Key[]): Map<Key, AssociationList<Key>>;
}

/** @param keys the key of each dense index */
export function keyedModel<Key extends ProductKey>(dense: DenseModel, blends: Blends, keys: readonly Key[]): KeyedModel<Key> {
  const { lists } = dense;
  const indexOf = new Map(keys.map((key, index) => [key, index]));
  return {
    model: {
      blends,
      popular: Array.from(dense.popular, (product) => keys[product]!),
      shares: new Map(Array.from(dense.popular, (product, rank) => [keys[product]!, dense.shares[rank]!])),
    },
    listsOf(products) {
      const found = new Map<Key, AssociationList<Key>>();
      for (const product of products) {
        const index = indexOf.get(product);
        // A product that no order of the model's time held is unknown to it.
        if (index === undefined || lists.orders[index] === 0) continue;
        const [from, to] = [lists.starts[index]!, lists.starts[index + 1]!];
        found.set(product, {
          weight: lists.weight[index]!,
          orders: lists.orders[index]!,
          targets: Array.from(lists.targets.subarray(from, to), (target) => keys[target]!),
          ridge: lists.ridge.subarray(from, to),
          pairs: lists.pairs.subarray(from, to),
          support: lists.support.subarray(from, to),
        });
      }
      return found;
    },
  };
}
