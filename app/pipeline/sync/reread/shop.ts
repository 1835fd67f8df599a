// What the shop is called, its currency, zone, language and address. Prices and costs are kept in minor units of the shop's
// currency: where that changes, the store's past is read anew.
import { SHOP } from '#app/adapters/shopify/operations/shop.ts';
import { recordChange } from '#app/db/changes.ts';
import { withTransaction } from '#app/db/pool.ts';
import { saveShopFacts } from '#app/db/shops.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { shopFacts } from '../../install/shop-facts.ts';
import { readPastAgain } from '../backfill/retry-backfill.ts';
import type { Reread } from './reread-fact.ts';

export const rereadShop: Reread = async ({ shopId }, client, at) => {
  const now = shopFacts((await client.run(SHOP, {})).shop);
  await withTransaction(async (on) => {
    const before = await saveShopFacts(now, on);
    if (!before) return;
    const { name, currency, timezone, primaryLocale, storefrontUrl } = now;
    const after = { name, currency, timezone, primaryLocale, storefrontUrl };
    const changed = Object.entries(after).filter(([field, value]) => before[field as keyof typeof after] !== value).map(([field]) => field);
    await recordChange(shopId, { changedAt: at, actor: 'shopify', event: 'shop_changed', detail: { changed, before: Object.fromEntries(changed.map((field) => [field, before[field as keyof typeof after]])), after } }, on);
    if (before.currency !== currency) await readPastAgain(shopId, at, on);
    await enqueue(publishSets, { shopId: String(shopId) }, { client: on, jobKey: `publish-sets:${shopId}` });
  });
};
