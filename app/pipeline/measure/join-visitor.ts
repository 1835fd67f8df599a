// A visitor becomes that of an order which came without one, as buy-now buttons skip the cart that would have said it. Who
// says so proves nothing: only an order of the last hours, only where there is no visitor yet. The first stays.
import { giveVisitor, orderState } from '#app/db/orders.ts';
import { withTransaction } from '#app/db/pool.ts';
import { attributeOrder } from '#app/jobs/definitions/attribute-order.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { fetchOrder } from '../sync/fetch-order.ts';

/** A checkout says that it is complete within moments; the rest is for a page that was left open. */
const FRESH_MS = 2 * 3_600_000;

export interface Join {
  shopId: bigint;
  orderId: bigint;
  visitorId: string;
}

/** @returns false when the order is not here (yet) */
export async function joinVisitor({ shopId, orderId, visitorId }: Join, now: Date): Promise<boolean> {
  return withTransaction(async (client) => {
    if (!(await giveVisitor(shopId, orderId, visitorId, new Date(now.getTime() - FRESH_MS), client))) return (await orderState(shopId, orderId, client)) !== undefined;
    await enqueue(attributeOrder, { shopId: String(shopId), orderId: String(orderId) }, { client, jobKey: `attribute:${shopId}:${orderId}` });
    return true;
  });
}

/** Fetches the order where its webhook has not come; one that Shopify does not know is left at that. */
export async function joinVisitorLater(join: Join, now: Date): Promise<void> {
  if (await joinVisitor(join, now)) return;
  if (await fetchOrder(join.shopId, join.orderId, now)) await joinVisitor(join, now);
}
