// A connected shop where the set of camera, card and bag is live on the cart page: in the app, in the store and in its theme.
import { writeGuardrails } from '#app/db/guardrails.ts';
import type { Guardrails } from '#app/domain/margin/guardrails.ts';
import { publishSets } from '#app/pipeline/publish/publish-sets.ts';
import { buildPlacement } from '#prisma/seed/builders.ts';
import type { StoreSeed } from '#sandbox/store/types.ts';
import { type ConnectedShop, openedShop } from './connected-shop.ts';
import { SHOP_ID } from './small-store.ts';
import { buildTripSet } from './small-store-sets.ts';

export async function tripShop(seed: () => StoreSeed, guardrails: Guardrails): Promise<{ shop: ConnectedShop; setId: string }> {
  const shop = await openedShop({ seed });
  const setId = await buildTripSet(SHOP_ID);
  await buildPlacement(SHOP_ID, 'cart_page');
  await writeGuardrails(SHOP_ID, guardrails, { at: new Date(), actor: 'test' });
  await publishSets(SHOP_ID, new Date());
  await shop.work();
  await fetch(`${shop.sandbox.storefrontUrl}/admin/themes/current/editor`, { method: 'POST', body: new URLSearchParams([['on', 'cart/complete-the-set']]), redirect: 'manual' });
  return { shop, setId };
}
