// From what happened in the store to what the app is told. Payloads are built at the moment of the change: a retry sends
// what was true then. One that cannot be built is an error of the sandbox, thrown at whoever made the change.
import { randomUUID } from 'node:crypto';
import type { Store } from '../store/store.ts';
import type { StoreEvent } from '../store/events.ts';
import { type DeliveryOptions, DeliveryQueue } from './deliveries.ts';
import { buildPayload, type PayloadUrls } from './payloads/build.ts';
import type { Subscription } from './subscriptions.ts';
import { trimTo } from './trim.ts';

/** Sent also when the app is gone: the uninstall itself, and the redaction that follows it. */
const AFTER_UNINSTALL = new Set(['app/uninstalled', 'shop/redact', 'customers/redact', 'customers/data_request']);

export interface Webhooks {
  queue: DeliveryQueue;
  stop(): void;
}

export function startWebhooks(store: Store, subscriptions: readonly Subscription[], urls: PayloadUrls, options: DeliveryOptions = {}): Webhooks {
  const queue = new DeliveryQueue(options);
  const stopListening = store.on('event', (event) => deliver(event, store, subscriptions, urls, queue));
  return {
    queue,
    stop: () => {
      stopListening();
      queue.stop();
    },
  };
}

function deliver(event: StoreEvent, store: Store, subscriptions: readonly Subscription[], urls: PayloadUrls, queue: DeliveryQueue): void {
  if (!store.installation.installed && !AFTER_UNINSTALL.has(event.topic)) return;
  const wanted = subscriptions.filter((one) => one.topic === event.topic);
  if (wanted.length === 0) return;
  const payload = buildPayload(event, store, urls);
  const eventId = randomUUID();
  for (const { uri, includeFields } of wanted)
    queue.send({ topic: event.topic, shopDomain: store.shop.domain, eventId, triggeredAt: event.at }, uri, JSON.stringify(trimTo(payload, includeFields)));
}
