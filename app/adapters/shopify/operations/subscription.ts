// Subscription contracts: what each holds and how its last payment went. Shopify shows an app its own only.
import { operation } from '../admin-client.ts';
import type { PageOf } from './changed-since.ts';

export interface SubscriptionNode {
  id: string;
  status: string;
  updatedAt: string;
  lastPaymentStatus: string | null;
  customer: { id: string } | null;
  lines: PageOf<{ productId: string | null }>;
}

const CONTRACT = 'id status updatedAt lastPaymentStatus customer { id } lines(first: 50) { pageInfo { hasNextPage endCursor } nodes { productId } }';

export const SUBSCRIPTION = operation<{ subscriptionContract: SubscriptionNode | null }, { id: string }>(`#graphql
  query Subscription($id: ID!) { subscriptionContract(id: $id) { ${CONTRACT} } }`);

export const SUBSCRIPTIONS = operation<{ subscriptionContracts: PageOf<SubscriptionNode> }, { after: string | null }>(`#graphql
  query Subscriptions($after: String) { subscriptionContracts(first: 10, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${CONTRACT} } } }`);
