// Learning goes on by itself: by the hour new orders are added, every night all is learned again, parameters chosen anew.
import { shopsWithNewOrders, shopsWithOrders } from '#app/db/across-shops/shops-to-learn.ts';
import { addOrders } from '#app/jobs/definitions/add-orders.ts';
import { enqueueAll } from '#app/jobs/enqueue.ts';
import { trainAssociations } from '#app/jobs/definitions/train-associations.ts';

const payloads = (shopIds: readonly bigint[]) => shopIds.map((shopId) => ({ shopId: String(shopId) }));

export async function addOrdersOfAll(): Promise<void> {
  await enqueueAll(addOrders, payloads(await shopsWithNewOrders()), ({ shopId }) => `add-orders:${shopId}`);
}

export async function trainAll(): Promise<void> {
  await enqueueAll(trainAssociations, payloads(await shopsWithOrders()), ({ shopId }) => `train:${shopId}`);
}
