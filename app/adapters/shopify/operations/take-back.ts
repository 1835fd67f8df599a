// What is asked of the store when the app cleans up: what of ours is there, and to delete it.
import { operation } from '../admin-client.ts';
import type { UserError } from './publish.ts';

export interface OwnMetafields {
  metafieldDefinitions: { nodes: { key: string }[] };
  currentAppInstallation: { id: string; metafields: { nodes: { key: string }[] } };
}

/** Definitions of our namespace on products, and what the app keeps on its own installation. */
export const OWN_METAFIELDS = operation<OwnMetafields, { onProducts: string; onInstallation: string }>(`#graphql
  query OwnMetafields($onProducts: String!, $onInstallation: String!) {
    metafieldDefinitions(first: 50, ownerType: PRODUCT, namespace: $onProducts) { nodes { key } }
    currentAppInstallation { id metafields(first: 50, namespace: $onInstallation) { nodes { key } } }
  }`);

/** With every metafield that was written under it. */
export const DELETE_DEFINITION = operation<
  { metafieldDefinitionDelete: { deletedDefinitionId: string | null; userErrors: UserError[] } | null },
  { namespace: string; key: string }
>(`#graphql
  mutation DeleteDefinition($namespace: String!, $key: String!) {
    metafieldDefinitionDelete(identifier: { ownerType: PRODUCT, namespace: $namespace, key: $key }, deleteAllAssociatedMetafields: true) {
      deletedDefinitionId
      userErrors { field message code }
    }
  }`, { repeatable: true });

export const DELETE_DISCOUNT_CODE = operation<{ discountCodeDelete: { deletedCodeDiscountId: string | null; userErrors: UserError[] } | null }, { id: string }>(`#graphql
  mutation DeleteDiscountCode($id: ID!) {
    discountCodeDelete(id: $id) { deletedCodeDiscountId userErrors { field message code } }
  }`, { repeatable: true });

/** Which of these are still there; null stands for one that is not. */
export const STILL_THERE = operation<{ nodes: ({ id: string } | null)[] }, { ids: string[] }>(`#graphql
  query StillThere($ids: [ID!]!) { nodes(ids: $ids) { id } }`);

/** Which of these products carry a metafield of our namespace. */
export const PRODUCTS_WITH_METAFIELDS = operation<
  { nodes: ({ id?: string; metafields?: { nodes: { key: string }[] } } | null)[] },
  { ids: string[]; namespace: string }
>(`#graphql
  query ProductsWithMetafields($ids: [ID!]!, $namespace: String!) {
    nodes(ids: $ids) { ... on Product { id metafields(first: 10, namespace: $namespace) { nodes { key } } } }
  }`);

export const WEB_PIXEL = operation<{ webPixel: { id: string } | null }, Record<string, never>>(`#graphql
  query WebPixel { webPixel { id } }`);

export const DELETE_WEB_PIXEL = operation<{ webPixelDelete: { deletedWebPixelId: string | null; userErrors: UserError[] } | null }, { id: string }>(`#graphql
  mutation DeleteWebPixel($id: ID!) {
    webPixelDelete(id: $id) { deletedWebPixelId userErrors { field message code } }
  }`, { repeatable: true });
