// The lines of several refunds: a list's connection, which bulk queries do not take.
import { operation } from '../admin-client.ts';
import type { MoneyText } from './bulk-exports.ts';

export interface RefundNode {
  id: string;
  order: { id: string };
  refundLineItems: {
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: { quantity: number; lineItem: { id: string }; subtotalSet: MoneyText }[];
  };
}

const FIELDS = 'pageInfo { hasNextPage endCursor } nodes { quantity lineItem { id } subtotalSet { shopMoney { amount } } }';

/** As many as stay below the cost of one query (1,000) with pages this small: a refund rarely has more lines. */
export const REFUNDS_A_QUERY = 80;

export const REFUND_LINES = operation<{ nodes: (RefundNode | null)[] }, { ids: string[] }>(`#graphql
  query RefundLines($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Refund { id order { id } refundLineItems(first: 3) { ${FIELDS} } }
    }
  }`);

export const MORE_REFUND_LINES = operation<{ node: RefundNode | null }, { id: string; after: string | null }>(`#graphql
  query MoreRefundLines($id: ID!, $after: String) {
    node(id: $id) {
      ... on Refund { id order { id } refundLineItems(first: 100, after: $after) { ${FIELDS} } }
    }
  }`);
