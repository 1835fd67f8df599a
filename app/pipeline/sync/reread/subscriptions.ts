// The subscriptions that this app made, all of them: most shops have none, so they are read whole.
import { gidNumber } from '#app/adapters/shopify/gid.ts';
import { SUBSCRIPTIONS, type SubscriptionNode } from '#app/adapters/shopify/operations/subscription.ts';
import type { PageOf } from '#app/adapters/shopify/operations/changed-since.ts';
import { withTransaction } from '#app/db/pool.ts';
import { endSubscriptions, type SubscriptionRow, upsertSubscriptions } from '#app/db/subscriptions.ts';
import type { Reread } from './reread-fact.ts';

export const rereadSubscriptions: Reread = async ({ shopId }, client, at) => {
  const rows: SubscriptionRow[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const { subscriptionContracts: page }: { subscriptionContracts: PageOf<SubscriptionNode> } = await client.run(SUBSCRIPTIONS, { after: after ?? null });
    rows.push(...page.nodes.map((node) => subscriptionRow(node, at)));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  }
  await withTransaction(async (on) => {
    await upsertSubscriptions(shopId, rows, on);
    await endSubscriptions(shopId, { only: null, kept: rows.map(({ contractId }) => contractId) }, at, on);
  });
};

/** @param readAt when the reading began */
export const subscriptionRow = ({ id, status, updatedAt, lastPaymentStatus, customer, lines }: SubscriptionNode, readAt: Date): SubscriptionRow => ({
  contractId: gidNumber(id),
  customerId: customer && gidNumber(customer.id),
  status,
  lastPayment: lastPaymentStatus,
  productIds: [...new Set(lines.nodes.flatMap(({ productId }) => (productId === null ? [] : [gidNumber(productId)])))],
  updatedAt: new Date(updatedAt),
  triggeredAt: readAt,
});
