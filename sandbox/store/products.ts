// Changes of products and variants: every one stamps the product and says so.
import type { Ledger } from './ledger.ts';
import { StoreRefusal } from './refusal.ts';
import { toMinor } from './money.ts';
import type { ProductRecord, VariantRecord } from './types.ts';

export type ProductPatch = Partial<Pick<ProductRecord,
  'title' | 'vendor' | 'productType' | 'tags' | 'status' | 'descriptionHtml' | 'pictureSvg' | 'publishedAt'>>;
export type VariantPatch = Partial<Pick<VariantRecord, 'title' | 'sku' | 'price' | 'compareAtPrice' | 'inventoryPolicy' | 'selectedOptions'>>;

export function updateProduct(store: Ledger, id: number, patch: ProductPatch): ProductRecord {
  const product = store.requireProduct(id);
  Object.assign(product, patch);
  store.productChanged(id);
  return product;
}

export function updateVariant(store: Ledger, id: number, patch: VariantPatch): VariantRecord {
  if (patch.price !== undefined && toMinor(patch.price) < 0) throw new StoreRefusal('INVALID', 'A price is not below zero.');
  if (patch.compareAtPrice) toMinor(patch.compareAtPrice);
  const { product, variant } = store.requireVariant(id);
  Object.assign(variant, patch, { updatedAt: store.clock.stamp() });
  store.productChanged(product.id);
  return variant;
}

/** A new product, all of it at once. */
export function addProduct(store: Ledger, product: ProductRecord): void {
  if (store.products.has(product.id) || store.productByHandle(product.handle)) throw new StoreRefusal('TAKEN', `There is a product ${product.handle} already.`);
  const at = store.clock.stamp();
  store.knowProduct({ ...product, createdAt: at, updatedAt: at });
  store.emit('products/create', store.requireProduct(product.id));
}

/** Order lines keep their ids; whoever shows them finds no product any more, as in Shopify. */
export function deleteProduct(store: Ledger, id: number): void {
  const product = store.requireProduct(id);
  store.forgetProduct(product);
  store.emit('products/delete', { id });
}
