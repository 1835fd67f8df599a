// The one automatic discount that the set discount Function answers for: there while sets are published, gone when none
// is. It combines with no other discount until what is published was reckoned with those (combine.ts).
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { CREATE_SET_DISCOUNT, DELETE_SET_DISCOUNT, SET_DISCOUNT_FUNCTION } from '#app/adapters/shopify/operations/publish.ts';
import { AUTOMATIC_DISCOUNTS } from '#app/adapters/shopify/operations/set-discount.ts';
import { config } from '#app/config/config.ts';
import { type ShopRow, saveDiscountNode } from '#app/db/shops.ts';
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';

const TITLE = 'Set discount';

export const COMBINES_WITH_NOTHING = { orderDiscounts: false, productDiscounts: false, shippingDiscounts: false };

/** What it may lower. */
export const SET_DISCOUNT_CLASSES = ['PRODUCT', 'SHIPPING'];

export async function ensureSetDiscount(shop: ShopRow, client: AdminClient, at: Date): Promise<void> {
  if (shop.discountNodeId) return;
  await saveDiscountNode(shop.shopId, (await findOwn(client)) ?? (await create(client, at)));
}

/** One that was made and not noted: the answer was lost, or the worker died in between. A second one is never made. */
async function findOwn(client: AdminClient): Promise<string | undefined> {
  const { automaticDiscountNodes: found } = await client.run(AUTOMATIC_DISCOUNTS, { query: `title:'${TITLE}' AND type:app` });
  const own = found.nodes.find(({ automaticDiscount: one }) => one.title === TITLE && one.status === 'ACTIVE' && one.appDiscountType?.appKey === config().shopify.apiKey);
  return own?.automaticDiscount.discountId;
}

/** @returns its id */
async function create(client: AdminClient, at: Date): Promise<string> {
  const { discountAutomaticAppCreate: answer } = await client.run(CREATE_SET_DISCOUNT, {
    discount: {
      title: TITLE,
      functionHandle: SET_DISCOUNT_FUNCTION,
      discountClasses: SET_DISCOUNT_CLASSES,
      combinesWith: COMBINES_WITH_NOTHING,
      startsAt: at.toISOString(),
    },
  });
  const created = answer?.automaticAppDiscount;
  if (!created) throw new AppError('refused', says(({ shopify }) => shopify.discountNotMade(answer?.userErrors[0]?.message ?? shopify.noReason)));
  return created.discountId;
}

export async function removeSetDiscount(shop: ShopRow, client: AdminClient): Promise<void> {
  if (!shop.discountNodeId) return;
  // A merchant may have deleted it by hand: that it is gone is what was wanted.
  await client.run(DELETE_SET_DISCOUNT, { id: shop.discountNodeId });
  await saveDiscountNode(shop.shopId, null);
}
