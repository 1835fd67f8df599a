// What a merchant entered as complementary products in Shopify's Search & Discovery: a list of products in a metafield that
// any app may read with read_products. https://shopify.dev/docs/apps/build/product-merchandising/recommendations
import { operation } from '../admin-client.ts';

/** null: no such product, or nothing of it is a product. `value` is a JSON list of gids. */
export interface ComplementsNode {
  id: string;
  complements: { value: string } | null;
}

/** @param variables.ids at most 250 products */
export const COMPLEMENTS = operation<{ nodes: (Partial<ComplementsNode> | null)[] }, { ids: string[] }>(`#graphql
  query Complements($ids: [ID!]!) {
    nodes(ids: $ids) { ... on Product { id complements: metafield(namespace: "shopify--discovery--product_recommendation", key: "complementary_products") { value } } }
  }`);
