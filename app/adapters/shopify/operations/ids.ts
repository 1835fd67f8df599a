// Everything the store has, by id and version only: what is missing here, and what is here and no longer there.
import { operation } from '../admin-client.ts';
import type { PageOf, PageVariables } from './changed-since.ts';

const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';

export interface VersionNode {
  id: string;
  updatedAt: string;
}

export const PRODUCT_IDS = operation<{ page: PageOf<VersionNode> }, PageVariables>(`#graphql
  query ProductIds($first: Int!, $after: String) { page: products(first: $first, after: $after, sortKey: ID) { ${PAGE_INFO} nodes { id updatedAt } } }`);

export const productIdsInBulk = (): string => 'query ProductIds { products { edges { node { id updatedAt } } } }';

export type VariantIdNode = VersionNode & { product: { id: string } };

export const VARIANT_IDS = operation<{ page: PageOf<VariantIdNode> }, PageVariables>(`#graphql
  query VariantIds($first: Int!, $after: String) { page: productVariants(first: $first, after: $after, sortKey: ID) { ${PAGE_INFO} nodes { id updatedAt product { id } } } }`);

export const variantIdsInBulk = (): string => 'query VariantIds { productVariants { edges { node { id updatedAt product { id } } } } }';

/** Of items too: there is one for each variant, and no count of their own. */
export const COUNT_VARIANTS = operation<{ count: { count: number } | null }, { filter: string | null }>(`#graphql
  query CountVariants($filter: String) { count: productVariantsCount(query: $filter) { count } }`);

export type LevelIdNode = VersionNode & { location: { id: string } };
export type ItemIdNode = VersionNode & { inventoryLevels: PageOf<LevelIdNode> };
const LEVEL_ID = 'id updatedAt location { id }';

export const INVENTORY_IDS = operation<{ page: PageOf<ItemIdNode> }, PageVariables>(`#graphql
  query InventoryIds($first: Int!, $after: String) {
    page: inventoryItems(first: $first, after: $after) { ${PAGE_INFO} nodes { id updatedAt inventoryLevels(first: 10) { ${PAGE_INFO} nodes { ${LEVEL_ID} } } } }
  }`);

export const inventoryIdsInBulk = (): string =>
  `query InventoryIds { inventoryItems { edges { node { id updatedAt inventoryLevels { edges { node { ${LEVEL_ID} } } } } } } }`;

export const MORE_LEVEL_IDS = operation<{ parent: { more: PageOf<LevelIdNode> } | null }, { id: string; after: string | null }>(`#graphql
  query MoreLevelIds($id: ID!, $after: String) {
    parent: inventoryItem(id: $id) { more: inventoryLevels(first: 100, after: $after) { ${PAGE_INFO} nodes { ${LEVEL_ID} } } }
  }`);

export const CUSTOMER_IDS = operation<{ page: PageOf<VersionNode> }, PageVariables>(`#graphql
  query CustomerIds($first: Int!, $after: String) { page: customers(first: $first, after: $after, sortKey: ID) { ${PAGE_INFO} nodes { id updatedAt } } }`);

export const customerIdsInBulk = (): string => 'query CustomerIds { customers { edges { node { id updatedAt } } } }';

/** With what happens to an order without its version telling. */
export type OrderIdNode = VersionNode & { refunds: { id: string }[]; fulfillments: VersionNode[] };
const ORDER_ID = 'id updatedAt refunds { id } fulfillments { id updatedAt }';

export const ORDER_IDS = operation<{ page: PageOf<OrderIdNode> }, PageVariables>(`#graphql
  query OrderIds($first: Int!, $after: String) { page: orders(first: $first, after: $after, sortKey: ID) { ${PAGE_INFO} nodes { ${ORDER_ID} } } }`);

export const orderIdsInBulk = (): string => `query OrderIds { orders { edges { node { ${ORDER_ID} } } } }`;
