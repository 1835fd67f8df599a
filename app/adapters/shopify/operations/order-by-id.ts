// One order whole, for when its webhook lags: its lines page by page.
import { operation } from '../admin-client.ts';
import { ORDER_FIELDS, ORDER_LINE_FIELDS, type OrderLineNode, type OrderNode } from './bulk-exports.ts';

export interface OrderByIdAnswer {
  order: (Omit<OrderNode, 'customer'> & {
    customer: { id: string; locale: string; defaultAddress: { countryCodeV2: string | null } | null } | null;
    lineItems: { pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: OrderLineNode[] };
  }) | null;
}

export const ORDER_BY_ID = operation<OrderByIdAnswer, { id: string; after: string | null }>(`#graphql
  query OrderById($id: ID!, $after: String) {
    order(id: $id) {
      ${ORDER_FIELDS.replace('customer { id }', 'customer { id locale defaultAddress { countryCodeV2 } }')}
      lineItems(first: 50, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${ORDER_LINE_FIELDS} } }
    }
  }`);
