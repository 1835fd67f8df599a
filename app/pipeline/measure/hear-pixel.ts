// What the behaviour pixel said. Anybody can call here, so a call joins a visitor to a fresh order (join-visitor.ts) or
// does nothing; nothing of it is kept else, and however many come, few wait.
import { log } from '#app/adapters/log.ts';
import { pixelCall } from '#app/contract/pixel.ts';
import { readBody } from '#app/contract/read-call.ts';
import { shopByDomain } from '#app/db/shops.ts';
import { joinVisitor as joinLater } from '#app/jobs/definitions/join-visitor.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { joinVisitor } from './join-visitor.ts';

/** The pixel is usually faster than the webhook. */
const WAIT_MS = 10_000;
/** The most calls of a shop that wait for their order at one time. */
const WAITING = 500n;

/**
 * @param times business time for the order's age, wire time for the wait
 * @throws AppError bad_request for what cannot be understood
 */
export async function hearPixel(body: string, times: { now: Date; wireNow: Date }): Promise<void> {
  const { shop: domain, orderId, visitor, eventId } = readBody(pixelCall, body);
  const shop = await shopByDomain(domain);
  if (!shop || shop.uninstalledAt) return;
  const { shopId } = shop;
  if (await joinVisitor({ shopId, orderId, visitorId: visitor }, times.now)) return;
  log().debug({ shopId: String(shopId), orderId: String(orderId), eventId }, 'a pixel was here before its order');
  await enqueue(
    joinLater,
    { shopId: String(shopId), orderId: String(orderId), visitor },
    { jobKey: `join-visitor:${shopId}:${orderId % WAITING}`, runAt: new Date(times.wireNow.getTime() + WAIT_MS) },
  );
}
