// A delivery made by hand: any topic, any bytes, any header, also a wrong signature. Bypasses queue and schemas: it is how
// a test shows what the app does with what Shopify would never send.
import { createHmac, randomUUID } from 'node:crypto';
import { StoreRefusal } from '../store/refusal.ts';
import { headersOf } from './sign.ts';
import type { Subscription } from './subscriptions.ts';

export interface RawDelivery {
  topic: string;
  /** An object is sent as JSON, a text as it is. */
  payload: unknown;
  shopDomain?: string;
  webhookId?: string;
  eventId?: string;
  /** ISO. */
  triggeredAt?: string;
  /** Signs with something else than the app's secret. */
  badSignature?: boolean;
  /** Replaces or, with null, leaves out headers. */
  headers?: Record<string, string | null>;
}

export async function deliverRaw(raw: RawDelivery, shopDomain: string, subscriptions: readonly Subscription[], secret: string): Promise<{ status: number; body: string }> {
  const uri = (subscriptions.find((one) => one.topic === raw.topic) ?? subscriptions[0])?.uri;
  if (!uri) throw new StoreRefusal('INVALID', 'The app subscribes to nothing.');
  const body = typeof raw.payload === 'string' ? raw.payload : JSON.stringify(raw.payload ?? {});
  const headers = headersOf({
    topic: raw.topic, shopDomain: raw.shopDomain ?? shopDomain, webhookId: raw.webhookId ?? randomUUID(),
    eventId: raw.eventId ?? randomUUID(), triggeredAt: raw.triggeredAt ?? new Date().toISOString(),
  }, body);
  if (raw.badSignature) headers['x-shopify-hmac-sha256'] = createHmac('sha256', `not ${secret}`).update(body, 'utf8').digest('base64');
  for (const [name, value] of Object.entries(raw.headers ?? {})) {
    if (value === null) delete headers[name.toLowerCase()];
    else headers[name.toLowerCase()] = value;
  }
  const answer = await fetch(uri, { method: 'POST', headers, body, redirect: 'manual' });
  return { status: answer.status, body: await answer.text() };
}
