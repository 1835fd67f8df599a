// Reads one subscription contract whole, after a webhook told that something happened to it.
import { adminClient } from '#app/adapters/shopify/admin-client.ts';
import { toGid } from '#app/adapters/shopify/gid.ts';
import { SUBSCRIPTION } from '#app/adapters/shopify/operations/subscription.ts';
import { shopById } from '#app/db/shops.ts';
import { endSubscriptions, upsertSubscriptions } from '#app/db/subscriptions.ts';
import { subscriptionRow } from './reread/subscriptions.ts';

export async function rereadSubscription(shopId: bigint, contractId: bigint, at: Date): Promise<void> {
  const shop = await shopById(shopId);
  if (!shop || shop.uninstalledAt) return;
  const { subscriptionContract: node } = await adminClient(shop.domain, 'background').run(SUBSCRIPTION, { id: toGid('SubscriptionContract', contractId) });
  if (node) await upsertSubscriptions(shopId, [subscriptionRow(node, at)]);
  else await endSubscriptions(shopId, { only: contractId, kept: [] }, at);
}
