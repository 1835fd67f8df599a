import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { latestBackfill, saveStage, startBackfill, untouched } from '#app/db/backfills.ts';
import { pool, withTransaction } from '#app/db/pool.ts';
import { shopById } from '#app/db/shops.ts';
import { quietHours } from '#app/domain/workflow/gates/quiet-hours.ts';
import type { StepFacts } from '#app/domain/workflow/step-facts.ts';
import { activityChanges } from '#app/read/activity.ts';
import { backfillProgress } from '#app/read/backfill-progress.ts';
import { updateShop } from '#sandbox/store/shop.ts';
import { CARD, SHOP_ID } from '#test/support/small-store.ts';
import { type TopicShop, topicShop } from '#test/support/topic-shop.ts';

let shop: TopicShop;
beforeAll(async () => {
  shop = await topicShop();
});
afterAll(() => shop.stop());

const timezone = async () => (await shopById(SHOP_ID))!.timezone;

describe('shop/update', () => {
  it('moves the quiet hours of messages with the timezone', async () => {
    const noonInBerlin = new Date('2026-06-03T10:00:00Z');
    const gate = async () => quietHours({ timezone: await timezone() } as StepFacts, noonInBerlin);
    expect(await gate()).toBeNull();
    expect(await shop.told((store) => updateShop(store, { timezone: 'America/Los_Angeles' }))).toEqual(['shop/update']);
    expect(await gate()).toMatchObject({ kind: 'moved', reason: 'quiet_hours' });
    expect((await activityChanges(SHOP_ID)).changes[0]).toMatchObject({ event: 'shop_changed', detail: { changed: ['timezone'] } });
  });

  it('gives messages the new name and the new language', async () => {
    await shop.told((store) => updateShop(store, { name: 'Aurel & Söhne', locale: 'fr' }));
    expect(await shopById(SHOP_ID)).toMatchObject({ name: 'Aurel & Söhne', primaryLocale: 'fr' });
  });

  it('offers in the new currency, and reads anew what was kept in the old one', async () => {
    expect(await shop.refusal(CARD.product, { currency: 'USD' })).toBe('wrong_currency');
    const before = await backfillProgress(SHOP_ID);
    await shop.told((store) => updateShop(store, { currency: 'USD' }));
    expect(await shop.offered({ currency: 'USD' })).toEqual([CARD.product]);
    expect(await shop.refusal(CARD.product, { currency: 'EUR' })).toBe('wrong_currency');
    expect((await backfillProgress(SHOP_ID)).updatedAt!.getTime()).toBeGreaterThan(before.updatedAt!.getTime());
  });

  it('keeps every price and cost in the units of the new currency, also what webhooks told, and whatever a reading under way had read', async () => {
    const pricesAndCosts = async () => (await pool().query<{ price: bigint; cost: bigint | null }>(
      'SELECT v.price_minor AS price, i.unit_cost_minor AS cost FROM variants v JOIN inventory_items i USING (shop_id, inventory_item_id) WHERE shop_id = $1 ORDER BY variant_id', [SHOP_ID])).rows;
    await shop.told((store) => {
      store.updateVariant(CARD.variant, { price: '45.00' });
      store.setUnitCost(CARD.item, '12.00');
    });
    const inCents = await pricesAndCosts();
    expect(inCents.filter(({ price, cost }) => price === 4_500n && cost === 1_200n)).toHaveLength(1);
    const halfRead = await withTransaction((on) => startBackfill(SHOP_ID, new Date(), on));
    await saveStage(SHOP_ID, halfRead, { ...untouched('products'), state: 'done' }, new Date());
    await shop.told((store) => updateShop(store, { currency: 'KWD' }));
    expect(await pricesAndCosts()).toEqual(inCents.map(({ price, cost }) => ({ price: price * 10n, cost: cost && cost * 10n })));
    expect(await latestBackfill(SHOP_ID)).toMatchObject({ status: 'done' });
  });

  it('leaves no trace where nothing that is used has changed', async () => {
    const changes = (await activityChanges(SHOP_ID)).changes.length;
    await shop.told((store) => updateShop(store, {}));
    expect((await activityChanges(SHOP_ID)).changes.length).toBe(changes);
  });
});
