// Whose account it is: the shop's.
import type { KlaviyoAccount } from '../account.ts';
import { answer, BURST, type Call, type Endpoint, type Resource, withFields } from './endpoint.ts';

function accountResource({ store }: KlaviyoAccount, base: string): Resource {
  const { shop } = store;
  const id = publicKey(shop.id);
  return {
    type: 'account', id,
    attributes: {
      test_account: true,
      contact_information: {
        default_sender_name: shop.name, default_sender_email: shop.email, website_url: `https://${shop.domain}`, organization_name: shop.name,
        street_address: { address1: null, address2: null, city: null, region: null, country: null, zip: null },
      },
      industry: null, timezone: shop.timezone, preferred_currency: shop.currency, public_api_key: id, locale: shop.locale,
    },
    links: { self: `${base}/api/accounts/${id}/` },
  };
}

/** Six signs, as Klaviyo's site ids are. */
const publicKey = (shopId: number): string => shopId.toString(36).toUpperCase().padStart(6, 'K').slice(-6);

export const accountEndpoints: readonly Endpoint[] = [{
  operation: 'get_accounts', method: 'GET', path: '/api/accounts', scopes: ['accounts:read'], limit: BURST.s, query: ['fields[account]'],
  handle: ({ account, base, query }: Call) => answer({ data: [withFields(accountResource(account, base), query)], links: { self: `${base}/api/accounts` } }),
}];
