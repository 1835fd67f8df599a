// Every discount of the shop that is or will be in force, as far as it says what it takes off what.
import { operation } from '../admin-client.ts';

export interface DiscountNodeAnswer {
  id: string;
  discount: {
    __typename: string;
    title?: string;
    status?: 'ACTIVE' | 'EXPIRED' | 'SCHEDULED';
    startsAt?: string;
    endsAt?: string | null;
    discountClasses?: string[];
    combinesWith?: { orderDiscounts: boolean; productDiscounts: boolean; shippingDiscounts: boolean };
    customerGets?: { value: { __typename: string; percentage?: number; amount?: { amount: string; currencyCode: string }; appliesOnEachItem?: boolean }; items: { __typename: string } };
    appDiscountType?: { appKey: string };
  };
}

const COMMON = 'title status startsAt endsAt discountClasses combinesWith { orderDiscounts productDiscounts shippingDiscounts }';
const GETS = `customerGets {
  value { __typename ... on DiscountPercentage { percentage } ... on DiscountAmount { amount { amount currencyCode } appliesOnEachItem } }
  items { __typename }
}`;

export const OTHER_DISCOUNTS = operation<{ discountNodes: { nodes: DiscountNodeAnswer[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } }, { filter: string; after: string | null }>(`#graphql
  query OtherDiscounts($filter: String!, $after: String) {
    discountNodes(first: 50, after: $after, query: $filter, sortKey: UPDATED_AT, reverse: true) {
      nodes {
        id
        discount {
          __typename
          ... on DiscountAutomaticBasic { ${COMMON} ${GETS} }
          ... on DiscountCodeBasic { ${COMMON} ${GETS} }
          ... on DiscountAutomaticApp { ${COMMON} appDiscountType { appKey } }
          ... on DiscountCodeApp { ${COMMON} }
          ... on DiscountAutomaticBxgy { ${COMMON} }
          ... on DiscountCodeBxgy { ${COMMON} }
          ... on DiscountAutomaticFreeShipping { ${COMMON} }
          ... on DiscountCodeFreeShipping { ${COMMON} }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }`);

interface CoveredItems {
  __typename: string;
  products?: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean } };
  productVariants?: { nodes: { product: { id: string } }[]; pageInfo: { hasNextPage: boolean } };
  collections?: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean } };
}

const ITEMS = `customerGets { items {
  __typename
  ... on DiscountProducts { products(first: 250) { nodes { id } pageInfo { hasNextPage } } productVariants(first: 250) { nodes { product { id } } pageInfo { hasNextPage } } }
  ... on DiscountCollections { collections(first: 250) { nodes { id } pageInfo { hasNextPage } } }
} }`;

/** What a discount covers, where that is a list of products or of collections. */
export const DISCOUNT_ITEMS = operation<{ discountNode: { discount: { customerGets?: { items: CoveredItems } } } | null }, { id: string }>(`#graphql
  query DiscountItems($id: ID!) {
    discountNode(id: $id) { discount { ... on DiscountAutomaticBasic { ${ITEMS} } ... on DiscountCodeBasic { ${ITEMS} } } }
  }`);
