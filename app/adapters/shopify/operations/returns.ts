// Returns, whole: webhooks tell of them in part.
import { operation } from '../admin-client.ts';

export interface ReturnNode {
  id: string;
  status: 'REQUESTED' | 'OPEN' | 'CLOSED' | 'DECLINED' | 'CANCELED';
  createdAt: string;
  requestApprovedAt: string | null;
  closedAt: string | null;
  order: { id: string };
  returnLineItems: {
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: {
      id: string;
      quantity: number;
      /** Absent: something that is in no parcel of the order. */
      fulfillmentLineItem?: { lineItem: { id: string } };
    }[];
  };
}

const LINES = `pageInfo { hasNextPage endCursor } nodes { id quantity
          ... on ReturnLineItem { fulfillmentLineItem { lineItem { id } } } }`;

/** As many as stay below the cost of one query (1,000). */
export const RETURNS_A_QUERY = 20;

export const RETURNS_BY_ID = operation<{ nodes: (ReturnNode | null)[] }, { ids: string[] }>(`#graphql
  query ReturnsById($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Return { id status createdAt requestApprovedAt closedAt order { id } returnLineItems(first: 10) { ${LINES} } }
    }
  }`);

export interface ReturnsOfOrdersAnswer {
  orders: { pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: { returns: { nodes: { id: string }[] } }[] };
}

/** Of orders that changed: which returns they have. */
export const RETURNS_OF_ORDERS = operation<ReturnsOfOrdersAnswer, { filter: string; after: string | null }>(`#graphql
  query ReturnsOfOrders($filter: String!, $after: String) {
    orders(first: 50, after: $after, query: $filter, sortKey: ID) { pageInfo { hasNextPage endCursor } nodes { returns(first: 10) { nodes { id } } } }
  }`);

export const MORE_RETURN_LINES = operation<{ return: ReturnNode | null }, { id: string; after: string | null }>(`#graphql
  query MoreReturnLines($id: ID!, $after: String) {
    return(id: $id) { id status createdAt requestApprovedAt closedAt order { id } returnLineItems(first: 50, after: $after) { ${LINES} } }
  }`);
