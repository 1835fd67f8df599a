// How one customer may be written to, asked right before it is done: none of it is kept.
import { operation } from '../admin-client.ts';

export interface CustomerContactAnswer {
  customer: {
    id: string;
    firstName: string | null;
    locale: string;
    /** null: no email address, nothing can be sent. */
    defaultEmailAddress: { emailAddress: string; marketingState: 'INVALID' | 'NOT_SUBSCRIBED' | 'PENDING' | 'SUBSCRIBED' | 'UNSUBSCRIBED'; marketingUpdatedAt: string | null } | null;
    defaultAddress: { countryCodeV2: string | null } | null;
  } | null;
}

export const CUSTOMER_CONTACT = operation<CustomerContactAnswer, { id: string }>(`#graphql
  query CustomerContact($id: ID!) {
    customer(id: $id) {
      id firstName locale
      defaultEmailAddress { emailAddress marketingState marketingUpdatedAt }
      defaultAddress { countryCodeV2 }
    }
  }`);
