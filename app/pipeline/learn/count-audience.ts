// What deciding weighs beside the associations, counted anew every night and after learning: what comes back of each product
// and when it is bought again, what showing an offer changes, how the shop's customers buy, what tax its prices hold. A shop that fails is logged, keeps
// what was counted before, and is left to the next night.
import { log } from '#app/adapters/log.ts';
import { installedShops } from '#app/db/across-shops/installed-shops.ts';
import { countIncludedTax, countIncludedTaxAbroad } from '#app/db/included-tax.ts';
import { type Queryable, withTransaction } from '#app/db/pool.ts';
import { countProductStats } from '#app/db/product-stats.ts';
import { countShopAudience } from '#app/db/shop-audiences.ts';
import { countUplifts } from '#app/db/uplifts.ts';
import { daysBefore } from '#app/domain/days.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';

/** Two years hold a season twice, and what was sold before them says little of what is sold now. */
const SALES_DAYS = 730;
/** What an offer changed longer ago was another offer. */
const UPLIFT_DAYS = 180;
/** A rate that changed is the usual one in some weeks. */
const TAX_DAYS = 90;

export async function countAudience(now: Date): Promise<void> {
  for (const shopId of await installedShops()) await countAudienceOf(shopId, now);
}

export async function countAudienceOf(shopId: bigint, now: Date): Promise<void> {
  const daysAgo = (days: number) => daysBefore(now, days);
  try {
    await withTransaction((on) => countProductStats(shopId, daysAgo(SALES_DAYS), now, on));
    await withTransaction((on) => countUplifts(shopId, daysAgo(UPLIFT_DAYS), now, on));
    await withTransaction((on) => countShopAudience(shopId, now, on));
    await withTransaction((on) => countTaxOf(shopId, daysAgo(TAX_DAYS), on));
  } catch (error) {
    log().error({ shopId: String(shopId), error: (error as Error).message }, 'products and customers of a shop could not be counted');
  }
}

/** Margins are other ones then, and with them the discounts that were published. */
async function countTaxOf(shopId: bigint, since: Date, on: Queryable): Promise<void> {
  const [atHome, abroad] = [await countIncludedTax(shopId, since, on), await countIncludedTaxAbroad(shopId, since, on)];
  if (atHome || abroad) await enqueue(publishSets, { shopId: String(shopId) }, { client: on, jobKey: `publish-sets:${shopId}` });
}
