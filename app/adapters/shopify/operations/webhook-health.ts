// The last things that happened in a store: whoever was not told of them is no longer told of anything.
import { operation } from '../admin-client.ts';
import type { VersionNode } from './ids.ts';

export interface LatestChangesAnswer {
  orders: { nodes: VersionNode[] };
  products: { nodes: VersionNode[] };
}

export const LATEST_CHANGES = operation<LatestChangesAnswer, { filter: string }>(`#graphql
  query LatestChanges($filter: String!) {
    orders(first: 3, sortKey: UPDATED_AT, reverse: true, query: $filter) { nodes { id updatedAt } }
    products(first: 3, sortKey: UPDATED_AT, reverse: true, query: $filter) { nodes { id updatedAt } }
  }`);
