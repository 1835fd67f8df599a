// Fetches one order by its id and takes it as its webhook would have told it: when that lags behind the shopper, or when a
// webhook told only that it was edited. Whichever comes second changes nothing.
import { adminClient } from '#app/adapters/shopify/admin-client.ts';
import { toGid } from '#app/adapters/shopify/gid.ts';
import type { OrderLineNode } from '#app/adapters/shopify/operations/bulk-exports.ts';
import { ORDER_BY_ID, type OrderByIdAnswer } from '#app/adapters/shopify/operations/order-by-id.ts';
import { withTransaction } from '#app/db/pool.ts';
import { shopById } from '#app/db/shops.ts';
import { fulfillmentRows, orderRow } from './backfill/export-rows.ts';
import { guestsOrder, noteGuests } from './guests.ts';
import { takeOrders } from './take-order.ts';
import { takeFulfillments } from './take-parcels.ts';

/**
 * @param at now, business time
 * @returns false when Shopify has no such order, or the shop is gone
 * @throws AppError unauthorized, refused or try_later
 */
export async function fetchOrder(shopId: bigint, orderId: bigint, at: Date): Promise<boolean> {
  const shop = await shopById(shopId);
  if (!shop || shop.uninstalledAt) return false;
  const whole = await readWhole(shop.domain, orderId);
  if (!whole) return false;
  const { node, lines } = whole;
  const told = { order: orderRow(node, lines, at), checkoutToken: null, locale: node.customer?.locale ?? null, countryCode: node.customer?.defaultAddress?.countryCodeV2 ?? null, at };
  await withTransaction(async (on) => {
    await takeOrders(shopId, [told], on);
    await noteGuests(shopId, guestsOrder(node), on);
    await takeFulfillments(shopId, fulfillmentRows(node, at).map((fulfillment) => ({ fulfillment, at })), on);
  });
  return true;
}

async function readWhole(shopDomain: string, orderId: bigint) {
  const client = adminClient(shopDomain);
  const lines: OrderLineNode[] = [];
  let after: string | null = null;
  for (;;) {
    const { order }: OrderByIdAnswer = await client.run(ORDER_BY_ID, { id: toGid('Order', orderId), after });
    if (!order) return undefined;
    lines.push(...order.lineItems.nodes);
    if (!order.lineItems.pageInfo.hasNextPage) return { node: order, lines };
    after = order.lineItems.pageInfo.endCursor;
  }
}
