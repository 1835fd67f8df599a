// Orders become associations: the shop's whole history is read, learned from in a thread of its own, and written so that
// readers see the old model or the new, never half. A run that fails leaves the old one in place.
import { saysIn } from '#app/domain/says/says.ts';
import { randomUUID } from 'node:crypto';
import { writeCounts } from '#app/db/added-orders.ts';
import { failModel, makeCurrent, startModel, writeLists } from '#app/db/associations.ts';
import type { LearningStep } from '#app/db/learning-progress.ts';
import { writeSubstitutes } from '#app/db/product-substitutes.ts';
import { proposableProducts } from '#app/db/sets.ts';
import { fitInWorker } from './fit-in-worker.ts';
import { keepAlike } from './keep-alike.ts';
import { readHistory } from './read-history.ts';

export interface Trained {
  /** null: the shop has no orders to learn from. */
  modelId: string | null;
  orders: number;
  products: number;
}

/** @param onProgress called as work moves on; `fraction` is of the step */
export async function trainAssociations(shopId: bigint, now: Date, onProgress: (step: LearningStep, fraction: number) => void = () => undefined): Promise<Trained> {
  const modelId = randomUUID();
  await startModel(shopId, modelId, now);
  try {
    const { history, last } = await readHistory(shopId, () => onProgress('reading', 0));
    const { productKeys } = history;
    if (!last) {
      await failModel(shopId, modelId, saysIn('en').reading.noOrders, now);
      return { modelId: null, orders: 0, products: 0 };
    }
    const { model, substitutes, counts } = await fitInWorker(history, onProgress);
    onProgress('writing', 0);
    await writeLists(shopId, modelId, model.lists, model.next.lists, productKeys);
    await writeCounts(shopId, modelId, counts);
    await writeSubstitutes(shopId, modelId, keepAlike(substitutes, productKeys, await proposableProducts(shopId)));
    await makeCurrent(shopId, modelId, {
      orders: model.orders,
      products: productKeys.length,
      parameters: model.parameters,
      backtest: model.backtest,
      popularIds: Array.from(model.popular, (product) => productKeys[product]!),
      popularShares: Array.from(model.shares),
      recentIds: Array.from(model.next.popular, (product) => productKeys[product]!),
      recentShares: Array.from(model.next.shares),
      counted: last,
    }, now);
    onProgress('writing', 1);
    return { modelId, orders: model.orders, products: productKeys.length };
  } catch (error) {
    await failModel(shopId, modelId, (error as Error).message, now);
    throw error;
  }
}
