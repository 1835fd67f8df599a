// Stock and cost. A change of stock is also a change of the product, as Shopify counts it.
import type { Ledger } from './ledger.ts';
import { levelsOnline } from './locations.ts';
import { StoreRefusal } from './refusal.ts';
import { toMinor } from './money.ts';
import type { VariantRecord } from './types.ts';

/** @returns what can be bought online over the locations that sell there; Infinity when stock is not tracked or may be oversold */
export function sellable(store: Ledger, variant: VariantRecord): number {
  if (!variant.inventoryItem.tracked || variant.inventoryPolicy === 'CONTINUE') return Number.POSITIVE_INFINITY;
  return Math.max(0, availableOnline(store, variant));
}

export const availableOnline = (store: Ledger, variant: VariantRecord): number => levelsOnline(store, variant).reduce((sum, level) => sum + level.available, 0);

export const totalAvailable = (variant: VariantRecord): number => variant.levels.reduce((sum, level) => sum + level.available, 0);

export function setAvailable(store: Ledger, inventoryItemId: number, locationId: number, available: number): void {
  if (!Number.isInteger(available)) throw new StoreRefusal('INVALID', 'Available must be a whole number.');
  const { product, variant } = store.requireInventoryItem(inventoryItemId);
  if (!store.locations.has(locationId)) throw new StoreRefusal('NOT_FOUND', `There is no location ${locationId}.`);
  const updatedAt = store.clock.stamp();
  const level = variant.levels.find((one) => one.locationId === locationId);
  if (level) Object.assign(level, { available, updatedAt });
  else variant.levels.push({ locationId, available, updatedAt });
  store.emit(level ? 'inventory_levels/update' : 'inventory_levels/connect', { inventoryItemId, locationId, available, updatedAt });
  store.productChanged(product.id);
}

/** The item is no longer stocked there. */
export function disconnect(store: Ledger, inventoryItemId: number, locationId: number): void {
  const { product, variant } = store.requireInventoryItem(inventoryItemId);
  variant.levels = variant.levels.filter((level) => level.locationId !== locationId);
  store.emit('inventory_levels/disconnect', { inventoryItemId, locationId });
  store.productChanged(product.id);
}

export function setUnitCost(store: Ledger, inventoryItemId: number, unitCost: string | null): void {
  if (unitCost !== null) toMinor(unitCost);
  const { product, variant } = store.requireInventoryItem(inventoryItemId);
  variant.inventoryItem.unitCost = unitCost;
  variant.inventoryItem.updatedAt = store.clock.stamp();
  store.saveProduct(product);
  store.emit('inventory_items/update', variant);
}

/** Takes sold units from the locations in order; the last one goes below zero when overselling is allowed. */
export function takeStock(store: Ledger, variant: VariantRecord, quantity: number): void {
  if (!variant.inventoryItem.tracked) return;
  let left = quantity;
  const levels = levelsOnline(store, variant);
  for (const [index, level] of levels.entries()) {
    const taken = index === levels.length - 1 ? left : Math.min(left, Math.max(0, level.available));
    if (taken > 0) setAvailable(store, variant.inventoryItem.id, level.locationId, level.available - taken);
    left -= taken;
  }
}

export function putBack(store: Ledger, variant: VariantRecord, quantity: number, locationId: number): void {
  if (!variant.inventoryItem.tracked) return;
  const available = variant.levels.find((level) => level.locationId === locationId)?.available ?? 0;
  setAvailable(store, variant.inventoryItem.id, locationId, available + quantity);
}
