// What was approved goes out to the store, and what is no longer approved comes back: only differences to what was last
// written. Nothing is out while every placement is off.
import { createHash } from 'node:crypto';
import { adminClient } from '#app/adapters/shopify/admin-client.ts';
import { recordChange } from '#app/db/changes.ts';
import { marginPolicyOf } from '#app/db/margin-policy.ts';
import { marketCurrenciesOf } from '#app/db/market-currencies.ts';
import { hasMarketsAtHome, lacksMarketPrices } from '#app/db/market-prices.ts';
import { loadedRules } from '#app/db/offer-rules.ts';
import { placementsOf } from '#app/db/placements.ts';
import { pool } from '#app/db/pool.ts';
import { approvedSets, publications } from '#app/db/publications.ts';
import { type ShopRow, shopById } from '#app/db/shops.ts';
import { dateIn, dayIn } from '#app/domain/catalog/day-of-year.ts';
import { currenciesAbroad } from '#app/domain/market/market-currency.ts';
import { withoutPrice } from '#app/domain/offer/offer-terms.ts';
import { holdsOn } from '#app/domain/set/conditions.ts';
import { ring } from '../sync/reread/ring.ts';
import { ensurePixel, PIXEL } from './behavior-pixel.ts';
import { type DesiredMetafield, desiredMetafields, type TestedPrice } from './desired-metafields.ts';
import { DEFINITIONS, ensureDefinitions } from './metafield-definitions.ts';
import { INSTALLATION, publishExperiments } from './publish-experiments.ts';
import { combineAsAllowed, combineNoMore } from './combine.ts';
import { publishableTests } from './publishable-tests.ts';
import { ensureSetDiscount, removeSetDiscount } from './set-discount.ts';
import { watchDiscounts } from './watch-discounts.ts';
import { deleteMetafields, writeMetafields } from './write-metafields.ts';

export interface Published {
  written: number;
  deleted: number;
  /** Metafields that the store had already as they should be. */
  unchanged: number;
}

/** @throws AppError from Shopify; what went out until then is noted, so that the next run goes on */
export async function publishSets(shopId: bigint, now: Date): Promise<Published> {
  const shop = await shopById(shopId);
  if (!shop || shop.uninstalledAt) return { written: 0, deleted: 0, unchanged: 0 };
  const client = adminClient(shop.domain, 'background');
  const known = await publications(shopId);
  await combineNoMore(shop, client, now);
  const tests = await publishableTests(shopId, now);
  const desired = await desiredNow(shop, tests.prices, now);

  const hashOf = new Map(known.map((row) => [`${row.ownerId} ${row.key}`, row.valueHash]));
  const hashed = desired.map((metafield) => ({ ...metafield, valueHash: hash(metafield) }));
  const changed = hashed.filter((metafield) => hashOf.get(`${metafield.ownerId} ${metafield.key}`) !== metafield.valueHash);
  const isFirstOut = changed.some(({ ownerId, key }) => !hashOf.has(`${ownerId} ${key}`));
  const wanted = new Set(desired.map((metafield) => `${metafield.ownerId} ${metafield.key}`));
  const gone = known.filter((row) => ![DEFINITIONS, INSTALLATION, PIXEL].includes(row.ownerId) && !wanted.has(`${row.ownerId} ${row.key}`));

  if (desired.length > 0) {
    await ensureDefinitions(shopId, client, known, now);
    await ensureSetDiscount(shop, client, now);
  }
  await publishExperiments(shopId, client, known, tests.running, now);
  const written = await writeMetafields(shopId, client, changed, now);
  const deleted = await deleteMetafields(shopId, client, gone);
  if (desired.length === 0) await removeSetDiscount(shop, client);
  else await combineAsAllowed(shopId, client);
  await ensurePixel(shopId, client, known, now);
  await tests.settle();

  const published = { written, deleted, unchanged: desired.length - changed.length };
  // What came into a set, or whose price moved, is priced in the markets next; where that is otherwise than known, it is published again.
  if ((await lacksMarketPrices(shopId)) || (isFirstOut && (await hasMarketsAtHome(shopId)))) await ring(shopId, 'market_prices', pool());
  if (written + deleted > 0) await recordChange(shopId, { changedAt: now, actor: 'setwise', event: 'sets_published', detail: { ...published } });
  return published;
}

/** Sets whose days hold. A set discount that somebody stopped by hand is not promised: they go out without. */
async function desiredNow({ shopId, discountStopped, currency, timezone, primaryLocale }: ShopRow, tested: readonly TestedPrice[], now: Date): Promise<DesiredMetafield[]> {
  if (!Object.values(await placementsOf(shopId)).some(Boolean)) return [];
  const [{ sets: approved, products }, policy, markets, rules] = await Promise.all([approvedSets(shopId), marginPolicyOf(shopId), marketCurrenciesOf(shopId), loadedRules(shopId)]);
  const sets = approved.filter((set) => holdsOn(set, { date: dateIn(timezone, now), today: dayIn(timezone, now) }));
  await watchDiscounts(shopId, discountStopped ? [] : sets, products, policy, now);
  return desiredMetafields(discountStopped ? sets.map((set) => ({ ...set, terms: withoutPrice(set.terms) })) : sets, products, policy, currency, now, currenciesAbroad(markets, currency), rules, primaryLocale, discountStopped ? [] : tested);
}

const hash = ({ type, value }: DesiredMetafield): string => createHash('sha256').update(`${type}\n${value}`).digest('base64url');
