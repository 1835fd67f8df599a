// The stages of a backfill: what each asks of Shopify and how its objects are written. To add one: its name in
// BACKFILL_STAGES (app/db/backfills.ts, in the order in which they are written), an entry here, what a line means in
// export-rows.ts, its word in app/ui/text.
import type pg from 'pg';
import { gidNumber } from '#app/adapters/shopify/gid.ts';
import {
  BULK_EXPORTS, type CustomerNode, type InventoryItemNode, type InventoryLevelNode, type OrderLineNode, type OrderNode, type ProductNode, type VariantNode,
} from '#app/adapters/shopify/operations/bulk-exports.ts';
import type { BackfillStageName } from '#app/db/backfills.ts';
import { upsertCustomers } from '#app/db/customers.ts';
import { importFulfillments } from '#app/db/fulfillments.ts';
import { upsertInventoryItems, upsertInventoryLevels } from '#app/db/inventory.ts';
import { importOrders } from '#app/db/orders.ts';
import { upsertProducts } from '#app/db/products.ts';
import { insertRefundLines, insertRefunds } from '#app/db/refunds.ts';
import { unitCosts } from '#app/db/unit-costs.ts';
import {
  customerRow, fulfillmentRows, inventoryItemRow, inventoryLevelRow, onlyRefundLineRows, orderRowOf, productRow, refundRows, type SaidLine, saidLine,
} from './export-rows.ts';
import { plainLine, plainOrder } from './plain-lines.ts';
import { guestsOrder, noteAddresses, noteGuests } from '../guests.ts';
import { advanceRefunds } from './refund-stage.ts';
import type { StageWork } from './stage-work.ts';

type Shop = StageWork['shop'];
type Mean<Row, Node, Child> = (node: Node, children: Child[]) => Row;
type Write<Row> = (rows: readonly Row[], on: pg.PoolClient) => Promise<unknown>;

/** How the lines of a file are read. */
export interface LineReader<Node, Child> {
  parse(line: string): Node | Child;
  /** A child belongs to the object before it. */
  isChild(said: Node | Child): said is Child;
}

export interface ExportWriter extends LineReader<object, object> {
  /** What an object means, with the children that followed it; asked as soon as it is whole, so that little is held. */
  row: Mean<unknown, never, never>;
  write: Write<unknown>;
}

export type Stage =
  /** Exported by Shopify as a file; its writer is made anew for each reading of one. */
  | { kind: 'export'; query: string; writer(shop: Shop): ExportWriter }
  /** Asked for by queries of its own, about what earlier stages wrote. */
  | { kind: 'queries'; advance(work: StageWork): Promise<'advanced' | 'waits'> };

const AS_JSON: LineReader<object, object> = {
  parse: (line) => JSON.parse(line) as object,
  isChild: (said): said is object => '__parentId' in said,
};

const ORDER_LINES: LineReader<OrderNode, SaidLine> = {
  parse: (line) => plainLine(line) ?? plainOrder(line) ?? parsedOrder(line),
  isChild: (said): said is SaidLine => 'lineId' in said,
};

function parsedOrder(line: string): OrderNode | SaidLine {
  const node = JSON.parse(line) as OrderNode | OrderLineNode;
  return '__parentId' in node ? saidLine(node as OrderLineNode) : (node as OrderNode);
}

function exported<Row, Node, Child>(query: string, row: (shop: Shop) => Mean<Row, Node, Child>, write: (shop: Shop) => Write<Row>, reader = AS_JSON as unknown as LineReader<Node, Child>): Stage {
  return { kind: 'export', query, writer: (shop) => ({ ...(reader as unknown as LineReader<object, object>), row: row(shop) as Mean<unknown, never, never>, write: write(shop) as Write<unknown> }) };
}

export const STAGES: Record<BackfillStageName, Stage> = {
  products: exported(
    BULK_EXPORTS.products,
    ({ currency }) => (node: ProductNode, variants: VariantNode[]) => productRow(node, variants, currency, null),
    ({ shopId }) => (products, on) => upsertProducts(shopId, products, on),
  ),
  inventory: exported(
    BULK_EXPORTS.inventory,
    ({ currency }) => (node: InventoryItemNode, levels: InventoryLevelNode[]) => ({
      item: inventoryItemRow(node, currency, null),
      levels: levels.map((level) => inventoryLevelRow(level, gidNumber(node.id), null)),
    }),
    ({ shopId }) => async (rows, on) => {
      await upsertInventoryItems(shopId, rows.map(({ item }) => item), on);
      await upsertInventoryLevels(shopId, rows.flatMap(({ levels }) => levels), on);
    },
  ),
  customers: exported(
    BULK_EXPORTS.customers,
    () => (node: CustomerNode) => ({ customer: customerRow(node), email: node.defaultEmailAddress?.emailAddress }),
    ({ shopId }) => async (rows, on) => {
      await upsertCustomers(shopId, rows.map(({ customer }) => customer), on);
      await noteAddresses(shopId, rows.map(({ customer: { customerId, updatedAt: toldAt }, email }) => ({ customerId, email, toldAt })), on);
    },
  ),
  orders: exported(
    BULK_EXPORTS.orders,
    () => (node: OrderNode, lines: SaidLine[]) => {
      const order = orderRowOf(node, lines, null);
      return { order, guest: guestsOrder(node), fulfillments: fulfillmentRows(node, null), refunds: refundRows(node), refundLines: onlyRefundLineRows(node, order) };
    },
    ({ shopId }) => {
      const costs = unitCosts();
      return async (rows, on) => {
        await importOrders(shopId, rows.map(({ order }) => order), costs, on);
        await noteGuests(shopId, rows.flatMap(({ guest }) => guest), on);
        await importFulfillments(shopId, rows.flatMap(({ fulfillments }) => fulfillments), on);
        await insertRefunds(shopId, rows.flatMap(({ refunds }) => refunds), on);
        await insertRefundLines(shopId, rows.flatMap(({ refundLines }) => refundLines), on);
      };
    },
    ORDER_LINES,
  ),
  refunds: { kind: 'queries', advance: advanceRefunds },
};
