// One product whole: its variants page by page, with cost and stock.
import { operation } from '../admin-client.ts';
import { type InventoryItemNode, type InventoryLevelNode, LEVEL_FIELDS, PRODUCT_FIELDS, type ProductNode, VARIANT_FIELDS, type VariantNode } from './bulk-exports.ts';

export interface WholeVariantNode extends VariantNode {
  inventoryItem: InventoryItemNode & { inventoryLevels: { nodes: InventoryLevelNode[] } };
}

export interface ProductAnswer {
  product: (ProductNode & { variants: { pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: WholeVariantNode[] } }) | null;
}

/** Stock at up to 20 places, which keeps a page of ten variants below the cost of one query. */
export const PRODUCT = operation<ProductAnswer, { id: string; after: string | null }>(`#graphql
  query WholeProduct($id: ID!, $after: String) {
    product(id: $id) {
      ${PRODUCT_FIELDS}
      variants(first: 10, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          ${VARIANT_FIELDS.replace('inventoryItem { id }', `inventoryItem { id tracked updatedAt unitCost { amount } inventoryLevels(first: 20) { nodes { ${LEVEL_FIELDS} } } }`)}
        }
      }
    }
  }`);
