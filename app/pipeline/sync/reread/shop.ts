// What the shop is called, its currency, zone, language and address. Prices and costs are kept in minor units of the shop's
// currency: where that changes, the store is read anew, from the beginning and over what webhooks told: that is in the old one.
import { SHOP } from '#app/adapters/shopify/operations/shop.ts';
import { recordChange } from '#app/db/changes.ts';
import { preferReadInventoryItems } from '#app/db/inventory.ts';
import { replaceMarketCurrencies } from '#app/db/market-currencies.ts';
import { withTransaction } from '#app/db/pool.ts';
import { preferReadProducts } from '#app/db/products.ts';
import { saveShopFacts } from '#app/db/shops.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { shopFacts } from '../../install/shop-facts.ts';
import { readPast } from '../backfill/retry-backfill.ts';
import type { Reread } from './reread-fact.ts';
import { ring } from './ring.ts';

export const rereadShop: Reread = async ({ shopId }, client, at) => {
  const now = shopFacts((await client.run(SHOP, {})).shop);
  await withTransaction(async (on) => {
    const before = await saveShopFacts(now, on);
    if (!before) return;
    const { name, currency, timezone, primaryLocale, storefrontUrl } = now;
    const after = { name, currency, timezone, primaryLocale, storefrontUrl };
    const changed = Object.entries(after).filter(([field, value]) => before[field as keyof typeof after] !== value).map(([field]) => field);
    await recordChange(shopId, { changedAt: at, actor: 'shopify', event: 'shop_changed', detail: { changed, before: Object.fromEntries(changed.map((field) => [field, before[field as keyof typeof after]])), after } }, on);
    if (before.currency !== currency) {
      await preferReadProducts(shopId, on);
      await preferReadInventoryItems(shopId, on);
      await readPast(shopId, at, on);
      // Rates were of the old one.
      await replaceMarketCurrencies(shopId, [], on);
      await ring(shopId, 'markets', on);
    }
    await enqueue(publishSets, { shopId: String(shopId) }, { client: on, jobKey: `publish-sets:${shopId}` });
  });
};
