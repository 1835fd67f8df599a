// The shop's own settings.
import type { Ledger } from './ledger.ts';
import type { ShopRecord } from './types.ts';

/** Where a visitor is taken to be who says nothing else. */
export const homeCountry = ({ timezone }: ShopRecord): string => (timezone === 'Europe/London' ? 'GB' : 'DE');

/** Of the countries that no market names, a few of each part of the world. */
const ELSEWHERE = ['AU', 'BR', 'CA', 'IN', 'JP', 'KR', 'MX', 'NO', 'NZ', 'SG', 'US', 'ZA'];

export const shipsTo = ({ markets }: Ledger): string[] =>
  [...new Set([...[...markets.values()].flatMap(({ countries }) => countries.filter((code) => code !== '*')), ...ELSEWHERE])].sort();

export function updateShop(store: Ledger, patch: Partial<Pick<ShopRecord, 'name' | 'currency' | 'timezone' | 'locale'>>): void {
  Object.assign(store.shop, patch);
  store.database.save('shop', store.shop.id, store.shop);
  store.emit('shop/update', store.shop);
}
