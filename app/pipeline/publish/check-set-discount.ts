// Somebody may change the set discount by hand in the Shopify admin: delete it, end it, or let it combine with more than the
// guardrails allow, for which no margin was checked. From that moment offers promise none; the merchant reads what happened,
// and decides whether it comes back (restore-set-discount.ts). Nothing is made anew unasked: it may have been meant. A test
// of prices in the store is stopped: all its versions show the full price from now on.
import { adminClient, type AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { SET_DISCOUNT, UPDATE_SET_DISCOUNT } from '#app/adapters/shopify/operations/set-discount.ts';
import { recordChange } from '#app/db/changes.ts';
import { withTransaction } from '#app/db/pool.ts';
import { type DiscountStop, saveDiscountStop, shopById } from '#app/db/shops.ts';
import { runningTests } from '#app/db/tests.ts';
import { classesOf, type DiscountClass } from '#app/domain/discount/shop-discount.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { stopTest } from './close-test.ts';
import { SET_DISCOUNT_CLASSES } from './set-discount.ts';

export async function checkSetDiscount(shopId: bigint, now: Date): Promise<void> {
  const shop = await shopById(shopId);
  if (!shop?.discountNodeId || shop.uninstalledAt) return;
  const { discountNodeId } = shop;
  const stopped = await stopOf(adminClient(shop.domain), discountNodeId, shop.discountCombines);
  await withTransaction(async (on) => {
    if (!(await saveDiscountStop(shopId, discountNodeId, stopped, on))) return;
    await recordChange(shopId, { changedAt: now, actor: 'shopify', event: stopped ? 'set_discount_stopped' : 'set_discount_runs', detail: { how: stopped } }, on);
    if (stopped) {
      for (const test of await runningTests(shopId, on)) if (test.variable === 'discount' && test.place === 'on_site') await stopTest(shopId, test, 'discount_stopped', 'setwise', now, on);
    }
    await enqueue(publishSets, { shopId: String(shopId) }, { client: on, jobKey: `publish-sets:${shopId}` });
  });
}

/** @returns null: it stands as it was made */
async function stopOf(client: AdminClient, id: string, told: readonly DiscountClass[]): Promise<DiscountStop | null> {
  const discount = (await client.run(SET_DISCOUNT, { id })).automaticDiscountNode?.automaticDiscount;
  if (!discount) return 'deleted';
  if (discount.status !== 'ACTIVE') return 'deactivated';
  // Made before sets could give free shipping.
  if (SET_DISCOUNT_CLASSES.some((one) => !discount.discountClasses?.includes(one))) await client.run(UPDATE_SET_DISCOUNT, { id, discount: { discountClasses: SET_DISCOUNT_CLASSES } });
  const { orderDiscounts: order = false, productDiscounts: product = false, shippingDiscounts: shipping = false } = discount.combinesWith ?? {};
  return classesOf({ order, product, shipping }).every((one) => told.includes(one)) ? null : 'combines';
}
