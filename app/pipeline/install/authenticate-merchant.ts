// Who is asking, for every page of the admin: the session token's shop and person. A shop that is not registered (it just
// arrived, came back, or an earlier attempt failed half-way) is registered here, so that a page never meets a shop
// without a row.
import { now } from '#app/adapters/clock/clock.ts';
import { authenticate } from '#app/adapters/shopify/app.ts';
import { type ShopRow, shopByDomain } from '#app/db/shops.ts';
import { registerShop } from './register-shop.ts';

export interface Merchant {
  shop: ShopRow;
  /** The person's subject id of the session token, for the change log. */
  actor: string;
  /** Business time of the request, for the verb that it calls. */
  at: Date;
}

/** @throws Response that the route must let through: it brings App Bridge, and with it a token */
export async function authenticateMerchant(request: Request): Promise<Merchant> {
  const { session, sessionToken } = await authenticate.admin(request);
  const at = now();
  const known = await shopByDomain(session.shop);
  const shop = known && !known.uninstalledAt ? known : await registerShop(session.shop, at);
  return { shop, actor: sessionToken?.sub ?? 'merchant', at };
}
