// What is written to the store: metafields on products, their definitions, the set's automatic discount.
import { operation } from '../admin-client.ts';

export interface UserError {
  field: string[] | null;
  message: string;
  code?: string | null;
}

/** The most that one metafieldsSet takes; it is all or nothing. */
export const METAFIELDS_A_CALL = 25;

export interface MetafieldToSet extends Record<string, unknown> {
  ownerId: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
}

export const SET_METAFIELDS = operation<{ metafieldsSet: { userErrors: UserError[] } | null }, { metafields: MetafieldToSet[] }>(`#graphql
  mutation SetMetafields($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) { userErrors { field message code } }
  }`, { repeatable: true });

export interface MetafieldToDelete extends Record<string, unknown> {
  ownerId: string;
  namespace: string;
  key: string;
}

export const DELETE_METAFIELDS = operation<{ metafieldsDelete: { userErrors: UserError[] } | null }, { metafields: MetafieldToDelete[] }>(`#graphql
  mutation DeleteMetafields($metafields: [MetafieldIdentifierInput!]!) {
    metafieldsDelete(metafields: $metafields) { userErrors { field message } }
  }`, { repeatable: true });

export interface MetafieldDefinition extends Record<string, unknown> {
  name: string;
  namespace: string;
  key: string;
  ownerType: 'PRODUCT';
  type: string;
  access: { storefront: 'PUBLIC_READ' | 'NONE' };
}

/** Repeatable, since a definition is one of a kind: the second try is told TAKEN. */
export const DEFINE_METAFIELD = operation<{ metafieldDefinitionCreate: { userErrors: UserError[] } | null }, { definition: MetafieldDefinition }>(`#graphql
  mutation DefineMetafield($definition: MetafieldDefinitionInput!) {
    metafieldDefinitionCreate(definition: $definition) { userErrors { field message code } }
  }`, { repeatable: true });

/** The handle of extensions/set-discount. */
export const SET_DISCOUNT_FUNCTION = 'set-discount';

export const CREATE_SET_DISCOUNT = operation<
  { discountAutomaticAppCreate: { automaticAppDiscount: { discountId: string } | null; userErrors: UserError[] } | null },
  { discount: Record<string, unknown> }
>(`#graphql
  mutation CreateSetDiscount($discount: DiscountAutomaticAppInput!) {
    discountAutomaticAppCreate(automaticAppDiscount: $discount) {
      automaticAppDiscount { discountId }
      userErrors { field message code }
    }
  }`);

export const DELETE_SET_DISCOUNT = operation<{ discountAutomaticDelete: { userErrors: UserError[] } | null }, { id: string }>(`#graphql
  mutation DeleteSetDiscount($id: ID!) {
    discountAutomaticDelete(id: $id) { userErrors { field message code } }
  }`, { repeatable: true });

interface WebPixelWritten {
  webPixel: { id: string } | null;
  userErrors: UserError[];
}

/** @param settings JSON, by the keys of extensions/behavior-pixel/shopify.extension.toml */
export const CREATE_WEB_PIXEL = operation<{ webPixelCreate: WebPixelWritten | null }, { settings: string }>(`#graphql
  mutation CreateWebPixel($settings: JSON!) {
    webPixelCreate(webPixel: { settings: $settings }) { webPixel { id } userErrors { field message code } }
  }`);

export const UPDATE_WEB_PIXEL = operation<{ webPixelUpdate: WebPixelWritten | null }, { id: string; settings: string }>(`#graphql
  mutation UpdateWebPixel($id: ID!, $settings: JSON!) {
    webPixelUpdate(id: $id, webPixel: { settings: $settings }) { webPixel { id } userErrors { field message code } }
  }`, { repeatable: true });
