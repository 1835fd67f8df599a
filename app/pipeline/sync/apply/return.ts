// returns/*: where a return stands. What a payload lacks (the lines, always; in some topics all but the id, or even that) is
// read afterwards; until its lines are known, a return is taken for one of the whole order.
import type { ReturnPayload } from '#app/contract/webhooks/return.ts';
import type { ReturnWord } from '#app/db/returns.ts';
import { askForReturns, hearReturns } from '../take-returns.ts';
import type { Apply } from './delivery.ts';

export const applyReturn: Apply<ReturnPayload> = async (told, { shop, on }) => {
  const words: ReturnWord[] = [];
  const unclear = new Set<bigint | null>();
  for (const { payload, triggeredAt } of told) {
    const returnId = payload.id ?? payload.admin_graphql_api_id ?? null;
    const orderId = payload.order?.id ?? payload.order_id ?? null;
    if (returnId === null || orderId === null || !payload.status) {
      unclear.add(returnId);
      continue;
    }
    words.push({ returnId, orderId, status: payload.status, triggeredAt });
  }
  await hearReturns(shop.shopId, words, on);
  await askForReturns(shop.shopId, [...unclear], on);
};
