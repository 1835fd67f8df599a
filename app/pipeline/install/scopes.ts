// app/scopes_update: what the merchant granted has changed. What could not be read before is read now.
import { recordChange } from '#app/db/changes.ts';
import type { Queryable } from '#app/db/pool.ts';
import { saveScopes, shopById } from '#app/db/shops.ts';
import { rereadFacts } from './reread-facts.ts';

export async function updateScopes(shopId: bigint, current: readonly string[], at: Date, on: Queryable): Promise<void> {
  const before = await shopById(shopId, on);
  const after = current.join(',');
  if (!before || before.scopes === after) return;
  await saveScopes(shopId, after, on);
  await rereadFacts(shopId, on);
  await recordChange(shopId, { changedAt: at, actor: 'shopify', event: 'scopes_changed', detail: { before: before.scopes, after } }, on);
}
