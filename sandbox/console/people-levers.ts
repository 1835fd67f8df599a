// Levers on people: tags, consent to text messages, two customers who become one, subscriptions and their payments.
import { StoreRefusal } from '../store/refusal.ts';
import type { Store } from '../store/store.ts';
import { type CustomerRecord, SMS_CONSENTS, type SmsConsent, type SubscriptionRecord, type VariantRecord } from '../store/types.ts';
import type { Lever } from './levers.ts';
import { customerNamed, variantsNamed } from './look-up.ts';

const PAYMENT_WAYS = ['fails', 'succeeds'] as const;
export const PAYMENTS: readonly string[] = PAYMENT_WAYS;

const nameOf = ({ firstName, lastName }: CustomerRecord): string => `${firstName} ${lastName}`.trim();

function required(store: Store, name: unknown): CustomerRecord {
  return customerNamed(store, name) ?? refuse('INVALID', 'Say which customer.');
}

function refuse(code: 'INVALID' | 'NOT_FOUND', why: string): never {
  throw new StoreRefusal(code, why);
}

export const tagCustomer: Lever = ({ customer: name, tags = '' }, { store }) => {
  const customer = required(store, name);
  const wanted = (Array.isArray(tags) ? tags.map(String) : String(tags).split(',')).map((tag) => tag.trim()).filter(Boolean);
  store.setTags(customer.id, wanted);
  return { did: `${nameOf(customer)} ${wanted.length === 0 ? 'has no tags' : `is tagged ${wanted.join(', ')}`} now.` };
};

/** NOT_SUBSCRIBED → "not subscribed" */
export const inWords = (state: unknown): string => String(state).toLowerCase().replaceAll('_', ' ');

export const setSmsConsent: Lever = ({ customer: name, state }, { store }) => {
  const customer = required(store, name);
  if (!SMS_CONSENTS.includes(state as SmsConsent)) refuse('INVALID', `The state is one of ${SMS_CONSENTS.join(', ')}.`);
  store.setSmsConsent(customer.id, state as SmsConsent);
  return { did: `Text messages for ${nameOf(customer)}: ${inWords(state)} now.` };
};

export const mergeCustomers: Lever = ({ customer: name, other }, { store }) => {
  const kept = required(store, name);
  const gone = required(store, other);
  store.mergeCustomers(kept.id, gone.id);
  return { did: `${nameOf(gone)} (${gone.id}) is ${nameOf(kept)} (${kept.id}) from now on.` };
};

export const deleteCustomer: Lever = ({ customer: name }, { store }) => {
  const customer = required(store, name);
  store.deleteCustomer(customer.id);
  return { did: `Deleted the customer ${nameOf(customer)}.` };
};

export const subscribe: Lever = ({ customer: name, product, variant }, { store }) => {
  const customer = required(store, name);
  const { id: variantId } = variantsNamed(store, product, variant)[0] as VariantRecord;
  const { id } = store.subscribe(customer.id, [variantId]);
  return { did: `${nameOf(customer)} gets ${store.requireVariant(variantId).product.title} every month.`, subscription: { id } };
};

/** The customer's latest subscription is meant. */
export const billSubscription: Lever = ({ customer: name, payment }, { store }) => {
  const customer = required(store, name);
  const latest = [...store.subscriptions.values()].filter(({ customerId }) => customerId === customer.id).at(-1);
  const subscription: SubscriptionRecord = latest ?? refuse('NOT_FOUND', `${nameOf(customer)} has no subscription.`);
  if (!PAYMENT_WAYS.includes(payment as (typeof PAYMENT_WAYS)[number])) refuse('INVALID', `The payment is one of ${PAYMENT_WAYS.join(', ')}.`);
  store.billSubscription(subscription.id, payment === 'succeeds');
  return { did: payment === 'succeeds' ? `${nameOf(customer)} was charged for the subscription.` : `${nameOf(customer)}'s card was declined: the renewal failed.` };
};
