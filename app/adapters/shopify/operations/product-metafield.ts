// One metafield of every product, in the order of their ids: a connection ends after 25,000 objects, so each page is asked for
// by the ids beyond the last. https://shopify.dev/docs/api/usage/limits#pagination
import { operation } from '../admin-client.ts';

export interface ProductMetafieldNode {
  id: string;
  /** null: the product has none. */
  metafield: { type: string; value: string } | null;
}

/** @param variables.filter id:>… */
export const PRODUCT_METAFIELDS = operation<
  { products: { nodes: ProductMetafieldNode[]; pageInfo: { hasNextPage: boolean } } },
  { filter: string; namespace: string; key: string }
>(`#graphql
  query ProductMetafields($filter: String!, $namespace: String!, $key: String!) {
    products(first: 250, query: $filter, sortKey: ID) { pageInfo { hasNextPage } nodes { id metafield(namespace: $namespace, key: $key) { type value } } }
  }`);
