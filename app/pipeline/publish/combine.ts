// Tells the store with which discounts the set discount combines. In an order in which no floor is ever crossed: what is allowed
// no more is taken back before discounts may be larger, what is allowed from now on is said after they became smaller.
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { UPDATE_SET_DISCOUNT } from '#app/adapters/shopify/operations/set-discount.ts';
import { guardrailsOf } from '#app/db/guardrails.ts';
import { withTransaction } from '#app/db/pool.ts';
import { saveDiscountCombines, type ShopRow, shopById } from '#app/db/shops.ts';
import { AppError } from '#app/domain/app-error.ts';
import { type DiscountClass, combiningOf } from '#app/domain/discount/shop-discount.ts';
import { says } from '#app/domain/says/says.ts';
import { renewStack } from '../sync/renew-stack.ts';

export async function combineNoMore(shop: ShopRow, client: AdminClient, now: Date): Promise<void> {
  const { combinesWith } = await guardrailsOf(shop.shopId);
  const left = shop.discountCombines.filter((one) => combinesWith.includes(one));
  if (!shop.discountNodeId || shop.discountStopped || left.length === shop.discountCombines.length) return;
  await tell(shop.discountNodeId, left, client);
  await withTransaction(async (on) => {
    await saveDiscountCombines(shop.shopId, shop.discountNodeId as string, left, on);
    await renewStack(shop.shopId, now, on);
  });
}

/** Not while somebody stopped the discount by hand: it is put right with all else when the merchant restores it. */
export async function combineAsAllowed(shopId: bigint, client: AdminClient): Promise<void> {
  const [shop, { combinesWith }] = [await shopById(shopId), await guardrailsOf(shopId)];
  if (!shop?.discountNodeId || shop.discountStopped || combinesWith.every((one) => shop.discountCombines.includes(one))) return;
  const { discountNodeId, discountCombines } = shop;
  // Noted first: the store tells of the change at once, and it may not be taken for somebody else's.
  await saveDiscountCombines(shopId, discountNodeId, combinesWith);
  try {
    await tell(discountNodeId, combinesWith, client);
  } catch (error) {
    await saveDiscountCombines(shopId, discountNodeId, discountCombines);
    throw error;
  }
}

async function tell(id: string, classes: readonly DiscountClass[], client: AdminClient): Promise<void> {
  const errors = (await client.run(UPDATE_SET_DISCOUNT, { id, discount: { combinesWith: combiningInput(classes) } })).discountAutomaticAppUpdate?.userErrors;
  if (errors?.[0]) throw new AppError('refused', says(({ shopify }) => shopify.discountNotOn(errors[0]?.message ?? '')));
}

function combiningInput(classes: readonly DiscountClass[]) {
  const { order, product, shipping } = combiningOf(classes);
  return { orderDiscounts: order, productDiscounts: product, shippingDiscounts: shipping };
}
