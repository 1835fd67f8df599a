// app/scopes_update: what the merchant granted has changed. Orders that were withheld until now are read, and learned from.
import type { z } from 'zod';
import type { scopesUpdatePayload } from '#app/contract/webhooks/app.ts';
import { shopById } from '#app/db/shops.ts';
import { isPastWithheld } from '#app/domain/association/withheld-past.ts';
import { updateScopes } from '../../install/scopes.ts';
import { readPast } from '../backfill/retry-backfill.ts';
import { type Apply, eachOf } from './delivery.ts';

export const applyScopes: Apply<z.infer<typeof scopesUpdatePayload>> = eachOf(async ({ current }, { shop, triggeredAt, on }) => {
  const before = await shopById(shop.shopId, on);
  await updateScopes(shop.shopId, current, triggeredAt, on);
  if (before && isPastWithheld(before.scopes) && !isPastWithheld(current.join(','))) await readPast(shop.shopId, triggeredAt, on);
});
