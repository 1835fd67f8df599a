// The shop itself: what it is called, its currency, zone, language and address.
import { operation } from '../admin-client.ts';

export interface ShopAnswer {
  shop: {
    id: string;
    name: string;
    myshopifyDomain: string;
    currencyCode: string;
    ianaTimezone: string;
    primaryDomain: { url: string; localization: { defaultLocale: string } | null };
  };
}

export const SHOP = operation<ShopAnswer>(`#graphql
  query Shop {
    shop {
      id
      name
      myshopifyDomain
      currencyCode
      ianaTimezone
      primaryDomain { url localization { defaultLocale } }
    }
  }`);
