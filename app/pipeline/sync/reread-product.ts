// Reads one product whole from Shopify: what a webhook told only in part (more than 100 variants), or not at all (cost
// and stock of a new variant).
import { adminClient } from '#app/adapters/shopify/admin-client.ts';
import { gidNumber, toGid } from '#app/adapters/shopify/gid.ts';
import { PRODUCT, type ProductAnswer, type WholeVariantNode } from '#app/adapters/shopify/operations/product.ts';
import { upsertInventoryItems, upsertInventoryLevels } from '#app/db/inventory.ts';
import { withTransaction } from '#app/db/pool.ts';
import { upsertProducts } from '#app/db/products.ts';
import { shopById } from '#app/db/shops.ts';
import { inventoryItemRow, inventoryLevelRow, productRow } from './backfill/export-rows.ts';
import { watchProduct } from './watch-product.ts';

/** Leaves a product alone that Shopify no longer has: its deletion arrives by itself. */
export async function rereadProduct(shopId: bigint, productId: bigint, at: Date): Promise<void> {
  const shop = await shopById(shopId);
  if (!shop || shop.uninstalledAt) return;
  const whole = await readWhole(shop.domain, productId);
  if (!whole) return;
  const { node, variants } = whole;
  await withTransaction((on) =>
    watchProduct(shopId, productId, at, on, async () => {
      await upsertProducts(shopId, [productRow(node, variants, shop.currency, at)], on);
      await upsertInventoryItems(shopId, variants.map((variant) => inventoryItemRow(variant.inventoryItem, shop.currency, at)), on);
      const levels = variants.flatMap(({ inventoryItem }) => inventoryItem.inventoryLevels.nodes.map((level) => inventoryLevelRow(level, gidNumber(inventoryItem.id), at)));
      await upsertInventoryLevels(shopId, levels, on);
    }),
  );
}

async function readWhole(shopDomain: string, productId: bigint) {
  const client = adminClient(shopDomain, 'background');
  const variants: WholeVariantNode[] = [];
  let after: string | null = null;
  for (;;) {
    const { product }: ProductAnswer = await client.run(PRODUCT, { id: toGid('Product', productId), after });
    if (!product) return undefined;
    variants.push(...product.variants.nodes);
    if (!product.variants.pageInfo.hasNextPage) return { node: product, variants };
    after = product.variants.pageInfo.endCursor;
  }
}
