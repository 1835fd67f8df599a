// The one automatic discount that the set discount Function answers for: there while sets are published, gone when none
// is. It combines with no other discount, since the margin floor is checked against this one alone.
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { CREATE_SET_DISCOUNT, DELETE_SET_DISCOUNT, SET_DISCOUNT_FUNCTION } from '#app/adapters/shopify/operations/publish.ts';
import { type ShopRow, saveDiscountNode } from '#app/db/shops.ts';
import { AppError } from '#app/domain/app-error.ts';

export const COMBINES_WITH_NOTHING = { orderDiscounts: false, productDiscounts: false, shippingDiscounts: false };

export async function ensureSetDiscount(shop: ShopRow, client: AdminClient, at: Date): Promise<void> {
  if (shop.discountNodeId) return;
  const { discountAutomaticAppCreate: answer } = await client.run(CREATE_SET_DISCOUNT, {
    discount: {
      title: 'Set discount',
      functionHandle: SET_DISCOUNT_FUNCTION,
      discountClasses: ['PRODUCT'],
      combinesWith: COMBINES_WITH_NOTHING,
      startsAt: at.toISOString(),
    },
  });
  const created = answer?.automaticAppDiscount;
  if (!created) throw new AppError('refused', `Shopify did not create the set discount: ${answer?.userErrors[0]?.message ?? 'it gave no reason'}`);
  await saveDiscountNode(shop.shopId, created.discountId);
}

export async function removeSetDiscount(shop: ShopRow, client: AdminClient): Promise<void> {
  if (!shop.discountNodeId) return;
  // A merchant may have deleted it by hand: that it is gone is what was wanted.
  await client.run(DELETE_SET_DISCOUNT, { id: shop.discountNodeId });
  await saveDiscountNode(shop.shopId, null);
}
