// Collections and their products.
import { productsIn } from '../../store/collections.ts';
import { gid } from '../../store/gid.ts';
import type { CollectionRecord } from '../../store/types.ts';
import { connect, type ListOf } from '../connection.ts';
import { dateTime } from '../values.ts';
import { productList } from './product.ts';
import { type CollectionSource, collectionSource } from './sources.ts';
import { typeTable } from './table.ts';

export const collectionList = (items: readonly CollectionRecord[]): ListOf<CollectionRecord> => ({
  items,
  idOf: (collection) => collection.id,
  toSource: collectionSource,
  sortValues: { TITLE: (collection) => collection.title, UPDATED_AT: (collection) => collection.updatedAt },
  searchKeys: { id: (collection) => collection.id, title: (collection) => collection.title, updated_at: (collection) => collection.updatedAt },
});

export const collectionTable = typeTable<CollectionSource>({
  id: ({ collection }) => gid('Collection', collection.id),
  title: ({ collection }) => collection.title,
  handle: ({ collection }) => collection.handle,
  updatedAt: ({ collection }) => dateTime(collection.updatedAt),
  products: ({ collection }, args, context, path) => connect(productList(productsIn(context.store, collection), context.store), args, context, path),
  productsCount: ({ collection }, _args, { store }) => ({ count: productsIn(store, collection).length, precision: 'EXACT' }),
});
