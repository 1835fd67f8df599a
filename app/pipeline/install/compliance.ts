// The three requests that the law behind Shopify's compliance webhooks makes: what is held about a customer, forget a
// customer, forget a shop. No name, address or email is ever held, so counts say all there is.
import { recordChange } from '#app/db/changes.ts';
import { countHeldAbout, forgetPerson } from '#app/db/people.ts';
import type { Queryable } from '#app/db/pool.ts';
import { forgetShop } from '#app/jobs/definitions/forget-shop.ts';
import { enqueue } from '#app/jobs/enqueue.ts';

/** customers/data_request: leaves for the merchant, who has to answer it, what is held. */
export async function answerDataRequest(shopId: bigint, request: { requestId: bigint; customerId: bigint }, at: Date, on: Queryable): Promise<void> {
  const held = await countHeldAbout(shopId, request.customerId, on);
  await recordChange(shopId, { changedAt: at, actor: 'shopify', event: 'customer_data_requested', detail: { requestId: String(request.requestId), customerId: String(request.customerId), held } }, on);
}

/** customers/redact: orders and decisions stay as numbers, without the customer, also those that they placed as a guest. */
export async function redactCustomer(shopId: bigint, { customerId, orderIds }: { customerId: bigint; orderIds: readonly bigint[] }, at: Date, on: Queryable): Promise<void> {
  await forgetPerson(shopId, customerId, orderIds, on);
  // The id itself is part of what has to go: the log says that it happened, not to whom.
  await recordChange(shopId, { changedAt: at, actor: 'shopify', event: 'customer_redacted', detail: {} }, on);
}

/** shop/redact: by a job, since it deletes the delivery that asked for it too. */
export async function redactShop(shopId: bigint, requestedAt: Date, on: Queryable): Promise<void> {
  await enqueue(forgetShop, { shopId: String(shopId), leftBefore: requestedAt.toISOString() }, { client: on, jobKey: `forget:${shopId}` });
}
