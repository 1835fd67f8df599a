// The people in the account. Shopify's integration makes one profile a customer and keeps the consent alike; a profile that
// an API call made for somebody unknown is marked as such, since Setwise must never make one: each counts on the shop's bill.
import type { Database } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import type { CustomerRecord } from '../store/types.ts';
import { Shelf } from './shelf.ts';
import type { ProfileRecord, Suppression } from './types.ts';

export type EmailConsent = 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NEVER_SUBSCRIBED';

export interface Profile {
  id: string;
  customer: CustomerRecord | null;
  email: string | null;
  externalId: string | null;
  firstName: string | null;
  lastName: string | null;
  locale: string | null;
  created: string;
  updated: string;
  consent: EmailConsent;
  suppressions: Suppression[];
  /** Klaviyo's own reading: true as well for somebody who never said anything. */
  canReceiveEmail: boolean;
  madeByApi: boolean;
}

const RADIX = 32;

export class Profiles {
  readonly #store: Store;
  readonly #records: Shelf<ProfileRecord>;
  #byEmail = new Map<string, number>();
  #indexed = -1;

  constructor(store: Store, database: Database) {
    this.#store = store;
    this.#records = new Shelf(database, 'profile');
  }

  byId(id: string): Profile | undefined {
    const record = this.#records.get(id);
    if (record?.madeByApi) return ofApi(record, record.madeByApi);
    const customer = this.#store.customers.get(Number.parseInt(id.slice(2), RADIX));
    return customer && profileId(customer.id) === id ? this.#ofCustomer(customer) : undefined;
  }

  byEmail(email: string): Profile | undefined {
    const wanted = email.trim().toLowerCase();
    const customer = this.#customerByEmail(wanted);
    if (customer) return this.#ofCustomer(customer);
    return this.madeByApi().find((profile) => profile.email === wanted);
  }

  byExternalId(externalId: string): Profile | undefined {
    const customer = this.#store.customers.get(Number(externalId));
    return customer ? this.#ofCustomer(customer) : this.madeByApi().find((profile) => profile.externalId === externalId);
  }

  /** Everybody; a walk, for lists only. */
  all(): Profile[] {
    return [...this.madeByApi(), ...[...this.#store.customers.values()].map((customer) => this.#ofCustomer(customer))];
  }

  /** What Klaviyo made because an API call named somebody it did not know. */
  madeByApi(): Profile[] {
    return this.#records.all().flatMap((record) => (record.madeByApi ? [ofApi(record, record.madeByApi)] : []));
  }

  make(email: string | null, externalId: string | null): Profile {
    const madeByApi = { email: email?.trim().toLowerCase() ?? null, externalId, created: this.#store.clock.now().toISOString() };
    const record = this.#records.save({ id: profileId(this.#store.nextId()), suppressions: [], madeByApi });
    return ofApi(record, madeByApi);
  }

  suppress(profile: Profile, reason: Suppression['reason']): void {
    const record = this.#records.get(profile.id) ?? { id: profile.id, suppressions: [], madeByApi: null };
    if (record.suppressions.some((one) => one.reason === reason)) return;
    record.suppressions.push({ reason, timestamp: this.#store.clock.now().toISOString() });
    this.#records.save(record);
  }

  /** Here and, as the integration does it, in the store, which tells its webhooks. */
  unsubscribe(profile: Profile): void {
    if (!profile.customer) this.suppress(profile, 'UNSUBSCRIBE');
    else if (profile.customer.emailConsent !== 'UNSUBSCRIBED') this.#store.setEmailConsent(profile.customer.id, 'UNSUBSCRIBED');
  }

  #customerByEmail(email: string): CustomerRecord | undefined {
    const known = this.#store.customers.get(this.#byEmail.get(email) ?? -1);
    if (known?.email.toLowerCase() === email) return known;
    if (known === undefined && this.#indexed === this.#store.customers.size) return undefined;
    this.#byEmail = new Map([...this.#store.customers.values()].map((customer) => [customer.email.toLowerCase(), customer.id]));
    this.#indexed = this.#store.customers.size;
    return this.#store.customers.get(this.#byEmail.get(email) ?? -1);
  }

  #ofCustomer(customer: CustomerRecord): Profile {
    const id = profileId(customer.id);
    // Who has not confirmed yet has not said yes: to Klaviyo that is nobody's consent.
    const consent: EmailConsent = customer.emailConsent === 'SUBSCRIBED' || customer.emailConsent === 'UNSUBSCRIBED' ? customer.emailConsent : 'NEVER_SUBSCRIBED';
    const suppressions = [...(this.#records.get(id)?.suppressions ?? [])];
    if (consent === 'UNSUBSCRIBED') suppressions.push({ reason: 'UNSUBSCRIBE', timestamp: customer.updatedAt });
    return {
      id, customer, email: customer.email.toLowerCase() || null, externalId: String(customer.id), firstName: customer.firstName, lastName: customer.lastName,
      locale: customer.locale, created: customer.createdAt, updated: customer.updatedAt, consent, suppressions,
      canReceiveEmail: suppressions.length === 0, madeByApi: false,
    };
  }
}

/** Like Klaviyo's: "01" and 24 more. */
const profileId = (number: number): string => `01${number.toString(RADIX).toUpperCase().padStart(24, '0')}`;

function ofApi(record: ProfileRecord, { email, externalId, created }: NonNullable<ProfileRecord['madeByApi']>): Profile {
  const unsubscribed = record.suppressions.some(({ reason }) => reason === 'UNSUBSCRIBE');
  return {
    id: record.id, customer: null, email, externalId, firstName: null, lastName: null, locale: null, created, updated: created,
    consent: unsubscribed ? 'UNSUBSCRIBED' : 'NEVER_SUBSCRIBED', suppressions: record.suppressions, canReceiveEmail: record.suppressions.length === 0, madeByApi: true,
  };
}
