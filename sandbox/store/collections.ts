// Collections: products chosen by hand, or all with a tag. Only a change of the collection itself is told; that a product
// got or lost the tag is not, as on the platform.
import type { Ledger } from './ledger.ts';
import { StoreRefusal } from './refusal.ts';
import type { CollectionRecord, ProductRecord } from './types.ts';

export const isIn = ({ tag, productIds }: CollectionRecord, product: ProductRecord): boolean => (tag === null ? productIds.includes(product.id) : product.tags.includes(tag));

export const productsIn = (store: Ledger, collection: CollectionRecord): ProductRecord[] => [...store.products.values()].filter((product) => isIn(collection, product));

/** @param of a tag for an automatic collection, or products for one made by hand */
export function createCollection(store: Ledger, title: string, of: { tag: string } | { productIds: readonly number[] }): CollectionRecord {
  const collection: CollectionRecord = {
    id: store.nextId(), title, handle: title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'), tag: 'tag' in of ? of.tag : null, productIds: 'tag' in of ? [] : [...of.productIds], updatedAt: store.clock.stamp(),
  };
  save(store, collection);
  store.emit('collections/create', collection);
  return collection;
}

export function updateCollection(store: Ledger, id: number, patch: Partial<Pick<CollectionRecord, 'title' | 'tag' | 'productIds'>>): void {
  const collection = store.collections.get(id);
  if (!collection) throw new StoreRefusal('NOT_FOUND', `There is no collection ${id}.`);
  save(store, Object.assign(collection, patch, { updatedAt: store.clock.stamp() }));
  store.emit('collections/update', collection);
}

export function deleteCollection(store: Ledger, id: number): void {
  store.collections.delete(id);
  store.database.remove('collection', id);
  store.emit('collections/delete', { id });
}

function save(store: Ledger, collection: CollectionRecord): void {
  store.collections.set(collection.id, collection);
  store.database.save('collection', collection.id, collection);
}
