// The shop's own settings.
import type { Store } from './store.ts';
import type { ShopRecord } from './types.ts';

export function updateShop(store: Store, patch: Partial<Pick<ShopRecord, 'name' | 'currency' | 'timezone' | 'locale'>>): void {
  Object.assign(store.shop, patch);
  store.database.save('shop', store.shop.id, store.shop);
  store.emit('shop/update', store.shop);
}
