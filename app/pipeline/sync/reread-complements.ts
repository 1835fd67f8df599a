// Reads what the merchant calls complementary to some products. Nothing tells when it changes, and only suggestions for
// products without orders ask for it: so it is read right before those are made.
import { z } from 'zod';
import { adminClient } from '#app/adapters/shopify/admin-client.ts';
import { gidNumber, toGid } from '#app/adapters/shopify/gid.ts';
import { COMPLEMENTS } from '#app/adapters/shopify/operations/complements.ts';
import { type ComplementsRow, replaceComplements } from '#app/db/product-complements.ts';
import { shopById } from '#app/db/shops.ts';

const IDS_A_QUERY = 100;

const productGids = z.string().transform((text) => z.array(z.string().startsWith('gid://shopify/Product/')).parse(JSON.parse(text)));

/** @throws AppError where Shopify does not answer; what was read by then is kept */
export async function rereadComplements(shopId: bigint, productIds: readonly bigint[]): Promise<void> {
  const shop = await shopById(shopId);
  if (!shop || shop.uninstalledAt) return;
  const client = adminClient(shop.domain, 'background');
  for (let from = 0; from < productIds.length; from += IDS_A_QUERY) {
    const asked = productIds.slice(from, from + IDS_A_QUERY);
    const { nodes } = await client.run(COMPLEMENTS, { ids: asked.map((productId) => toGid('Product', productId)) });
    const read = nodes.flatMap((node): ComplementsRow[] => {
      if (!node?.id || !node.complements) return [];
      const complementIds = productGids.safeParse(node.complements.value).data?.map(gidNumber) ?? [];
      return complementIds.length === 0 ? [] : [{ productId: gidNumber(node.id), complementIds }];
    });
    await replaceComplements(shopId, asked, read);
  }
}
