// Who has an address, asked for the merchant who typed it: neither the address nor the answer is kept.
import { operation } from '../admin-client.ts';

export interface CustomerByEmailAnswer {
  customers: { nodes: { legacyResourceId: string; defaultEmailAddress: { emailAddress: string } | null }[] };
}

/** `query`: email:"…" */
export const CUSTOMER_BY_EMAIL = operation<CustomerByEmailAnswer, { query: string }>(`#graphql
  query CustomerByEmail($query: String!) {
    customers(first: 5, query: $query) {
      nodes { legacyResourceId defaultEmailAddress { emailAddress } }
    }
  }`);
