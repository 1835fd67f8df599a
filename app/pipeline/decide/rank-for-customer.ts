// What a customer is likely to buy next, from all they have bought: the ranking that a message looks at, as npm run predict
// measures it.
import { type CurrentModel, nextListsOf } from '#app/db/associations.ts';
import { pastOf } from '#app/db/order-history.ts';
import { MOST_PAST_ORDERS } from '#app/domain/association/past.ts';
import { pastProducts, rankNext, type RankedNext } from '#app/domain/association/rank-next.ts';

/** @param exclude never returned; what the customer owns is not left out by itself */
export async function rankForCustomer(shopId: bigint, model: CurrentModel, customerId: bigint, exclude: ReadonlySet<bigint>, limit: number): Promise<RankedNext<bigint>[]> {
  const weights = pastProducts(model.next, await pastOf(shopId, customerId, MOST_PAST_ORDERS));
  return rankNext(model.next, await nextListsOf(shopId, model.modelId, [...weights.keys()]), weights, exclude, limit);
}
