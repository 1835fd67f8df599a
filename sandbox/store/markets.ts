// Where the shop sells: markets by region.
import { StoreRefusal } from './refusal.ts';
import type { Store } from './store.ts';
import type { MarketRecord } from './types.ts';

export function createMarket(store: Store, name: string, countries: readonly string[]): MarketRecord {
  const market: MarketRecord = { id: store.nextId(), name, status: 'ACTIVE', countries: [...countries] };
  save(store, market);
  store.emit('markets/create', market);
  return market;
}

export function updateMarket(store: Store, id: number, patch: Partial<Pick<MarketRecord, 'status' | 'countries' | 'currency' | 'prices'>>): void {
  const market = store.markets.get(id);
  if (!market) throw new StoreRefusal('NOT_FOUND', `There is no market ${id}.`);
  save(store, Object.assign(market, patch));
  store.emit('markets/update', market);
}

export function deleteMarket(store: Store, id: number): void {
  store.markets.delete(id);
  store.database.remove('market', id);
  store.emit('markets/delete', { id });
}

function save(store: Store, market: MarketRecord): void {
  store.markets.set(market.id, market);
  store.database.save('market', market.id, market);
}
