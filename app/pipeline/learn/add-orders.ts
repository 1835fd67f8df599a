// Orders that came since the model was made are added to what it counted, and what it says of their products is renewed.
// Always from the counts of the last whole run, so that doing it again changes nothing. What was cancelled or edited since,
// orders that arrived late, substitutes and "what next" are put right by the next whole run, at night.
import { countedModel, saveAddedOrders } from '#app/db/added-orders.ts';
import { listsOf } from '#app/db/associations.ts';
import { addInWorker } from './fit-in-worker.ts';
import { readHistory } from './read-history.ts';

/** @returns orders that were added; none where there is no model, or another became current meanwhile */
export async function addOrders(shopId: bigint): Promise<number> {
  const model = await countedModel(shopId);
  if (!model) return 0;
  const { history, last } = await readHistory(shopId, () => undefined, model.counted);
  if (!last) return 0;
  const orders = history.orderedAtMs.length;
  const lists = await listsOf(shopId, model.modelId, history.productKeys.map(BigInt));
  const old = new Map([...lists].map(([productId, list]) => [String(productId), list.targets.map((target, at) => ({ key: String(target), weight: list.ridge[at]! }))]));
  const movedKeys = new Set(history.productKeys);
  const added = await addInWorker({ counts: model.parts, parameters: model.parameters, history, old });
  const isSaved = await saveAddedOrders(shopId, model.modelId, {
    orders: added.orders, products: added.productKeys.length,
    popularIds: Array.from(added.popular, (product) => added.productKeys[product]!), popularShares: Array.from(added.shares),
    last, lists: changedLists(added, movedKeys),
  });
  return isSaved ? orders : 0;
}

function changedLists({ lists, productKeys }: Awaited<ReturnType<typeof addInWorker>>, movedKeys: ReadonlySet<string>) {
  return productKeys.flatMap((productId, product) => {
    if (!movedKeys.has(productId)) return [];
    const [from, to] = [lists.starts[product]!, lists.starts[product + 1]!];
    return [{
      productId, weight: lists.weight[product]!, orders: lists.orders[product]!, targetIds: Array.from(lists.targets.subarray(from, to), (target) => productKeys[target]!),
      ridge: lists.ridge.subarray(from, to), pairs: lists.pairs.subarray(from, to), support: lists.support.subarray(from, to),
    }];
  });
}
