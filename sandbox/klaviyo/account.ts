// A Klaviyo account on this machine: who may call, what it holds, what it is made to suffer. Everything is kept in the
// store's file. What happens to an event is in events.ts and flow-run.ts.
import { randomUUID } from 'node:crypto';
import { KLAVIYO_KEY } from '../credentials.ts';
import type { Database } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { Profiles } from './profiles.ts';
import { RateLimits } from './rate-limits.ts';
import { Shelf } from './shelf.ts';
import type { EventRecord, FlowRecord, MessageRecord, MetricRecord, TemplateRecord } from './types.ts';

/** What a key must be allowed so that Setwise can work with it. */
export const ALL_SCOPES = [
  'accounts:read', 'events:read', 'events:write', 'flows:read', 'flows:write', 'metrics:read', 'profiles:read', 'templates:read', 'templates:write',
] as const;

/** Metrics that every account has, and the one that Shopify's integration makes. */
export const OWN_METRICS = {
  received: 'Received Email', clicked: 'Clicked Email', bounced: 'Bounced Email', spam: 'Marked Email as Spam', unsubscribed: 'Unsubscribed from Email Marketing',
} as const;
const SHOPIFY_METRIC = 'Placed Order';

export interface KeyState {
  key: string;
  revoked: boolean;
  scopes: string[];
}

/** What the console makes the account suffer; forgotten when the sandbox stops. */
export interface Weather {
  /** So many requests are still to be throttled. */
  throttle: number;
  /** So many are still to be answered with 503. */
  down: number;
  slowMs: number;
  /** So many emails are still to come back. */
  bounce: number;
}

export const CALM: Weather = { throttle: 0, down: 0, slowMs: 0, bounce: 0 };

export class KlaviyoAccount {
  readonly store: Store;
  /** Read at each use: with a free port the sandbox knows its own address only once it listens. */
  readonly urls: { readonly sandbox: string; readonly storefront: string };
  readonly profiles: Profiles;
  readonly metrics: Shelf<MetricRecord>;
  readonly events: Shelf<EventRecord>;
  readonly templates: Shelf<TemplateRecord>;
  readonly flows: Shelf<FlowRecord>;
  readonly messages: Shelf<MessageRecord>;
  readonly limits = new RateLimits();
  readonly weather: Weather = { ...CALM };
  readonly #database: Database;
  #key: KeyState;
  readonly #byUniqueId = new Map<string, EventRecord>();
  readonly #byProfile = new Map<string, EventRecord[]>();

  constructor(store: Store, urls: KlaviyoAccount['urls']) {
    const { database } = store;
    this.store = store;
    this.urls = urls;
    this.#database = database;
    this.profiles = new Profiles(store, database);
    this.metrics = new Shelf(database, 'metric');
    this.events = new Shelf(database, 'event');
    this.templates = new Shelf(database, 'template');
    this.flows = new Shelf(database, 'flow');
    this.messages = new Shelf(database, 'message');
    this.#key = database.setting<KeyState>('klaviyo:key') ?? { key: KLAVIYO_KEY, revoked: false, scopes: [...ALL_SCOPES] };
    for (const event of this.events.all()) this.#index(event);
    for (const name of Object.values(OWN_METRICS)) this.metricNamed(name, 'Klaviyo');
    this.metricNamed(SHOPIFY_METRIC, 'Shopify');
  }

  get key(): Readonly<KeyState> {
    return this.#key;
  }

  changeKey(change: Partial<Omit<KeyState, 'key'>>): void {
    this.#key = { ...this.#key, ...change };
    this.#database.saveSetting('klaviyo:key', this.#key);
  }

  /** Like Klaviyo's: capitals and digits. */
  newId(): string {
    return this.store.nextId().toString(36).toUpperCase();
  }

  /** The business clock, to the second. */
  second(): string {
    return toSecond(this.store.clock.now());
  }

  /** Made on first use. */
  metricNamed(name: string, integration: MetricRecord['integration']): MetricRecord {
    const found = this.metrics.all().find((metric) => metric.name === name && metric.integration === integration);
    return found ?? this.metrics.save({ id: this.newId(), name, integration, created: this.second() });
  }

  eventOf(metricId: string, profileId: string, uniqueId: string): EventRecord | undefined {
    return this.#byUniqueId.get(uniqueKey(metricId, profileId, uniqueId));
  }

  /** Oldest first. */
  eventsOf(profileId: string): readonly EventRecord[] {
    return this.#byProfile.get(profileId) ?? [];
  }

  addEvent(event: Omit<EventRecord, 'id' | 'uuid'>): EventRecord {
    const uuid = randomUUID();
    const saved = this.events.save({ ...event, uuid, id: Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url').slice(0, 11) });
    this.#index(saved);
    return saved;
  }

  #index(event: EventRecord): void {
    this.#byUniqueId.set(uniqueKey(event.metricId, event.profileId, event.uniqueId), event);
    const known = this.#byProfile.get(event.profileId);
    if (known) known.push(event);
    else this.#byProfile.set(event.profileId, [event]);
  }
}

export const toSecond = (time: Date): string => `${time.toISOString().slice(0, 19)}+00:00`;

const uniqueKey = (...parts: string[]): string => JSON.stringify(parts);
