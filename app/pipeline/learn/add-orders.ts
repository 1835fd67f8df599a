// Orders that came since the model was made are added to what it counted, and what it says of their products is renewed.
// Always from the counts of the last whole run, so that doing it again changes nothing. What was cancelled or edited since,
// orders that arrived late, substitutes and "what next" are put right by the next whole run, at night.
import { countedModel, saveAddedOrders } from '#app/db/added-orders.ts';
import { listsOf } from '#app/db/associations.ts';
import { type Added, type Addition, addInWorker } from './fit-in-worker.ts';
import { readHistory } from './read-history.ts';

/** Few enough that no request of this process waits noticeably while they are taken in. */
const LISTS_AT_A_TIME = 50;

/** @returns orders that were added; none where there is no model, or another became current meanwhile */
export async function addOrders(shopId: bigint): Promise<number> {
  const model = await countedModel(shopId);
  if (!model) return 0;
  const { history, last } = await readHistory(shopId, () => undefined, model.counted);
  if (!last) return 0;
  const orders = history.orderedAtMs.length;
  const old = await weightsOf(shopId, model.modelId, history.productKeys);
  const movedKeys = new Set(history.productKeys);
  const added = await addInWorker({ counts: model.parts, parameters: model.parameters, history, old });
  const isSaved = await saveAddedOrders(shopId, model.modelId, {
    orders: added.orders, products: added.productKeys.length,
    popularIds: Array.from(added.popular, (product) => added.productKeys[product]!), popularShares: Array.from(added.shares),
    last, lists: changedLists(added, movedKeys),
  });
  return isSaved ? orders : 0;
}

async function weightsOf(shopId: bigint, modelId: string, productKeys: readonly string[]): Promise<Addition['old']> {
  const weights = new Map<string, { key: string; weight: number }[]>();
  for (let from = 0; from < productKeys.length; from += LISTS_AT_A_TIME) {
    const lists = await listsOf(shopId, modelId, productKeys.slice(from, from + LISTS_AT_A_TIME).map(BigInt));
    for (const [productId, { targets, ridge }] of lists) weights.set(String(productId), Array.from(targets, (target, at) => ({ key: String(target), weight: ridge[at]! })));
  }
  return weights;
}

function changedLists({ lists, productKeys }: Added, movedKeys: ReadonlySet<string>) {
  return productKeys.flatMap((productId, product) => {
    if (!movedKeys.has(productId)) return [];
    const [from, to] = [lists.starts[product]!, lists.starts[product + 1]!];
    return [{
      productId, weight: lists.weight[product]!, orders: lists.orders[product]!, targetIds: Array.from(lists.targets.subarray(from, to), (target) => productKeys[target]!),
      ridge: lists.ridge.subarray(from, to), pairs: lists.pairs.subarray(from, to), support: lists.support.subarray(from, to),
    }];
  });
}
