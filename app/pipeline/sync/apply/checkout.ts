// checkouts/create, checkouts/update: a cart that may be left behind. Whether it was is not known yet; whoever waits for
// it looks again when the wait is over. A guest can't be written to, so a guest's checkout sets nothing off.
import type { CheckoutPayload } from '#app/contract/webhooks/checkout.ts';
import { upsertCheckout } from '#app/db/checkouts.ts';
import { enroll } from '#app/jobs/definitions/enroll.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { eachOf } from './delivery.ts';

export const applyCheckout = eachOf<CheckoutPayload>(async (payload, { shop, on }) => {
  const checkout = await upsertCheckout(
    shop.shopId,
    {
      checkoutToken: payload.token,
      customerId: payload.customer?.id ?? null,
      productIds: [...new Set(payload.line_items.flatMap((line) => line.product_id ?? []))],
      updatedAt: payload.updated_at,
      completedAt: payload.completed_at ?? null,
    },
    on,
  );
  if (checkout.completedAt || checkout.customerId === null || checkout.productIds.length === 0) return;
  const ids = { shopId: String(shop.shopId), checkoutToken: checkout.checkoutToken };
  await enqueue(enroll, { ...ids, trigger: 'cart_abandoned' }, { client: on, jobKey: `enroll:cart:${ids.shopId}:${ids.checkoutToken}` });
});
