// The metafields that compatibility rules name, of every product. No webhook tells of them: read when a rule is saved, and
// every night. What says something else than before is published anew.
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { gidNumber } from '#app/adapters/shopify/gid.ts';
import { PRODUCT_METAFIELDS } from '#app/adapters/shopify/operations/product-metafield.ts';
import { withTransaction } from '#app/db/pool.ts';
import { metafieldsToRead, type ReadMetafield, replaceMetafield } from '#app/db/product-metafields.ts';
import { metafieldAt, metafieldValues } from '#app/domain/compatibility/metafield.ts';
import { republish } from '../watch-product.ts';
import type { Reread } from './reread-fact.ts';

export const rereadMetafields: Reread = async ({ shopId }, client, at) => {
  for (const name of await metafieldsToRead(shopId)) {
    const read = await readMetafield(client, name);
    await withTransaction(async (on) => republish(shopId, await replaceMetafield(shopId, name, read, at, on), on));
  }
};

async function readMetafield(client: AdminClient, name: string): Promise<ReadMetafield[]> {
  const where = metafieldAt(name);
  const found: ReadMetafield[] = [];
  if (!where) return found;
  for (let last = 0n; ; ) {
    const { products } = await client.run(PRODUCT_METAFIELDS, { filter: `id:>${last}`, ...where });
    for (const { id, metafield } of products.nodes) {
      const values = metafield ? metafieldValues(metafield.type, metafield.value) : [];
      if (values.length > 0) found.push({ productId: gidNumber(id), values });
    }
    const final = products.nodes.at(-1);
    if (!products.pageInfo.hasNextPage || !final) return found;
    last = gidNumber(final.id);
  }
}
