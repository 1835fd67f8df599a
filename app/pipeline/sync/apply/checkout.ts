// checkouts/create, checkouts/update: a cart that may be left behind. Whether it was is not known yet; whoever waits for
// it looks again when the wait is over. A guest whose address is no customer's can't be written to, so their checkout sets
// nothing off. checkouts/delete: there is no cart any more to speak of.
import type { CheckoutDeletedPayload, CheckoutPayload } from '#app/contract/webhooks/checkout.ts';
import { deleteCheckouts, upsertCheckouts } from '#app/db/checkouts.ts';
import { stopEnrollmentsOf } from '#app/db/enrollments.ts';
import { enroll } from '#app/jobs/definitions/enroll.ts';
import { enqueueAll } from '#app/jobs/enqueue.ts';
import { guestsKnown } from '../guests.ts';
import { type Apply, newest } from './delivery.ts';

export const applyCheckout: Apply<CheckoutPayload> = async (told, { shop, on }) => {
  const newestOnes = newest(told, ({ token }) => token);
  const guests = await guestsKnown(shop.shopId, newestOnes.flatMap(({ payload: { customer, email } }) => (customer ? [] : [email])), on);
  const checkouts = newestOnes.map(({ payload, triggeredAt }) => ({
    checkoutToken: payload.token,
    checkoutId: payload.id ?? null,
    customerId: payload.customer?.id ?? guests.customerOf(payload.email),
    productIds: [...new Set(payload.line_items.flatMap((line) => line.product_id ?? []))],
    updatedAt: payload.updated_at,
    triggeredAt,
    completedAt: payload.completed_at ?? null,
  }));
  const standing = await upsertCheckouts(shop.shopId, checkouts, on);
  const left = standing.filter(({ completedAt, customerId, productIds }) => !completedAt && customerId !== null && productIds.length > 0);
  const shopId = String(shop.shopId);
  await enqueueAll(enroll, left.map(({ checkoutToken }) => ({ shopId, checkoutToken, trigger: 'cart_abandoned' as const })), ({ checkoutToken }) => `enroll:cart:${shopId}:${checkoutToken}`, on);
};

export const applyCheckoutDeleted: Apply<CheckoutDeletedPayload> = async (told, { shop: { shopId }, on }) => {
  const gone = await deleteCheckouts(shopId, told.map(({ payload, triggeredAt }) => ({ checkoutId: payload.id, at: triggeredAt })), on);
  for (const { checkoutToken, customerId } of gone) if (customerId !== null) await stopEnrollmentsOf(shopId, customerId, { checkoutToken }, 'checkout_deleted', on);
};
