// What a comparison with the store reads whole: what changed since a moment, page by page or in bulk, and what turned out
// to differ, by its ids. Pages are as small as what is there allows, since a query is paid for what it could bring; what does not fit on a page (variants, lines,
// places) is read on by itself. https://shopify.dev/docs/api/usage/rate-limits
import { operation } from '../admin-client.ts';
import {
  CUSTOMER_FIELDS, type CustomerNode, type InventoryItemNode, type InventoryLevelNode, LEVEL_FIELDS, ORDER_FIELDS, ORDER_LINE_FIELDS, type OrderLineNode, type OrderNode,
  PRODUCT_FIELDS, type ProductNode, VARIANT_FIELDS, type VariantNode,
} from './bulk-exports.ts';

export interface PageOf<Node> {
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** As many as there are, at most what a query may cost; a listing takes no filter. */
export type PageVariables = { first: number; filter?: string | null; after: string | null };

/** The filter of everything that changed at a moment or after it. */
export const updatedSince = (since: Date): string => `updated_at:>='${since.toISOString()}'`;

const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';
const query = (filter: string | null): string => (filter === null ? '' : `(query: ${JSON.stringify(filter)})`);

export type WholeProductNode = ProductNode & { variants: PageOf<VariantNode> };
const WHOLE_PRODUCT = `${PRODUCT_FIELDS} variants(first: 10) { ${PAGE_INFO} nodes { ${VARIANT_FIELDS} } }`;

export const CHANGED_PRODUCTS = operation<{ page: PageOf<WholeProductNode> }, PageVariables>(`#graphql
  query ChangedProducts($first: Int!, $filter: String, $after: String) {
    page: products(first: $first, after: $after, query: $filter, sortKey: ID) { ${PAGE_INFO} nodes { ${WHOLE_PRODUCT} } }
  }`);

export const changedProductsInBulk = (filter: string | null): string => `query ChangedProducts {
  products${query(filter)} { edges { node { ${PRODUCT_FIELDS} variants { edges { node { ${VARIANT_FIELDS} } } } } } }
}`;

export const COUNT_PRODUCTS = operation<{ count: { count: number } | null }, { filter: string | null }>(`#graphql
  query CountProducts($filter: String) { count: productsCount(query: $filter) { count } }`);

export const PRODUCTS_BY_ID = operation<{ nodes: (WholeProductNode | null)[] }, { ids: string[] }>(`#graphql
  query ProductsById($ids: [ID!]!) { nodes(ids: $ids) { ... on Product { ${WHOLE_PRODUCT} } } }`);

export const MORE_VARIANTS = operation<{ parent: { more: PageOf<VariantNode> } | null }, { id: string; after: string | null }>(`#graphql
  query MoreVariants($id: ID!, $after: String) {
    parent: product(id: $id) { more: variants(first: 250, after: $after) { ${PAGE_INFO} nodes { ${VARIANT_FIELDS} } } }
  }`);

export type WholeItemNode = InventoryItemNode & { inventoryLevels: PageOf<InventoryLevelNode> };

export const ITEMS_BY_ID = operation<{ nodes: (WholeItemNode | null)[] }, { ids: string[] }>(`#graphql
  query ItemsById($ids: [ID!]!) {
    nodes(ids: $ids) { ... on InventoryItem { id tracked updatedAt unitCost { amount } inventoryLevels(first: 20) { ${PAGE_INFO} nodes { ${LEVEL_FIELDS} } } } }
  }`);

export const MORE_LEVELS = operation<{ parent: { more: PageOf<InventoryLevelNode> } | null }, { id: string; after: string | null }>(`#graphql
  query MoreLevels($id: ID!, $after: String) {
    parent: inventoryItem(id: $id) { more: inventoryLevels(first: 100, after: $after) { ${PAGE_INFO} nodes { ${LEVEL_FIELDS} } } }
  }`);

export const CHANGED_CUSTOMERS = operation<{ page: PageOf<CustomerNode> }, PageVariables>(`#graphql
  query ChangedCustomers($first: Int!, $filter: String, $after: String) {
    page: customers(first: $first, after: $after, query: $filter, sortKey: ID) { ${PAGE_INFO} nodes { ${CUSTOMER_FIELDS} } }
  }`);

export const changedCustomersInBulk = (filter: string | null): string => `query ChangedCustomers { customers${query(filter)} { edges { node { ${CUSTOMER_FIELDS} } } } }`;

export const COUNT_CUSTOMERS = operation<{ count: { count: number } | null }, { filter: string | null }>(`#graphql
  query CountCustomers($filter: String) { count: customersCount(query: $filter) { count } }`);

export const CUSTOMERS_BY_ID = operation<{ nodes: (CustomerNode | null)[] }, { ids: string[] }>(`#graphql
  query CustomersById($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { ${CUSTOMER_FIELDS} } } }`);

export type WholeOrderNode = OrderNode & { lineItems: PageOf<OrderLineNode> };
const WHOLE_ORDER = `${ORDER_FIELDS} lineItems(first: 6) { ${PAGE_INFO} nodes { ${ORDER_LINE_FIELDS} } }`;

export const CHANGED_ORDERS = operation<{ page: PageOf<WholeOrderNode> }, PageVariables>(`#graphql
  query ChangedOrders($first: Int!, $filter: String, $after: String) {
    page: orders(first: $first, after: $after, query: $filter, sortKey: ID) { ${PAGE_INFO} nodes { ${WHOLE_ORDER} } }
  }`);

export const changedOrdersInBulk = (filter: string | null): string => `query ChangedOrders {
  orders${query(filter)} { edges { node { ${ORDER_FIELDS} lineItems { edges { node { ${ORDER_LINE_FIELDS} } } } } } }
}`;

export const COUNT_ORDERS = operation<{ count: { count: number } | null }, { filter: string | null }>(`#graphql
  query CountOrders($filter: String) { count: ordersCount(query: $filter) { count } }`);

export const ORDERS_BY_ID = operation<{ nodes: (WholeOrderNode | null)[] }, { ids: string[] }>(`#graphql
  query OrdersById($ids: [ID!]!) { nodes(ids: $ids) { ... on Order { ${WHOLE_ORDER} } } }`);

export const MORE_LINES = operation<{ parent: { more: PageOf<OrderLineNode> } | null }, { id: string; after: string | null }>(`#graphql
  query MoreLines($id: ID!, $after: String) {
    parent: order(id: $id) { more: lineItems(first: 50, after: $after) { ${PAGE_INFO} nodes { ${ORDER_LINE_FIELDS} } } }
  }`);
