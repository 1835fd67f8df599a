// Has the shop's orders learned from once more; the model that readers use stays until the new one is whole.
import { trainAssociations } from '#app/jobs/definitions/train-associations.ts';
import { enqueue } from '#app/jobs/enqueue.ts';

export async function learnAgain(shopId: bigint): Promise<void> {
  await enqueue(trainAssociations, { shopId: String(shopId) }, { jobKey: `train:${shopId}` });
}
