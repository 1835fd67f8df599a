// The headers of a delivery, as a real one carries them, and the signature over the very bytes that are sent.
import { createHmac } from 'node:crypto';
import { API_VERSION } from '../admin-api/schema.ts';
import { CLIENT_SECRET } from '../credentials.ts';

export interface Envelope {
  topic: string;
  shopDomain: string;
  /** The same over all retries of one delivery. */
  webhookId: string;
  /** The same over all subscriptions that one event reaches. */
  eventId: string;
  /** ISO; written with nanoseconds. */
  triggeredAt: string;
}

const hmacOf = (body: string): string => createHmac('sha256', CLIENT_SECRET).update(body, 'utf8').digest('base64');

export function headersOf(envelope: Envelope, body: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Shopify-Captain-Hook',
    'x-shopify-topic': envelope.topic,
    'x-shopify-hmac-sha256': hmacOf(body),
    'x-shopify-shop-domain': envelope.shopDomain,
    'x-shopify-api-version': API_VERSION,
    'x-shopify-webhook-id': envelope.webhookId,
    'x-shopify-event-id': envelope.eventId,
    'x-shopify-triggered-at': envelope.triggeredAt.replace(/(\.\d{3})Z$/, '$1000000Z'),
    'x-shopify-test': 'false',
  };
}
