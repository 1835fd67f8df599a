// Customers: they come, change, agree to be written to, are tagged, become one with another, are deleted.
import type { Ledger } from './ledger.ts';
import { StoreRefusal } from './refusal.ts';
import type { CustomerRecord, EmailConsent, SmsConsent } from './types.ts';

export type NewCustomer = Pick<CustomerRecord, 'email'> & Partial<Omit<CustomerRecord, 'id' | 'createdAt' | 'updatedAt'>>;

export function createCustomer(store: Ledger, input: NewCustomer): CustomerRecord {
  return store.transaction(() => {
    const at = store.clock.stamp();
    const customer: CustomerRecord = {
      firstName: '', lastName: '', locale: store.shop.locale, countryCode: 'DE', tags: [], emailConsent: 'NOT_SUBSCRIBED', ...input, id: store.nextId(), createdAt: at, updatedAt: at,
    };
    store.saveCustomer(customer);
    store.emit('customers/create', customer);
    return customer;
  });
}

export function updateCustomer(store: Ledger, id: number, patch: Partial<Pick<CustomerRecord, 'email' | 'countryCode' | 'locale' | 'phone'>>): CustomerRecord {
  const customer = Object.assign(store.requireCustomer(id), patch);
  return store.transaction(() => changed(store, customer));
}

/** Says so in two topics, as Shopify does: the consent's own, and the customer's. */
export function setEmailConsent(store: Ledger, customerId: number, state: EmailConsent): CustomerRecord {
  const customer = store.requireCustomer(customerId);
  return store.transaction(() => {
    customer.emailConsent = state;
    customer.emailConsentAt = store.clock.stamp();
    store.emit('customers_email_marketing_consent/update', customer);
    return changed(store, customer, customer.emailConsentAt);
  });
}

/** To text messages; whoever agrees has a number. */
export function setSmsConsent(store: Ledger, customerId: number, state: SmsConsent): CustomerRecord {
  const customer = store.requireCustomer(customerId);
  return store.transaction(() => {
    customer.phone ??= `+49151${String(customerId).padStart(8, '0')}`;
    customer.smsConsent = state;
    customer.smsConsentAt = store.clock.stamp();
    store.emit('customers_marketing_consent/update', customer);
    return changed(store, customer, customer.smsConsentAt);
  });
}

/** @param tags all that the customer has from now on */
export function setTags(store: Ledger, customerId: number, tags: readonly string[]): CustomerRecord {
  const customer = store.requireCustomer(customerId);
  return store.transaction(() => {
    const added = tags.filter((tag) => !customer.tags.includes(tag));
    const removed = customer.tags.filter((tag) => !tags.includes(tag));
    customer.tags = [...tags];
    const at = store.clock.stamp();
    if (added.length > 0) store.emit('customer.tags_added', { customerId, tags: added, at });
    if (removed.length > 0) store.emit('customer.tags_removed', { customerId, tags: removed, at });
    return changed(store, customer, at);
  });
}

/** The first is kept, with the orders, checkouts and tags of both; the second is gone. */
export function mergeCustomers(store: Ledger, keptId: number, deletedId: number): CustomerRecord {
  const kept = store.requireCustomer(keptId);
  const gone = store.requireCustomer(deletedId);
  if (keptId === deletedId) throw new StoreRefusal('INVALID', 'A customer is not merged with themselves.');
  return store.transaction(() => {
    kept.tags = [...new Set([...kept.tags, ...gone.tags])];
    store.forgetCustomer(deletedId);
    store.emit('customers/merge', { keptId, deletedId });
    changed(store, kept);
    for (const order of store.orders.values()) {
      if (order.customerId !== deletedId) continue;
      order.customerId = keptId;
      order.updatedAt = store.clock.stamp();
      store.saveOrder(order);
      store.emit('orders/updated', order);
    }
    for (const checkout of store.checkouts.values()) if (checkout.customerId === deletedId) store.saveCheckout(Object.assign(checkout, { customerId: keptId }));
    for (const subscription of store.subscriptions.values()) if (subscription.customerId === deletedId) store.saveSubscription(Object.assign(subscription, { customerId: keptId }));
    return kept;
  });
}

/** Their orders stay, without a customer. */
export function deleteCustomer(store: Ledger, customerId: number): void {
  store.requireCustomer(customerId);
  store.transaction(() => {
    store.forgetCustomer(customerId);
    store.emit('customers/delete', { id: customerId });
  });
}

/** Apps are told to forget the customer, as the store does: asked again, it knows of nobody. */
export function redactCustomer(store: Ledger, customerId: number, orderIds: number[]): void {
  const customer = store.requireCustomer(customerId);
  store.transaction(() => {
    store.emit('customers/redact', { customer: { ...customer }, orderIds });
    store.forgetCustomer(customerId);
  });
}

/** @returns when consent was last given or taken back; null: never asked */
export function consentAtOf(customer: CustomerRecord): string | null {
  return customer.emailConsentAt ?? (customer.emailConsent === 'NOT_SUBSCRIBED' ? null : customer.createdAt);
}

function changed(store: Ledger, customer: CustomerRecord, at = store.clock.stamp()): CustomerRecord {
  customer.updatedAt = at;
  store.saveCustomer(customer);
  store.emit('customers/update', customer);
  return customer;
}
