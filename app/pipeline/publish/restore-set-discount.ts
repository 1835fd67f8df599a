// A merchant wants the set discount back that was stopped by hand: made anew where it was deleted, otherwise put right. What
// is published follows.
import { adminClient } from '#app/adapters/shopify/admin-client.ts';
import { ACTIVATE_SET_DISCOUNT, UPDATE_SET_DISCOUNT } from '#app/adapters/shopify/operations/set-discount.ts';
import { recordChange } from '#app/db/changes.ts';
import { withTransaction } from '#app/db/pool.ts';
import { saveDiscountNode, shopById } from '#app/db/shops.ts';
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { COMBINES_WITH_NOTHING } from './set-discount.ts';

/** @param actor the person's subject id @throws AppError from Shopify: then nothing has changed here */
export async function restoreSetDiscount(shopId: bigint, actor: string, now: Date): Promise<void> {
  const shop = await shopById(shopId);
  if (!shop?.discountStopped || !shop.discountNodeId) return;
  const { discountNodeId: id, discountStopped: stopped } = shop;
  const client = adminClient(shop.domain);
  if (stopped !== 'deleted') {
    refuse((await client.run(UPDATE_SET_DISCOUNT, { id, discount: { combinesWith: COMBINES_WITH_NOTHING } })).discountAutomaticAppUpdate?.userErrors);
    refuse((await client.run(ACTIVATE_SET_DISCOUNT, { id })).discountAutomaticActivate?.userErrors);
  }
  await withTransaction(async (on) => {
    // Without a node, publishing makes a new one.
    await saveDiscountNode(shopId, stopped === 'deleted' ? null : id, on);
    await recordChange(shopId, { changedAt: now, actor, event: 'set_discount_runs', detail: { how: null } }, on);
    await enqueue(publishSets, { shopId: String(shopId) }, { client: on, jobKey: `publish-sets:${shopId}` });
  });
}

function refuse(errors: readonly { message: string }[] = []): void {
  const [error] = errors;
  if (error) throw new AppError('refused', says(({ shopify }) => shopify.discountNotOn(error.message)));
}
