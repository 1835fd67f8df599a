// Opening the store in a folder, where what happened to it before is still known.
import { openDatabase } from './database.ts';
import { Store } from './store.ts';
import type { StoreSeed } from './types.ts';

/**
 * Seeds a folder that is new.
 * @param makeSeed called only then
 */
export async function openStore(folder: string, makeSeed: () => Promise<StoreSeed> | StoreSeed): Promise<Store> {
  const database = await openDatabase(folder);
  if (!database.seeded) {
    const seed = await makeSeed();
    database.transaction(() => {
      database.clear();
      database.save('shop', seed.shop.id, seed.shop);
      for (const one of seed.locations) database.save('location', one.id, one);
      for (const one of seed.products) database.save('product', one.id, one);
      for (const one of seed.markets ?? []) database.save('market', one.id, one);
      for (const one of seed.collections ?? []) database.save('collection', one.id, one);
      for (const one of seed.customers) database.save('customer', one.id, one);
      for (const one of seed.orders) database.save('order', one.id, one);
      database.markSeeded();
    });
  }
  return new Store(database);
}
