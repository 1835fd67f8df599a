// The durable inbox's front door: a delivery whose signature holds becomes one row, and the workers are woken. Must do
// nothing else: Shopify waits five seconds for the answer, and a delivery that is not acknowledged comes again.
import { log } from '#app/adapters/log.ts';
import { isSignedByShopify } from '#app/adapters/shopify/webhook-signature.ts';
import type { DeliveryHeaders } from '#app/contract/webhooks/headers.ts';
import { ringDeliveryBell } from '#app/db/across-shops/delivery-signal.ts';
import { keepDelivery } from '#app/db/webhook-deliveries.ts';
import { AppError } from '#app/domain/app-error.ts';

/** NOTIFY takes a lock that all commits of the database share, so a burst rings once, not once a delivery. */
const RING_AT_MOST_EVERY_MS = 25;

let ringing = false;

/**
 * @param secret the app's client secret
 * @param receivedAt stands in where Shopify did not say when it was triggered
 * @throws AppError unauthorized when the signature does not hold
 */
export async function receiveDelivery(headers: DeliveryHeaders, body: Buffer, secret: string, receivedAt: Date): Promise<void> {
  if (!isSignedByShopify(body, headers['x-shopify-hmac-sha256'], secret)) throw new AppError('unauthorized', 'The signature of this delivery does not hold.');
  const kept = await keepDelivery({
    shopDomain: headers['x-shopify-shop-domain'],
    webhookId: headers['x-shopify-webhook-id'],
    topic: headers['x-shopify-topic'],
    eventId: headers['x-shopify-event-id'] ?? null,
    triggeredAt: headers['x-shopify-triggered-at'] ?? receivedAt.toISOString(),
    payload: body.toString('utf8'),
  });
  if (kept) ring();
}

function ring(): void {
  if (ringing) return;
  ringing = true;
  setTimeout(() => {
    ringing = false;
    ringDeliveryBell().catch((error: Error) => log().warn({ error: error.message }, 'the workers were not woken; they will look by themselves'));
  }, RING_AT_MOST_EVERY_MS).unref();
}
