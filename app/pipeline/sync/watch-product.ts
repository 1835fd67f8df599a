// Around every write that may change a product: notes in the change log what did, and has the sets published anew where
// one of them holds the product.
import { recordChanges } from '#app/db/changes.ts';
import type { Queryable } from '#app/db/pool.ts';
import { productState } from '#app/db/products.ts';
import { isInApprovedSet } from '#app/db/publications.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { productDifferences } from './product-differences.ts';

/** @param write writes what came; whatever it does to the product is noticed */
export async function watchProduct(shopId: bigint, productId: bigint, at: Date, on: Queryable, write: () => Promise<unknown>): Promise<void> {
  const before = await productState(shopId, productId, on);
  await write();
  const { changes, concernsSets } = productDifferences(before, await productState(shopId, productId, on));
  await recordChanges(shopId, changes.map((change) => ({ ...change, changedAt: at, actor: 'shopify' })), on);
  if (concernsSets) await republish(shopId, productId, on);
}

export async function republish(shopId: bigint, productId: bigint, on: Queryable): Promise<void> {
  if (!(await isInApprovedSet(shopId, productId, on))) return;
  await enqueue(publishSets, { shopId: String(shopId) }, { client: on, jobKey: `publish-sets:${shopId}` });
}
