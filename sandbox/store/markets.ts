// Where the shop sells: markets by region.
import type { Ledger } from './ledger.ts';
import { StoreRefusal } from './refusal.ts';
import type { MarketRecord } from './types.ts';

export function createMarket(store: Ledger, name: string, countries: readonly string[]): MarketRecord {
  const market: MarketRecord = { id: store.nextId(), name, status: 'ACTIVE', countries: [...countries] };
  save(store, market);
  store.emit('markets/create', market);
  return market;
}

export function updateMarket(store: Ledger, id: number, patch: Partial<Pick<MarketRecord, 'status' | 'countries' | 'currency' | 'prices'>>): void {
  const market = store.markets.get(id);
  if (!market) throw new StoreRefusal('NOT_FOUND', `There is no market ${id}.`);
  save(store, Object.assign(market, patch));
  store.emit('markets/update', market);
}

export function deleteMarket(store: Ledger, id: number): void {
  store.markets.delete(id);
  store.database.remove('market', id);
  store.emit('markets/delete', { id });
}

function save(store: Ledger, market: MarketRecord): void {
  store.markets.set(market.id, market);
  store.database.save('market', market.id, market);
}
