// products/create, products/update: the product and its variants are one version. Shopify sends it after every order and
// after our own metafield writes too; then nothing differs and nothing follows.
import { gidNumber } from '#app/adapters/shopify/gid.ts';
import type { ProductPayload } from '#app/contract/webhooks/product.ts';
import { type ProductFactsRow, productsOfUnknownInventory, upsertProducts, type VariantFactsRow } from '#app/db/products.ts';
import { rereadProduct } from '#app/jobs/definitions/reread-product.ts';
import { enqueueAll } from '#app/jobs/enqueue.ts';
import { amountMinor } from '../amounts.ts';
import { watchProducts } from '../watch-product.ts';
import { type Apply, newest } from './delivery.ts';

export const applyProduct: Apply<ProductPayload> = async (told, { shop, on }) => {
  const versions = newest(told, ({ id }) => id);
  const products = versions.map(({ payload, triggeredAt }) => productOf(payload, shop.currency, triggeredAt));
  let written: bigint[] = [];
  await watchProducts(shop.shopId, new Map(versions.map(({ payload, triggeredAt }) => [payload.id, triggeredAt])), on, async () => {
    written = await upsertProducts(shop.shopId, products, on);
  });
  const partial = products.filter(({ productId, variants, allVariantIds }) => allVariantIds.length > variants.length && written.includes(productId));
  const toRead = new Set([...partial.map(({ productId }) => productId), ...(await productsOfUnknownInventory(shop.shopId, written, on))]);
  const shopId = String(shop.shopId);
  await enqueueAll(rereadProduct, [...toRead].map((productId) => ({ shopId, productId: String(productId) })), ({ productId }) => `reread:${shopId}:${productId}`, on);
};

function productOf(payload: ProductPayload, currency: string, triggeredAt: Date): ProductFactsRow {
  const images = new Map(payload.images.map((image) => [image.id, image.src]));
  const variants = payload.variants.flatMap((variant): VariantFactsRow[] =>
    variant.inventory_item_id === null
      ? []
      : [
          {
            variantId: variant.id,
            title: variant.title ?? '',
            sku: variant.sku ?? null,
            position: variant.position,
            priceMinor: amountMinor(variant.price, currency),
            compareAtMinor: variant.compare_at_price ? amountMinor(variant.compare_at_price, currency) : null,
            imageUrl: variant.image_id ? (images.get(variant.image_id) ?? null) : null,
            inventoryItemId: variant.inventory_item_id,
            inventoryPolicy: variant.inventory_policy?.toUpperCase() === 'CONTINUE' ? 'CONTINUE' : 'DENY',
            options: optionsOf(variant, payload.options),
            updatedAt: variant.updated_at ?? payload.updated_at,
          },
        ],
  );
  const named = payload.variant_gids?.map((variant) => gidNumber(variant.admin_graphql_api_id)) ?? [];
  return {
    productId: payload.id,
    title: payload.title,
    handle: payload.handle,
    vendor: payload.vendor ?? '',
    productType: payload.product_type ?? '',
    tags: (Array.isArray(payload.tags) ? payload.tags : payload.tags.split(',')).map((tag) => tag.trim()).filter((tag) => tag !== ''),
    status: payload.status.toUpperCase(),
    category: payload.category?.full_name ?? null,
    giftCard: null,
    needsSubscription: null,
    imageUrl: payload.image?.src ?? payload.images[0]?.src ?? null,
    publishedAt: payload.published_at,
    createdAt: payload.created_at ?? payload.updated_at,
    updatedAt: payload.updated_at,
    triggeredAt,
    variants,
    allVariantIds: [...new Set([...named, ...variants.map((variant) => variant.variantId)])],
  };
}

/** The payload has the names in order and each variant's values by that order. */
function optionsOf({ option1, option2, option3 }: ProductPayload['variants'][number], names: ProductPayload['options']): Record<string, string> {
  const values = [option1, option2, option3];
  return Object.fromEntries(names.flatMap(({ name, position }) => {
    const value = values[position - 1];
    return value ? [[name, value]] : [];
  }));
}
