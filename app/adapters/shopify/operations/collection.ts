// The products of one collection, in the order of their ids. A connection ends after 25,000 objects: what is left of a larger
// collection is found by the search for ids beyond the last. https://shopify.dev/docs/api/usage/limits#pagination
import { operation } from '../admin-client.ts';

interface ProductPage {
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** So many pages of 250 have a cursor that leads on. */
export const PAGES_A_CONNECTION = 100;

export const COLLECTION_PRODUCTS = operation<{ collection: { title: string; products: ProductPage } | null }, { id: string; after: string | null }>(`#graphql
  query CollectionProducts($id: ID!, $after: String) {
    collection(id: $id) { title products(first: 250, after: $after, sortKey: ID) { pageInfo { hasNextPage endCursor } nodes { id } } }
  }`);

/** @param variables.filter collection_id:… AND id:>… */
export const PRODUCTS_BEYOND = operation<{ products: ProductPage }, { filter: string }>(`#graphql
  query ProductsBeyond($filter: String!) {
    products(first: 250, query: $filter, sortKey: ID) { pageInfo { hasNextPage endCursor } nodes { id } }
  }`);
