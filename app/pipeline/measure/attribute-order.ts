// An order came in: the visitor whose cart it was is its customer from now on, codes of ours are marked as used, and its
// lines go to the offers that they followed. A repeat changes nothing, nor does the order in which facts arrive.
import { attributeLines, subjectOfOrder } from '#app/db/attributions.ts';
import { markCodeUsed } from '#app/db/discount-codes.ts';
import { withTransaction } from '#app/db/pool.ts';
import { linkVisitor } from '#app/db/subjects.ts';

export async function attributeOrder(shopId: bigint, orderId: bigint, now: Date): Promise<void> {
  await withTransaction(async (client) => {
    const order = await subjectOfOrder(shopId, orderId, client);
    if (!order) return;
    const { visitorId, customerId, discountCodes, orderedAt } = order;
    if (visitorId !== null && customerId !== null) await linkVisitor(shopId, visitorId, customerId, orderedAt, client);
    for (const code of discountCodes) await markCodeUsed(shopId, code, orderId, orderedAt, client);
    await attributeLines(shopId, orderId, now, client);
  });
}
