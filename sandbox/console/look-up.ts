// What a person or a test calls things: a product by handle or id, an order by name or id, a customer by mail or id.
import { StoreRefusal } from '../store/refusal.ts';
import type { Store } from '../store/store.ts';
import type { CustomerRecord, OrderRecord, ProductRecord, VariantRecord } from '../store/types.ts';

const missing = (what: string, name: unknown): StoreRefusal => new StoreRefusal('NOT_FOUND', `There is no ${what} "${String(name)}".`);
const numberIn = (name: unknown): number => Number(String(name).replace(/^gid:\/\/shopify\/\w+\//, ''));

export function productNamed(store: Store, name: unknown): ProductRecord {
  const product = store.productByHandle(String(name)) ?? store.products.get(numberIn(name));
  if (!product) throw missing('product', name);
  return product;
}

/** One variant when it is named (id, SKU or title), otherwise all of the product's. */
export function variantsNamed(store: Store, product: unknown, variant: unknown): VariantRecord[] {
  if (product === undefined && variant !== undefined) return [variantNamed(store, variant)];
  const found = productNamed(store, product);
  if (variant === undefined || variant === null || variant === '') return found.variants;
  const one = found.variants.find((each) => each.id === numberIn(variant) || each.sku === variant || each.title === variant);
  if (!one) throw missing(`variant of ${found.handle}`, variant);
  return [one];
}

function variantNamed(store: Store, name: unknown): VariantRecord {
  const found = store.variantById(numberIn(name));
  if (!found) throw missing('variant', name);
  return found.variant;
}

export function orderNamed(store: Store, name: unknown): OrderRecord {
  const byId = store.orders.get(numberIn(name));
  if (byId) return byId;
  const wanted = String(name).startsWith('#') ? String(name) : `#${String(name)}`;
  for (const order of store.orders.values()) if (order.name === wanted) return order;
  throw missing('order', name);
}

/** Nothing named is a guest. */
export function customerNamed(store: Store, name: unknown): CustomerRecord | null {
  if (name === undefined || name === null || name === '') return null;
  const byId = store.customers.get(numberIn(name));
  if (byId) return byId;
  for (const customer of store.customers.values()) if (customer.email === name) return customer;
  throw missing('customer', name);
}
