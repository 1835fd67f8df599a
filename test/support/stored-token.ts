// A shop's token, as an installation leaves it.
import { Session } from '@shopify/shopify-api';
import { shopify } from '#app/adapters/shopify/app.ts';

const HOUR_MS = 3_600_000;

/** After the double of the Admin API has started: the configuration is read by this. */
export async function storeToken(domain: string): Promise<void> {
  const session = new Session({ id: `offline_${domain}`, shop: domain, state: '', isOnline: false, accessToken: 'shpat_x', expires: new Date(Date.now() + HOUR_MS) });
  await shopify().sessionStorage?.storeSession(session);
}
