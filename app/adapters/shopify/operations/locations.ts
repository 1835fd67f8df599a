// Every location of a shop, closed ones too: which of its stock is for sale online.
import { operation } from '../admin-client.ts';

export interface LocationNode {
  id: string;
  name: string;
  isActive: boolean;
  fulfillsOnlineOrders: boolean;
}

export interface LocationsAnswer {
  locations: { nodes: LocationNode[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}

export const LOCATIONS = operation<LocationsAnswer, { after: string | null }>(`#graphql
  query Locations($after: String) {
    locations(first: 100, after: $after, includeInactive: true, includeLegacy: true) {
      pageInfo { hasNextPage endCursor }
      nodes { id name isActive fulfillsOnlineOrders }
    }
  }`);
