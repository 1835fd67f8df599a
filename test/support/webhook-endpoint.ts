// The webhook endpoint on a free port, and deliveries as Shopify sends them: signed with the app's secret.
import { createHmac, randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { config } from '#app/config/config.ts';
import { answerError } from '#app/server/http-errors.ts';
import { handleWebhook } from '#app/server/webhooks.ts';

export interface WebhookEndpoint {
  url: string;
  stop(): Promise<void>;
}

export async function startWebhookEndpoint(): Promise<WebhookEndpoint> {
  const server = http.createServer((request, response) => {
    handleWebhook(request, response).catch((error) => answerError(response, error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}

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
