import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { switchPlacement } from '#app/pipeline/decide/switch-placement.ts';
import { readThemeState } from '#app/pipeline/publish/read-theme-state.ts';
import { placesInTheme } from '#app/db/placements.ts';
import { activityChanges } from '#app/read/activity.ts';
import { publishTheme } from '#sandbox/store/themes.ts';
import { installTheme, readTemplate, writeTemplate } from '#sandbox/storefront/theme-files.ts';
import { DOMAIN } from '#test/support/connected-shop.ts';
import { SHOP_ID } from '#test/support/small-store.ts';
import { type TopicShop, topicShop } from '#test/support/topic-shop.ts';

let shop: TopicShop;
beforeAll(async () => {
  shop = await topicShop();
  for (const placement of ['cart_page', 'cart_drawer'] as const) await switchPlacement(SHOP_ID, placement, true, 'merchant', new Date());
  const cart = readTemplate(shop.store, 'cart');
  const section = cart.sections['cart-items']!;
  section.blocks = { ...section.blocks, ours: { type: 'shopify://apps/setwise/blocks/complete-the-set/1' } };
  section.block_order = [...(section.block_order ?? []), 'ours'];
  writeTemplate(shop.store, 'cart', cart);
  await shop.work();
});
afterAll(() => shop.stop());

describe('themes/publish', () => {
  it('tells the merchant at once of the places that the new theme does not show', async () => {
    expect((await readThemeState(DOMAIN)).cart_page.state).toBe('on');
    const topics = await shop.told((store) => {
      publishTheme(store, 'Fjord 2');
      installTheme(store);
    });
    expect(topics).toEqual(['themes/publish']);
    const [change] = (await activityChanges(SHOP_ID)).changes;
    // The drawer stood in neither.
    expect(change).toMatchObject({ event: 'theme_published', detail: { lost: ['cart_page'] } });
    expect(await placesInTheme(SHOP_ID)).toEqual([
      { placement: 'cart_drawer', enabled: true, inTheme: false },
      { placement: 'cart_page', enabled: true, inTheme: false },
    ]);
  });
});
