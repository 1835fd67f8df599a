// The durable inbox's front door: a delivery whose signature holds becomes one row, and the workers are woken. Must do
// nothing else: Shopify waits five seconds for the answer, and a delivery that is not acknowledged comes again.
import { isUtf8 } from 'node:buffer';
import { log } from '#app/adapters/log.ts';
import { isSignedByShopify } from '#app/adapters/shopify/webhook-signature.ts';
import type { DeliveryHeaders } from '#app/contract/webhooks/headers.ts';
import { ringDeliveryBell } from '#app/db/across-shops/delivery-signal.ts';
import { AppError } from '#app/domain/app-error.ts';
import { keepTogether } from './keep-together.ts';
import { triggerTime } from './trigger-time.ts';

/** NOTIFY takes a lock that all commits of the database share, so a burst rings once, not once a delivery. */
const RING_AT_MOST_EVERY_MS = 25;

let ringing = false;

/**
 * @param secrets the app's client secret; while it is rotated, the old one too
 * @param receivedAt now, business time
 * @throws AppError unauthorized when the signature does not hold
 */
export async function receiveDelivery(headers: DeliveryHeaders, body: Buffer, secrets: readonly string[], receivedAt: Date): Promise<void> {
  if (!isSignedByShopify(body, headers['x-shopify-hmac-sha256'], secrets)) throw new AppError('unauthorized', 'The signature of this delivery does not hold.');
  const isNew = await keepTogether({
    shopDomain: headers['x-shopify-shop-domain'],
    webhookId: headers['x-shopify-webhook-id'],
    topic: headers['x-shopify-topic'],
    eventId: headers['x-shopify-event-id'] ?? null,
    triggeredAt: triggerTime(headers['x-shopify-triggered-at'], receivedAt),
    payload: storable(body),
  });
  if (isNew) ring();
}

/** PostgreSQL's text holds neither bytes that are no UTF-8 nor NUL: where they stand, U+FFFD does. Anything else is kept as it came. */
function storable(body: Buffer): Buffer | string {
  return isUtf8(body) && !body.includes(0) ? body : body.toString('utf8').replaceAll('\0', '\ufffd');
}

function ring(): void {
  if (ringing) return;
  ringing = true;
  setTimeout(() => {
    ringing = false;
    ringDeliveryBell().catch((error: Error) => log().warn({ error: error.message }, 'the workers were not woken; they will look by themselves'));
  }, RING_AT_MOST_EVERY_MS).unref();
}
