// The webhook endpoint on a free port, and deliveries as Shopify sends them: signed with the app's secret.
import { createHmac, randomUUID } from 'node:crypto';
import { config } from '#app/config/config.ts';
import { handleWebhook } from '#app/server/webhooks.ts';
import { type Endpoint, startEndpoint } from './endpoint.ts';

export type WebhookEndpoint = Endpoint;

export const startWebhookEndpoint = (): Promise<WebhookEndpoint> => startEndpoint(handleWebhook, '/webhooks');

export interface DeliveryToSend {
  topic: string;
  shopDomain: string;
  payload: object | string;
  webhookId?: string;
  eventId?: string;
  triggeredAt?: string;
}

export function signedDelivery({ topic, shopDomain, payload, webhookId = randomUUID(), eventId = randomUUID(), triggeredAt = '2026-06-01T10:00:00.123456789Z' }: DeliveryToSend) {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-hmac-sha256': createHmac('sha256', config().shopify.apiSecret).update(body).digest('base64'),
    'x-shopify-shop-domain': shopDomain,
    'x-shopify-api-version': '2026-07',
    'x-shopify-webhook-id': webhookId,
    'x-shopify-event-id': eventId,
    'x-shopify-triggered-at': triggeredAt,
  };
  return { method: 'POST', headers, body };
}
