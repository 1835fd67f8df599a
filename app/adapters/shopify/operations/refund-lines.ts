// The lines of several refunds, and what they paid back beyond them: a list's connections, which bulk queries do not take.
import { operation } from '../admin-client.ts';
import type { MoneyText } from './bulk-exports.ts';

export interface RefundNode {
  id: string;
  order: { id: string };
  refundLineItems: {
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: { quantity: number; lineItem: { id: string }; subtotalSet: MoneyText; totalTaxSet: MoneyText }[];
  };
}

/** With what it paid back for no line. A refund has one or two of each. */
export interface WholeRefundNode extends RefundNode {
  refundShippingLines: { nodes: { subtotalAmountSet: MoneyText; taxAmountSet: MoneyText }[] };
  orderAdjustments: { nodes: { amountSet: MoneyText; taxAmountSet: MoneyText }[] };
}

const FIELDS = 'pageInfo { hasNextPage endCursor } nodes { quantity lineItem { id } subtotalSet { shopMoney { amount } } totalTaxSet { shopMoney { amount } } }';
const AMOUNT = '{ shopMoney { amount } }';

/** As many as stay below the cost of one query (1,000) with pages this small: a refund rarely has more lines. */
export const REFUNDS_A_QUERY = 30;

export const REFUND_LINES = operation<{ nodes: (WholeRefundNode | null)[] }, { ids: string[] }>(`#graphql
  query RefundLines($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Refund { id order { id } refundLineItems(first: 3) { ${FIELDS} }
        refundShippingLines(first: 2) { nodes { subtotalAmountSet ${AMOUNT} taxAmountSet ${AMOUNT} } }
        orderAdjustments(first: 2) { nodes { amountSet ${AMOUNT} taxAmountSet ${AMOUNT} } } }
    }
  }`);

export const MORE_REFUND_LINES = operation<{ node: RefundNode | null }, { id: string; after: string | null }>(`#graphql
  query MoreRefundLines($id: ID!, $after: String) {
    node(id: $id) {
      ... on Refund { id order { id } refundLineItems(first: 100, after: $after) { ${FIELDS} } }
    }
  }`);
