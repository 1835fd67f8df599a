// Shopify's sender: every event of the store as a signed delivery to the app's endpoint over HTTP, with the fate that the
// seed gives it: dropped, late, in another order, again. What is not acknowledged comes again, later and later, then never.
import http from 'node:http';
import { type SeededRandom, seededRandom } from '#sandbox/seed/seeded-random.ts';
import type { StoreEvent } from '#sandbox/store/events.ts';
import type { Store } from '#sandbox/store/store.ts';
import { buildPayload, type PayloadUrls } from '#sandbox/webhooks/payloads/build.ts';
import { headersOf } from '#sandbox/webhooks/sign.ts';
import type { Subscription } from '#sandbox/webhooks/subscriptions.ts';
import { trimTo } from '#sandbox/webhooks/trim.ts';
import type { Fates } from './plan.ts';
import { rootsOf } from './roots.ts';

const TRIES = 9;
const CONNECTIONS = 8;
/** Shopify waits as long. */
const ANSWER_WITHIN_MS = 5_000;
/** "Later" is within so many rounds. */
const LATEST_ROUNDS = 12;

export interface Delivery {
  /** Of the run: the first event is 1. */
  number: number;
  topic: string;
  /** What it is about (roots.ts). */
  roots: readonly string[];
  webhookId: string;
  eventId: string;
  triggeredAt: string;
  body: string;
  uri: string;
  dueRound: number;
  attempts: number;
  state: 'waiting' | 'acknowledged' | 'dropped' | 'given up';
  acknowledgedInRound: number | null;
  /** Another telling of an event that has its own delivery. */
  repeat: boolean;
}

export class Wire {
  readonly #store: Store;
  readonly #seed: number;
  /** Of fates: drawn for events alone, so that no retry changes what becomes of another delivery. */
  readonly #random: SeededRandom;
  readonly #subscriptions: readonly Subscription[];
  readonly #urls: PayloadUrls;
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  readonly #stopListening: () => void;
  #fates: Fates = { dropped: 0, repeated: 0, delayed: 0 };
  #waiting: Delivery[] = [];
  #round = 0;
  #number = 0;
  /** Everything that was to be told, in the order of the events. */
  readonly deliveries: Delivery[] = [];
  attempts = 0;
  refusals = 0;
  /** A planted fault: of every so many deliveries one is said to be acknowledged that was never sent. */
  pretendEvery: number | undefined;

  constructor(store: Store, seed: number, subscriptions: readonly Subscription[], urls: PayloadUrls) {
    this.#store = store;
    this.#seed = seed;
    this.#random = seededRandom(seed * 15_485_863 + 4);
    this.#subscriptions = subscriptions;
    this.#urls = urls;
    this.#stopListening = store.on('event', (event) => this.#take(event));
  }

  /** Events so far. */
  get events(): number {
    return this.#number;
  }

  get idle(): boolean {
    return this.#waiting.length === 0;
  }

  fare(fates: Fates): void {
    this.#fates = fates;
  }

  /** Sends what is due by this round, in an order of chance. */
  async sendDue(): Promise<void> {
    this.#round += 1;
    const due = this.#waiting.filter(({ dueRound }) => dueRound <= this.#round);
    this.#waiting = this.#waiting.filter(({ dueRound }) => dueRound > this.#round);
    const random = seededRandom(this.#seed * 86_028_121 + this.#round);
    const order = due.map((delivery) => ({ delivery, rank: random.next() })).sort((one, other) => one.rank - other.rank);
    const next = order.values();
    await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
      for (const { delivery } of next) await this.#send(delivery);
    }));
  }

  stop(): void {
    this.#stopListening();
    this.#agent.destroy();
  }

  #take(event: StoreEvent): void {
    const subscription = this.#subscriptions.find(({ topic }) => topic === event.topic);
    if (!subscription) return;
    this.#number += 1;
    const delivery: Delivery = {
      number: this.#number, topic: event.topic, roots: rootsOf(event), webhookId: this.#id('w'), eventId: this.#id('e'), triggeredAt: event.at, uri: subscription.uri,
      body: JSON.stringify(trimTo(buildPayload(event, this.#store, this.#urls), subscription.includeFields)),
      dueRound: this.#dueRound(), attempts: 0, state: 'waiting', acknowledgedInRound: null, repeat: false,
    };
    this.deliveries.push(delivery);
    if (this.#random.chance(this.#fates.dropped)) delivery.state = 'dropped';
    else this.#post(delivery);
    if (delivery.state === 'waiting' && this.#random.chance(this.#fates.repeated))
      for (let copies = this.#random.between(1, 3); copies > 0; copies -= 1)
        this.#post({ ...delivery, webhookId: this.#random.chance(0.7) ? delivery.webhookId : this.#id('w'), dueRound: delivery.dueRound + this.#random.between(0, LATEST_ROUNDS), repeat: true });
  }

  #post(delivery: Delivery): void {
    if (delivery.repeat) this.deliveries.push(delivery);
    this.#waiting.push(delivery);
  }

  #dueRound(): number {
    const next = this.#round + 1;
    return this.#random.chance(this.#fates.delayed) ? next + this.#random.between(1, LATEST_ROUNDS) : next;
  }

  #id(kind: 'w' | 'e'): string {
    return `${kind}-${this.#number}-${Math.floor(this.#random.next() * 2 ** 32).toString(16)}`;
  }

  async #send(delivery: Delivery): Promise<void> {
    this.attempts += 1;
    delivery.attempts += 1;
    const pretends = this.pretendEvery !== undefined && delivery.number % this.pretendEvery === 0 && !delivery.repeat;
    if (pretends || (await this.#isAcknowledged(delivery))) {
      delivery.state = 'acknowledged';
      delivery.acknowledgedInRound = this.#round;
      return;
    }
    this.refusals += 1;
    if (delivery.attempts === TRIES) delivery.state = 'given up';
    else {
      delivery.dueRound = this.#round + 2 ** Math.min(3, delivery.attempts - 1);
      this.#waiting.push(delivery);
    }
  }

  #isAcknowledged(delivery: Delivery): Promise<boolean> {
    const headers = headersOf({ ...delivery, shopDomain: this.#store.shop.domain }, delivery.body);
    return new Promise((resolve) => {
      const request = http.request(delivery.uri, { method: 'POST', agent: this.#agent, timeout: ANSWER_WITHIN_MS, headers: { ...headers, 'content-length': Buffer.byteLength(delivery.body) } }, (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode === 200));
        response.once('close', () => resolve(false));
      });
      request.once('timeout', () => request.destroy());
      request.once('error', () => resolve(false));
      request.end(delivery.body);
    });
  }
}
