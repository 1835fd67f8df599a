// Where stock lies. A location that is closed, or does not fulfil online orders, keeps its stock and sells none of it online.
import type { Ledger } from './ledger.ts';
import { StoreRefusal } from './refusal.ts';
import type { LocationRecord, VariantRecord } from './types.ts';

const sellsOnline = (location: LocationRecord | undefined): boolean => location !== undefined && location.active !== false && location.fulfillsOnline !== false;

export const levelsOnline = (store: Ledger, variant: VariantRecord): VariantRecord['levels'] => variant.levels.filter(({ locationId }) => sellsOnline(store.locations.get(locationId)));

export function createLocation(store: Ledger, name: string, fulfillsOnline = true): LocationRecord {
  const location: LocationRecord = { id: store.nextId(), name, active: true, fulfillsOnline };
  save(store, location);
  store.emit('locations/create', location);
  return location;
}

export function setFulfillsOnline(store: Ledger, id: number, fulfillsOnline: boolean): void {
  const location = requireLocation(store, id);
  save(store, Object.assign(location, { fulfillsOnline }));
  store.emit('locations/update', location);
}

export function setActive(store: Ledger, id: number, active: boolean): void {
  const location = requireLocation(store, id);
  save(store, Object.assign(location, { active }));
  store.emit(active ? 'locations/activate' : 'locations/deactivate', location);
}

/** As the platform, only one that is closed. Items that lie there leave it first. */
export function deleteLocation(store: Ledger, id: number): void {
  if (requireLocation(store, id).active !== false) throw new StoreRefusal('INVALID', 'A location has to be deactivated before it is deleted.');
  for (const product of store.products.values()) {
    for (const variant of product.variants) variant.levels = variant.levels.filter(({ locationId }) => locationId !== id);
    store.saveProduct(product);
  }
  store.locations.delete(id);
  store.database.remove('location', id);
  store.emit('locations/delete', { id });
}

function requireLocation(store: Ledger, id: number): LocationRecord {
  const location = store.locations.get(id);
  if (!location) throw new StoreRefusal('NOT_FOUND', `There is no location ${id}.`);
  return location;
}

function save(store: Ledger, location: LocationRecord): void {
  store.locations.set(location.id, location);
  store.database.save('location', location.id, location);
}
