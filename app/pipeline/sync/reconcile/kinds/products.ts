// Products with their variants. A change of a variant moves its product's time too; variants are listed by themselves as
// well, so that one which is missing here, or too many, is found even where it did not.
import { gidNumber, toGid } from '#app/adapters/shopify/gid.ts';
import type { VariantNode } from '#app/adapters/shopify/operations/bulk-exports.ts';
import {
  CHANGED_PRODUCTS, changedProductsInBulk, COUNT_PRODUCTS, MORE_VARIANTS, PRODUCTS_BY_ID, type WholeProductNode,
} from '#app/adapters/shopify/operations/changed-since.ts';
import { COUNT_VARIANTS, PRODUCT_IDS, productIdsInBulk, VARIANT_IDS, type VariantIdNode, type VersionNode, variantIdsInBulk } from '#app/adapters/shopify/operations/ids.ts';
import { liftTombstones } from '#app/db/mirrored-facts.ts';
import { upsertProducts } from '#app/db/products.ts';
import { productRow } from '../../backfill/export-rows.ts';
import { takeDeletedProducts } from '../../take-deleted-products.ts';
import { watchProducts } from '../../watch-product.ts';
import type { Children, Kind, Listing } from '../kind.ts';
import { storeRow } from '../store-row.ts';

const children: Children<VariantNode> = { field: 'variants', more: MORE_VARIANTS };

const productIds: Listing<VersionNode, never> = {
  paged: PRODUCT_IDS,
  pageSize: 250,
  bulk: productIdsInBulk,
  count: COUNT_PRODUCTS,
  rowsOf: ({ node }) => [storeRow('products', node)],
};

const variantIds: Listing<VariantIdNode, never> = {
  paged: VARIANT_IDS,
  pageSize: 250,
  bulk: variantIdsInBulk,
  count: COUNT_VARIANTS,
  rowsOf: ({ node }) => [storeRow('variants', node, node.product.id)],
};

export const products: Kind<WholeProductNode, VariantNode> = {
  name: 'products',
  facts: ['products', 'variants'],
  changed: { paged: CHANGED_PRODUCTS, pageSize: 25, bulk: changedProductsInBulk, count: COUNT_PRODUCTS, children },
  listings: [productIds, variantIds],
  byId: PRODUCTS_BY_ID,
  idsAQuery: 20,
  gid: (id) => toGid('Product', id),
  children,
  rowsOf: ({ node, children: variants }) => [storeRow('products', node), ...variants.map((variant) => storeRow('variants', variant, node.id))],
  async write({ shop }, objects, readAt, on) {
    const rows = objects.map(({ node, children: variants }) => productRow(node, variants, shop.currency, readAt));
    await liftTombstones(shop.shopId, 'products', rows.map(({ productId }) => productId), readAt, on);
    await upsertProducts(shop.shopId, rows, on);
  },
  take: (work, objects, readAt, on) =>
    watchProducts(work.shop.shopId, new Map(objects.map(({ node }) => [gidNumber(node.id), readAt])), on, () => products.write(work, objects, readAt, on)),
  bury: ({ shop }, ids, at, on) => takeDeletedProducts(shop.shopId, new Map(ids.map((id) => [id, at])), on),
};
