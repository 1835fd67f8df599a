import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pool } from '#app/db/pool.ts';
import { signedDelivery } from '#test/support/webhook-endpoint.ts';
import { DOMAIN } from '#test/support/connected-shop.ts';
import { BAG, CARD, LOCATION } from '#test/support/small-store.ts';
import { type TopicShop, topicShop } from '#test/support/topic-shop.ts';

let shop: TopicShop;
beforeAll(async () => {
  shop = await topicShop();
});
afterAll(() => shop.stop());
beforeEach(async () => {
  await shop.told((store) => store.setAvailable(CARD.item, LOCATION, 40));
  expect(await shop.offered()).toEqual([CARD.product]);
});

describe('inventory_levels/update', () => {
  it('takes what sold out out of the next decision, and brings it back', async () => {
    expect(await shop.told((store) => store.setAvailable(CARD.item, LOCATION, 0))).toContain('inventory_levels/update');
    expect(await shop.offered()).toEqual([BAG.product]);
    expect(await shop.refusal(CARD.product)).toBe('out_of_stock');

    await shop.told((store) => store.setAvailable(CARD.item, LOCATION, 1));
    expect(await shop.offered()).toEqual([CARD.product]);
  });
});

describe('inventory_levels/disconnect', () => {
  it('leaves nothing of what is no longer stocked anywhere to offer', async () => {
    expect(await shop.told((store) => store.disconnect(CARD.item, LOCATION))).toContain('inventory_levels/disconnect');
    expect(await shop.refusal(CARD.product)).toBe('out_of_stock');
  });

  it('is not undone by an update from before it that comes late', async () => {
    await shop.told((store) => store.disconnect(CARD.item, LOCATION));
    const payload = { inventory_item_id: CARD.item, location_id: LOCATION, available: 9, updated_at: '2026-05-01T10:00:00Z' };
    const sent = await fetch(shop.webhookUrl, signedDelivery({ topic: 'inventory_levels/update', shopDomain: DOMAIN, payload, triggeredAt: '2026-05-01T10:00:01Z' }));
    expect(sent.status).toBe(200);
    await shop.settle();
    expect(await shop.refusal(CARD.product)).toBe('out_of_stock');
  });

  it('comes to the same before the level was ever told', async () => {
    const place = 777;
    const told = (topic: string, payload: object, triggeredAt: string) => fetch(shop.webhookUrl, signedDelivery({ topic, shopDomain: DOMAIN, payload: { inventory_item_id: BAG.item, location_id: place, ...payload }, triggeredAt }));
    await told('inventory_levels/disconnect', {}, '2026-05-03T10:00:00.500Z');
    await told('inventory_levels/connect', { available: 5, updated_at: '2026-05-03T09:00:00Z' }, '2026-05-03T09:00:00.100Z');
    await shop.settle();
    const { rows } = await pool().query<{ gone: boolean }>('SELECT deleted_at IS NOT NULL AS gone FROM inventory_levels WHERE inventory_item_id = $1 AND location_id = $2', [BAG.item, place]);
    expect(rows).toEqual([{ gone: true }]);
  });
});

describe('inventory_levels/connect', () => {
  it('offers again what is stocked at a place anew', async () => {
    await shop.told((store) => store.disconnect(CARD.item, LOCATION));
    expect(await shop.offered()).toEqual([BAG.product]);
    expect(await shop.told((store) => store.setAvailable(CARD.item, LOCATION, 3))).toContain('inventory_levels/connect');
    expect(await shop.offered()).toEqual([CARD.product]);
  });
});

describe('inventory_items/update', () => {
  it('refuses what a new cost takes below the margin floor', async () => {
    expect(await shop.told((store) => store.setUnitCost(CARD.item, '48.00'))).toContain('inventory_items/update');
    expect(await shop.refusal(CARD.product)).toBe('below_margin_floor');
    await shop.told((store) => store.setUnitCost(CARD.item, '20.00'));
    expect(await shop.offered()).toEqual([CARD.product]);
  });
});
