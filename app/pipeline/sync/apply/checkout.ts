// checkouts/create, checkouts/update: a cart that may be left behind. Whether it was is not known yet; whoever waits for
// it looks again when the wait is over. A guest can't be written to, so a guest's checkout sets nothing off.
import type { CheckoutPayload } from '#app/contract/webhooks/checkout.ts';
import { upsertCheckouts } from '#app/db/checkouts.ts';
import { enroll } from '#app/jobs/definitions/enroll.ts';
import { enqueueAll } from '#app/jobs/enqueue.ts';
import { type Apply, newest } from './delivery.ts';

export const applyCheckout: Apply<CheckoutPayload> = async (told, { shop, on }) => {
  const checkouts = newest(told, ({ token }) => token).map(({ payload }) => ({
    checkoutToken: payload.token,
    customerId: payload.customer?.id ?? null,
    productIds: [...new Set(payload.line_items.flatMap((line) => line.product_id ?? []))],
    updatedAt: payload.updated_at,
    completedAt: payload.completed_at ?? null,
  }));
  const standing = await upsertCheckouts(shop.shopId, checkouts, on);
  const left = standing.filter(({ completedAt, customerId, productIds }) => !completedAt && customerId !== null && productIds.length > 0);
  const shopId = String(shop.shopId);
  await enqueueAll(enroll, left.map(({ checkoutToken }) => ({ shopId, checkoutToken, trigger: 'cart_abandoned' as const })), ({ checkoutToken }) => `enroll:cart:${shopId}:${checkoutToken}`, on);
};
