// A theme was published. What stood in the one before may be missing from it, so that a place is on in Setwise and shoppers
// see nothing there: the merchant is told at once, not by a week without offers.
import { recordChange } from '#app/db/changes.ts';
import { placesInTheme } from '#app/db/placements.ts';
import { withTransaction } from '#app/db/pool.ts';
import { shopById } from '#app/db/shops.ts';
import { lookAtTheme } from './read-theme-state.ts';

export async function readNewTheme(shopId: bigint, now: Date): Promise<void> {
  const shop = await shopById(shopId);
  if (!shop || shop.uninstalledAt) return;
  await withTransaction(async (on) => {
    const before = await placesInTheme(shopId, on);
    const states = await lookAtTheme(shop, on);
    const lost = before.filter(({ placement, enabled, inTheme }) => enabled && inTheme !== false && states[placement] === 'off').map(({ placement }) => placement);
    if (before.some(({ enabled }) => enabled)) await recordChange(shopId, { changedAt: now, actor: 'shopify', event: 'theme_published', detail: { lost } }, on);
  });
}
