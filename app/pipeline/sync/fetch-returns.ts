// Reads returns whole, and takes them as their webhooks would have told them. What is asked for by no id are those that are
// still open: returns/process does not say which it was.
import { type AdminClient, adminClient } from '#app/adapters/shopify/admin-client.ts';
import { gidNumber, toGid } from '#app/adapters/shopify/gid.ts';
import { MORE_RETURN_LINES, type ReturnNode, RETURNS_A_QUERY, RETURNS_BY_ID } from '#app/adapters/shopify/operations/returns.ts';
import type { ReturnStatus } from '#app/contract/webhooks/return.ts';
import { withTransaction } from '#app/db/pool.ts';
import { openReturns, type ReturnRow } from '#app/db/returns.ts';
import { shopById } from '#app/db/shops.ts';
import { takeReturns } from './take-returns.ts';

/** What is open beyond this is left to the nightly comparison. */
const MOST_OPEN = 200;

/**
 * @param returnId null: those that are open
 * @param at now, business time
 * @throws AppError unauthorized, refused or try_later
 */
export async function fetchReturns(shopId: bigint, returnId: bigint | null, at: Date): Promise<void> {
  const shop = await shopById(shopId);
  if (!shop || shop.uninstalledAt) return;
  const ids = returnId === null ? await openReturns(shopId, MOST_OPEN) : [returnId];
  await readInTurn(shopId, adminClient(shop.domain, 'background'), ids, at);
}

/** Reads and takes them, a query's worth at a time. */
export async function readInTurn(shopId: bigint, client: AdminClient, ids: readonly bigint[], at: Date): Promise<void> {
  for (let from = 0; from < ids.length; from += RETURNS_A_QUERY) {
    const rows = await readReturns(client, ids.slice(from, from + RETURNS_A_QUERY), at);
    await withTransaction((on) => takeReturns(shopId, rows, on));
  }
}

async function readReturns(client: AdminClient, ids: readonly bigint[], readAt: Date): Promise<ReturnRow[]> {
  const { nodes } = await client.run(RETURNS_BY_ID, { ids: ids.map((id) => toGid('Return', id)) });
  const rows: ReturnRow[] = [];
  for (const node of nodes) if (node) rows.push(await wholeReturn(client, node, readAt));
  return rows;
}

async function wholeReturn(client: AdminClient, node: ReturnNode, readAt: Date): Promise<ReturnRow> {
  const row = returnRow(node, readAt);
  let { hasNextPage, endCursor } = node.returnLineItems.pageInfo;
  while (hasNextPage) {
    const { return: more } = await client.run(MORE_RETURN_LINES, { id: node.id, after: endCursor });
    if (!more) break;
    row.lines.push(...returnRow(more, readAt).lines);
    ({ hasNextPage, endCursor } = more.returnLineItems.pageInfo);
  }
  return row;
}

function returnRow(node: ReturnNode, readAt: Date): ReturnRow {
  return {
    returnId: gidNumber(node.id),
    orderId: gidNumber(node.order.id),
    status: node.status.toLowerCase() as ReturnStatus,
    requestedAt: new Date(node.createdAt),
    openedAt: node.requestApprovedAt === null ? null : new Date(node.requestApprovedAt),
    closedAt: node.closedAt === null ? null : new Date(node.closedAt),
    triggeredAt: readAt,
    lines: node.returnLineItems.nodes.flatMap(({ id, quantity, fulfillmentLineItem }) =>
      fulfillmentLineItem ? [{ returnLineId: gidNumber(id), lineId: gidNumber(fulfillmentLineItem.lineItem.id), quantity }] : []),
  };
}
