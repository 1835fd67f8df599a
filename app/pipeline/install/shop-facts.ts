// What Shopify says of a shop, in our words.
import { gidNumber } from '#app/adapters/shopify/gid.ts';
import type { ShopAnswer } from '#app/adapters/shopify/operations/shop.ts';
import type { ShopFacts } from '#app/db/shops.ts';

export function shopFacts({ id, name, currencyCode, ianaTimezone, primaryDomain }: ShopAnswer['shop']): Omit<ShopFacts, 'domain' | 'scopes'> {
  return {
    shopId: gidNumber(id),
    name,
    currency: currencyCode,
    timezone: ianaTimezone,
    primaryLocale: primaryDomain.localization?.defaultLocale ?? 'en',
    storefrontUrl: primaryDomain.url.replace(/\/$/, ''),
  };
}
