// Changes of a customer: whether they may be written to.
import type { Store } from './store.ts';
import type { CustomerRecord, EmailConsent } from './types.ts';

/** Says so in two topics, as Shopify does: the consent's own, and the customer's. */
export function setEmailConsent(store: Store, customerId: number, state: EmailConsent): CustomerRecord {
  const customer = store.requireCustomer(customerId);
  return store.transaction(() => {
    customer.emailConsent = state;
    customer.updatedAt = store.clock.stamp();
    customer.emailConsentAt = customer.updatedAt;
    store.saveCustomer(customer);
    store.emit('customers_email_marketing_consent/update', customer);
    store.emit('customers/update', customer);
    return customer;
  });
}

/** @returns when consent was last given or taken back; null: never asked */
export function consentAtOf(customer: CustomerRecord): string | null {
  return customer.emailConsentAt ?? (customer.emailConsent === 'NOT_SUBSCRIBED' ? null : customer.createdAt);
}
