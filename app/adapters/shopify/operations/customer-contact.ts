// Whom a message would go to, asked in the moment it goes: the address is held nowhere here, and a consent that was
// withdrawn a minute ago counts.
import { operation } from '../admin-client.ts';

export interface CustomerContactAnswer {
  customer: {
    locale: string;
    defaultEmailAddress: { emailAddress: string; marketingState: string } | null;
    defaultAddress: { countryCodeV2: string | null } | null;
  } | null;
}

export const CUSTOMER_CONTACT = operation<CustomerContactAnswer, { id: string }>(`#graphql
  query CustomerContact($id: ID!) {
    customer(id: $id) {
      locale
      defaultEmailAddress { emailAddress marketingState }
      defaultAddress { countryCodeV2 }
    }
  }`);
