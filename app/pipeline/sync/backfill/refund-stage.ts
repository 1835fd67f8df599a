// The last stage of a backfill: the lines of the refunds that the orders' export could not tell apart, a query's worth at
// a time, in the order of their ids, so that it goes on where it stopped.
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { gidNumber, toGid } from '#app/adapters/shopify/gid.ts';
import { MORE_REFUND_LINES, REFUND_LINES, REFUNDS_A_QUERY, type RefundNode } from '#app/adapters/shopify/operations/refund-lines.ts';
import { withTransaction } from '#app/db/pool.ts';
import { countRefundsWithoutLines, insertRefundLines, type RefundLineRow, refundsWithoutLines } from '#app/db/refunds.ts';
import { amountMinor } from '../amounts.ts';
import type { StageWork } from './stage-work.ts';

/** @returns 'advanced' always: Shopify never has to be waited for */
export async function advanceRefunds({ shop, client, stage, save }: StageWork): Promise<'advanced'> {
  const ids = await refundsWithoutLines(shop.shopId, BigInt(stage.resumeAfter), REFUNDS_A_QUERY);
  const last = ids.at(-1);
  if (last === undefined) {
    await save({ ...stage, state: 'done' });
    return 'advanced';
  }
  const objects = stage.state === 'reading' ? stage.objects : await countRefundsWithoutLines(shop.shopId);
  const lines = await readRefundLines(client, ids, shop.currency);
  await withTransaction(async (on) => {
    await insertRefundLines(shop.shopId, lines, on);
    await save({ ...stage, state: 'reading', objects, rows: stage.rows + lines.length, resumeAfter: String(last) }, on);
  });
  return 'advanced';
}

/** @param ids of one query's worth of refunds */
export async function readRefundLines(client: AdminClient, ids: readonly bigint[], currency: string): Promise<RefundLineRow[]> {
  const { nodes } = await client.run(REFUND_LINES, { ids: ids.map((id) => toGid('Refund', id)) });
  const rows: RefundLineRow[] = [];
  for (const refund of nodes) {
    if (!refund) continue; // deleted with its order since it was exported
    let page: RefundNode | null = refund;
    while (page) {
      rows.push(...linesOf(page, currency));
      const { hasNextPage, endCursor }: RefundNode['refundLineItems']['pageInfo'] = page.refundLineItems.pageInfo;
      page = hasNextPage ? (await client.run(MORE_REFUND_LINES, { id: refund.id, after: endCursor })).node : null;
    }
  }
  return rows;
}

const linesOf = (refund: RefundNode, currency: string): RefundLineRow[] =>
  refund.refundLineItems.nodes.map((line) => ({
    refundId: gidNumber(refund.id),
    orderId: gidNumber(refund.order.id),
    lineId: gidNumber(line.lineItem.id),
    quantity: line.quantity,
    amountMinor: amountMinor(line.subtotalSet.shopMoney.amount, currency),
  }));
