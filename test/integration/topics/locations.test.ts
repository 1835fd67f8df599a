import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '#app/adapters/shopify/scopes.ts';
import { activityChanges } from '#app/read/activity.ts';
import { createLocation, deleteLocation, setActive, setFulfillsOnline } from '#sandbox/store/locations.ts';
import { BAG, CARD, LOCATION, SHOP_ID } from '#test/support/small-store.ts';
import { type TopicShop, topicShop } from '#test/support/topic-shop.ts';

let shop: TopicShop;
beforeAll(async () => {
  shop = await topicShop();
});
afterAll(() => shop.stop());

/** The card lies only at the place that the tests open and close. */
async function cardOnlyAt(locationId: number): Promise<void> {
  await shop.told((store) => {
    for (const level of [...store.requireInventoryItem(CARD.item).variant.levels]) store.disconnect(CARD.item, level.locationId);
    store.setAvailable(CARD.item, locationId, 12);
  });
}

describe('locations/create', () => {
  it('offers what lies at a new place that fulfils online orders, and nothing of one that does not', async () => {
    let [shed, attic] = [0, 0];
    const topics = await shop.told((store) => {
      shed = createLocation(store, 'Shed').id;
      attic = createLocation(store, 'Attic', false).id;
    });
    expect(topics).toEqual(['locations/create']);
    await cardOnlyAt(shed);
    expect(await shop.offered()).toEqual([CARD.product]);
    await cardOnlyAt(attic);
    expect(await shop.refusal(CARD.product)).toBe('out_of_stock');
    await cardOnlyAt(LOCATION);
  });
});

describe('locations/update', () => {
  it('sells out at once what lies where online orders are no longer fulfilled, and says so', async () => {
    expect(await shop.told((store) => setFulfillsOnline(store, LOCATION, false))).toEqual(['locations/update']);
    expect(await shop.refusal(CARD.product)).toBe('out_of_stock');
    expect((await activityChanges(SHOP_ID)).changes[0]).toMatchObject({ event: 'location_stopped_selling', detail: { name: 'Berlin' } });

    await shop.told((store) => setFulfillsOnline(store, LOCATION, true));
    expect(await shop.offered()).toEqual([CARD.product]);
  });
});

describe('locations/deactivate and locations/activate', () => {
  it('sell nothing from a place that is closed, until it is open again', async () => {
    expect(await shop.told((store) => setActive(store, LOCATION, false))).toEqual(['locations/deactivate']);
    expect([await shop.refusal(CARD.product), await shop.refusal(BAG.product)]).toEqual(['out_of_stock', 'out_of_stock']);
    expect(await shop.told((store) => setActive(store, LOCATION, true))).toEqual(['locations/activate']);
    expect(await shop.offered()).toEqual([CARD.product]);
  });
});

describe('locations/delete', () => {
  it('counts nothing of a place that is gone, though no item was said to leave it', async () => {
    let pier = 0;
    await shop.told((store) => {
      pier = createLocation(store, 'Pier').id;
    });
    await cardOnlyAt(pier);
    expect(await shop.offered()).toEqual([CARD.product]);
    const topics = await shop.told((store) => {
      setActive(store, pier, false);
      deleteLocation(store, pier);
    });
    expect(topics).toContain('locations/delete');
    expect(await shop.refusal(CARD.product)).toBe('out_of_stock');
  });
});

describe('a scope that was not granted', () => {
  it('leaves what is known as it is, and is made good once it is granted', async () => {
    const without = SCOPES.filter((scope) => scope !== 'read_locations');
    await shop.told((store) => store.install(without));
    await cardOnlyAt(LOCATION);
    await shop.told((store) => setFulfillsOnline(store, LOCATION, false));
    expect(await shop.offered()).toEqual([CARD.product]);
    expect(await shop.told((store) => store.install(SCOPES))).toContain('app/scopes_update');
    expect(await shop.refusal(CARD.product)).toBe('out_of_stock');
  });
});
