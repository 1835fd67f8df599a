// The last stage of a backfill: the lines of the refunds that the orders' export could not tell apart, a query's worth at
// a time, in the order of their ids, so that it goes on where it stopped.
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { gidNumber, toGid } from '#app/adapters/shopify/gid.ts';
import type { MoneyText } from '#app/adapters/shopify/operations/bulk-exports.ts';
import { MORE_REFUND_LINES, REFUND_LINES, REFUNDS_A_QUERY, type RefundNode, type WholeRefundNode } from '#app/adapters/shopify/operations/refund-lines.ts';
import { withTransaction } from '#app/db/pool.ts';
import { type BeyondLines, countRefundsWithoutLines, insertRefundLines, noteBeyondLines, type RefundLineRow, refundsWithoutLines } from '#app/db/refunds.ts';
import { amountMinor, sumMinor } from '../amounts.ts';
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
  const refunds = await readRefunds(client, ids, shop.currency);
  const rows = refunds.flatMap(({ lines }) => lines);
  await withTransaction(async (on) => {
    await insertRefundLines(shop.shopId, rows, on);
    await noteBeyondLines(shop.shopId, refunds.map(({ refundId, beyondLines }) => ({ refundId, ...beyondLines })), on);
    await save({ ...stage, state: 'reading', objects, rows: stage.rows + rows.length, resumeAfter: String(last) }, on);
  });
  return 'advanced';
}

export interface ReadRefund {
  refundId: bigint;
  orderId: bigint;
  lines: RefundLineRow[];
  beyondLines: BeyondLines;
}

/** @param ids of one query's worth of refunds */
export async function readRefunds(client: AdminClient, ids: readonly bigint[], currency: string): Promise<ReadRefund[]> {
  const { nodes } = await client.run(REFUND_LINES, { ids: ids.map((id) => toGid('Refund', id)) });
  const read: ReadRefund[] = [];
  for (const refund of nodes) {
    if (!refund) continue; // deleted with its order since it was exported
    const lines: RefundLineRow[] = [];
    let page: RefundNode | null = refund;
    while (page) {
      lines.push(...refundLineRows(page, currency));
      const { hasNextPage, endCursor }: RefundNode['refundLineItems']['pageInfo'] = page.refundLineItems.pageInfo;
      page = hasNextPage ? (await client.run(MORE_REFUND_LINES, { id: refund.id, after: endCursor })).node : null;
    }
    read.push({ refundId: gidNumber(refund.id), orderId: gidNumber(refund.order.id), lines, beyondLines: beyondLinesOf(refund, currency) });
  }
  return read;
}

export const refundLineRows = (refund: RefundNode, currency: string): RefundLineRow[] =>
  refund.refundLineItems.nodes.map((line) => ({
    refundId: gidNumber(refund.id),
    orderId: gidNumber(refund.order.id),
    lineId: gidNumber(line.lineItem.id),
    quantity: line.quantity,
    amountMinor: amountMinor(line.subtotalSet.shopMoney.amount, currency),
    taxMinor: amountMinor(line.totalTaxSet.shopMoney.amount, currency),
  }));

/** An adjustment below nought is money that went to the customer. */
export function beyondLinesOf({ refundShippingLines, orderAdjustments }: WholeRefundNode, currency: string): BeyondLines {
  const minor = (sets: MoneyText[]) => sumMinor(sets.map(({ shopMoney }) => shopMoney.amount), currency);
  return {
    shippingMinor: minor(refundShippingLines.nodes.map(({ subtotalAmountSet }) => subtotalAmountSet)),
    adjustmentMinor: 0 - minor(orderAdjustments.nodes.map(({ amountSet }) => amountSet)),
    taxMinor: minor(refundShippingLines.nodes.map(({ taxAmountSet }) => taxAmountSet)) - minor(orderAdjustments.nodes.map(({ taxAmountSet }) => taxAmountSet)),
  };
}
