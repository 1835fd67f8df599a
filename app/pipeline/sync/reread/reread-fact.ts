// Reads one fact of a store anew, whole. A shop that is gone has none.
import { log } from '#app/adapters/log.ts';
import { adminClient, type AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { type ShopRow, shopById } from '#app/db/shops.ts';
import { AppError } from '#app/domain/app-error.ts';
import type { RereadFact } from '#app/jobs/definitions/reread-fact.ts';
import { rereadCollections } from './collections.ts';
import { rereadDiscounts } from './discounts.ts';
import { rereadLocations } from './locations.ts';
import { rereadMarketPrices } from './market-prices.ts';
import { rereadMarkets } from './markets.ts';
import { rereadMetafields } from './metafields.ts';
import { rereadReturns } from './returns.ts';
import { rereadShop } from './shop.ts';
import { rereadSubscriptions } from './subscriptions.ts';

export type Reread = (shop: ShopRow, client: AdminClient, at: Date) => Promise<void>;

const REREAD: Record<RereadFact, Reread> = { locations: rereadLocations, markets: rereadMarkets, market_prices: rereadMarketPrices, collections: rereadCollections, metafields: rereadMetafields, subscriptions: rereadSubscriptions, returns: rereadReturns, discounts: rereadDiscounts, shop: rereadShop };

/** @throws AppError try_later. What the shop has not granted (yet) stays as it is known */
export async function rereadFact(shopId: bigint, fact: RereadFact, at: Date): Promise<void> {
  const shop = await shopById(shopId);
  if (!shop || shop.uninstalledAt) return;
  try {
    await REREAD[fact](shop, adminClient(shop.domain, 'background'), at);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'refused') throw error;
    log().warn({ shop: shop.domain, fact, error: error.message }, 'Shopify does not let us read a fact');
  }
}
