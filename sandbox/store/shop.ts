// The shop's own settings.
import type { Store } from './store.ts';
import type { ShopRecord } from './types.ts';

/** Where a visitor is taken to be who says nothing else. */
export const homeCountry = ({ timezone }: ShopRecord): string => (timezone === 'Europe/London' ? 'GB' : 'DE');

export function updateShop(store: Store, patch: Partial<Pick<ShopRecord, 'name' | 'currency' | 'timezone' | 'locale'>>): void {
  Object.assign(store.shop, patch);
  store.database.save('shop', store.shop.id, store.shop);
  store.emit('shop/update', store.shop);
}
