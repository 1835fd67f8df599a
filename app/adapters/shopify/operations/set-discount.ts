// The set's automatic discount as it stands in the store, and how it is put right again.
import { operation } from '../admin-client.ts';
import type { UserError } from './publish.ts';

export interface SetDiscountAnswer {
  automaticDiscountNode: {
    automaticDiscount: {
      status?: 'ACTIVE' | 'EXPIRED' | 'SCHEDULED';
      discountClasses?: string[];
      combinesWith?: { orderDiscounts: boolean; productDiscounts: boolean; shippingDiscounts: boolean };
    };
  } | null;
}

export const SET_DISCOUNT = operation<SetDiscountAnswer, { id: string }>(`#graphql
  query SetDiscount($id: ID!) {
    automaticDiscountNode(id: $id) {
      automaticDiscount { ... on DiscountAutomaticApp { status discountClasses combinesWith { orderDiscounts productDiscounts shippingDiscounts } } }
    }
  }`);

/** Of a Function's discounts only these say whose they are. */
export interface FunctionDiscount {
  discountId?: string;
  title?: string;
  status?: string;
  appDiscountType?: { appKey: string };
}

export const AUTOMATIC_DISCOUNTS = operation<{ automaticDiscountNodes: { nodes: { automaticDiscount: FunctionDiscount }[] } }, { query: string }>(`#graphql
  query AutomaticDiscounts($query: String!) {
    automaticDiscountNodes(first: 50, query: $query) {
      nodes { automaticDiscount { ... on DiscountAutomaticApp { discountId title status appDiscountType { appKey } } } }
    }
  }`);

export const ACTIVATE_SET_DISCOUNT = operation<{ discountAutomaticActivate: { userErrors: UserError[] } | null }, { id: string }>(`#graphql
  mutation ActivateSetDiscount($id: ID!) {
    discountAutomaticActivate(id: $id) { userErrors { field message code } }
  }`, { repeatable: true });

export const UPDATE_SET_DISCOUNT = operation<{ discountAutomaticAppUpdate: { userErrors: UserError[] } | null }, { id: string; discount: Record<string, unknown> }>(`#graphql
  mutation UpdateSetDiscount($id: ID!, $discount: DiscountAutomaticAppInput!) {
    discountAutomaticAppUpdate(id: $id, automaticAppDiscount: $discount) { userErrors { field message code } }
  }`, { repeatable: true });
