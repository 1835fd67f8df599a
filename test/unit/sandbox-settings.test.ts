// The store's settings as the platform keeps them: what is for sale online, what a collection holds, what the picker shows.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pickable } from '#sandbox/admin-shell/resource-picker.ts';
import { createCollection, productsIn } from '#sandbox/store/collections.ts';
import { sellable, takeStock, totalAvailable } from '#sandbox/store/inventory.ts';
import { createLocation, deleteLocation, setActive, setFulfillsOnline } from '#sandbox/store/locations.ts';
import { openStore } from '#sandbox/store/open-store.ts';
import type { Store } from '#sandbox/store/store.ts';
import { CARD, LOCATION, smallStore } from '#test/support/small-store.ts';

let folder: string;
let store: Store;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'setwise-settings-'));
  store = await openStore(folder, () => smallStore());
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const card = () => store.requireInventoryItem(CARD.item).variant;

describe('a location', () => {
  it('that does not fulfil online orders keeps its stock and sells none of it online', () => {
    setFulfillsOnline(store, LOCATION, false);
    expect([sellable(store, card()), totalAvailable(card())]).toEqual([0, 40]);
    setFulfillsOnline(store, LOCATION, true);
    expect(sellable(store, card())).toBe(40);
  });

  it('that is closed gives nothing for an online order', () => {
    const shed = createLocation(store, 'Shed').id;
    store.setAvailable(CARD.item, shed, 5);
    setActive(store, shed, false);
    takeStock(store, card(), 3);
    expect(card().levels.find(({ locationId }) => locationId === shed)?.available).toBe(5);
    expect(sellable(store, card())).toBe(37);
  });

  it('is deleted only once it is closed, and takes its levels along', () => {
    expect(() => deleteLocation(store, LOCATION)).toThrow(/deactivated/);
    const shed = [...store.locations.values()].find(({ name }) => name === 'Shed')!.id;
    deleteLocation(store, shed);
    expect(card().levels.map(({ locationId }) => locationId)).toEqual([LOCATION]);
  });
});

describe('a collection', () => {
  it('holds what was chosen by hand, or everything with its tag', () => {
    const byHand = createCollection(store, 'By hand', { productIds: [CARD.product] });
    const travel = createCollection(store, 'Travel', { tag: 'travel' });
    expect([productsIn(store, byHand).length, productsIn(store, travel).length]).toEqual([1, 3]);
  });
});

describe('the resource picker', () => {
  it('finds products and collections by words of their titles, and has nothing else', () => {
    expect(pickable(store, 'product', 'card fast')).toEqual([{ id: `gid://shopify/Product/${CARD.product}`, title: 'Fast Card' }]);
    expect(pickable(store, 'collection', '')?.map(({ title }) => title)).toEqual(['By hand', 'Travel']);
    expect(pickable(store, 'customer', '')).toBeUndefined();
  });
});
