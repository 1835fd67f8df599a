// discounts/create, discounts/update, discounts/delete. The set discount is looked at anew; a code of a message that somebody
// ended or deleted is promised no more; anybody else's has all of them read anew, as it may meet ours.
import type { DiscountDeletedPayload, DiscountPayload } from '#app/contract/webhooks/discount.ts';
import { type CodeWord, saveCodeWords } from '#app/db/discount-codes.ts';
import { isOwnCodeTitle } from '#app/domain/discount/own-code.ts';
import { checkSetDiscount } from '#app/jobs/definitions/check-set-discount.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { ring } from '../reread/ring.ts';
import { type Apply, type Inbox, newest } from './delivery.ts';

export const applyDiscount: Apply<DiscountPayload> = async (told, inbox) => {
  const words = newest(told, ({ admin_graphql_api_id: id }) => id).map(({ payload, triggeredAt }) => ({
    discountNodeId: payload.admin_graphql_api_id,
    revokedAt: payload.status === 'ACTIVE' ? null : payload.updated_at,
    toldAt: triggeredAt,
  }));
  await take(words, inbox);
  if (told.some(({ payload }) => !isOwn(payload, inbox))) await ring(inbox.shop.shopId, 'discounts', inbox.on);
};

/** Final: nothing older or newer brings it back. */
export const applyDiscountDeleted: Apply<DiscountDeletedPayload> = async (told, inbox) => {
  const deleted = new Map(told.map(({ payload }) => [payload.admin_graphql_api_id, payload.deleted_at]));
  await take([...deleted].map(([discountNodeId, revokedAt]) => ({ discountNodeId, revokedAt, toldAt: 'infinity' as const })), inbox);
  await ring(inbox.shop.shopId, 'discounts', inbox.on);
};

async function take(words: readonly CodeWord[], { shop, on }: Inbox): Promise<void> {
  const { shopId, discountNodeId } = shop;
  if (words.some((word) => word.discountNodeId === discountNodeId)) await enqueue(checkSetDiscount, { shopId: String(shopId) }, { client: on, jobKey: `check-set-discount:${shopId}` });
  await saveCodeWords(shopId, words, on);
}

/** A message's code tells of itself each time that one is made: thousands an hour, and none of them meets anything. */
const isOwn = ({ admin_graphql_api_id: id, title }: DiscountPayload, { shop }: Inbox): boolean => id === shop.discountNodeId || isOwnCodeTitle(title);
