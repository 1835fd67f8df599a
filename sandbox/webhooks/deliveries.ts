// Sending: one POST per subscription, at once and in parallel as the platform does, then eight retries, each later than
// the one before. Waits are scaled down from Shopify's four hours. A failure is kept for the console, never thrown.
import { randomUUID } from 'node:crypto';
import { headersOf, type Envelope } from './sign.ts';

const RETRIES = 8;
const TIMEOUT_MS = 5_000;
const FIRST_WAIT_MS = 500;
const KEPT = 300;

export interface Delivery extends Envelope {
  id: string;
  uri: string;
  body: string;
  /** Attempts made. */
  attempts: number;
  state: 'waiting' | 'delivered' | 'retrying' | 'given_up' | 'lost';
  status: number | null;
  problem: string | null;
  /** Of the last answer. */
  durationMs: number | null;
}

export interface DeliveryOptions {
  /** Milliseconds before the first retry; doubles each time. */
  firstWaitMs?: number;
}

export class DeliveryQueue {
  readonly #log: Delivery[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #firstWaitMs: number;
  #stopped = false;
  #open = 0;
  /** While held, deliveries pile up and go out in reverse on release: the order the app must not rely on. */
  #held: Delivery[] | null = null;
  #lostShare = 0;
  /** Losses that the share has added up to. */
  #owed = 0;
  /** So many more are cut short. */
  #garbled = 0;

  constructor(options: DeliveryOptions = {}) {
    this.#firstWaitMs = options.firstWaitMs ?? FIRST_WAIT_MS;
  }

  send(envelope: Omit<Envelope, 'webhookId'> & { webhookId?: string }, uri: string, whole: string): Delivery {
    const body = this.#garbled > 0 ? whole.slice(0, whole.length / 2) : whole;
    this.#garbled = Math.max(0, this.#garbled - 1);
    const delivery: Delivery = {
      ...envelope, webhookId: envelope.webhookId ?? randomUUID(), id: randomUUID(), uri, body,
      attempts: 0, state: 'waiting', status: null, problem: null, durationMs: null,
    };
    this.#log.unshift(delivery);
    this.#log.length = Math.min(this.#log.length, KEPT);
    if (this.#isLost()) delivery.state = 'lost';
    else if (this.#held) this.#held.push(delivery);
    else void this.#attempt(delivery);
    return delivery;
  }

  /** The same bytes under the same id once more. */
  repeat(id: string): Delivery | null {
    const original = this.#log.find((one) => one.id === id || one.webhookId === id);
    return original ? this.send(original, original.uri, original.body) : null;
  }

  /** From now on this share of deliveries (0 to 1) is never sent: evenly, so that a test knows how many. */
  lose(share: number): void {
    this.#lostShare = share;
    this.#owed = 0;
  }

  /** The next so many arrive cut short: signed as they are, and not readable. */
  garble(count: number): void {
    this.#garbled = count;
  }

  get lostShare(): number {
    return this.#lostShare;
  }

  hold(): void {
    this.#held ??= [];
  }

  /** @returns how many went out, last first */
  release(): number {
    const held = this.#held ?? [];
    this.#held = null;
    for (const delivery of held.reverse()) void this.#attempt(delivery);
    return held.length;
  }

  get holding(): boolean {
    return this.#held !== null;
  }

  /** Newest first. */
  recent(): readonly Delivery[] {
    return this.#log;
  }

  /** Nothing is being sent or waits for a retry. */
  get idle(): boolean {
    return this.#open === 0 && this.#timers.size === 0;
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #isLost(): boolean {
    this.#owed += this.#lostShare;
    if (this.#owed < 1) return false;
    this.#owed -= 1;
    return true;
  }

  async #attempt(delivery: Delivery): Promise<void> {
    if (this.#stopped) return;
    this.#open += 1;
    delivery.attempts += 1;
    const startedAt = performance.now();
    try {
      const answer = await fetch(delivery.uri, {
        method: 'POST', headers: headersOf(delivery, delivery.body), body: delivery.body, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await answer.arrayBuffer();
      delivery.status = answer.status;
      delivery.problem = answer.ok ? null : `answered ${answer.status}`;
    } catch (error) {
      delivery.status = null;
      delivery.problem = reasonOf(error);
    } finally {
      this.#open -= 1;
      delivery.durationMs = Math.round(performance.now() - startedAt);
    }
    if (delivery.problem === null) delivery.state = 'delivered';
    else this.#retry(delivery);
  }

  #retry(delivery: Delivery): void {
    if (delivery.attempts > RETRIES) {
      delivery.state = 'given_up';
      return;
    }
    delivery.state = 'retrying';
    if (this.#stopped) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#attempt(delivery);
    }, this.#firstWaitMs * 2 ** (delivery.attempts - 1));
    this.#timers.add(timer);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${TIMEOUT_MS / 1000} s`;
  return error.cause instanceof Error ? error.cause.message : error.message;
}
