// The stages that Shopify exports: how each one's objects and their children are written.
import { gidNumber } from '#app/adapters/shopify/gid.ts';
import type {
  CustomerNode, InventoryItemNode, InventoryLevelNode, OrderLineNode, OrderNode, ProductNode, VariantNode,
} from '#app/adapters/shopify/operations/bulk-exports.ts';
import { upsertCustomers } from '#app/db/customers.ts';
import { upsertFulfillments } from '#app/db/fulfillments.ts';
import { upsertInventoryItems, upsertInventoryLevels } from '#app/db/inventory.ts';
import { upsertOrders } from '#app/db/orders.ts';
import type { Queryable } from '#app/db/pool.ts';
import { upsertProducts } from '#app/db/products.ts';
import { insertRefundLines, insertRefunds } from '#app/db/refunds.ts';
import { customerRow, fulfillmentRows, inventoryItemRow, inventoryLevelRow, onlyRefundLineRows, orderRow, productRow, refundRows } from './export-rows.ts';

/** An object of the export with the children that followed it. */
export interface ExportedObject {
  node: unknown;
  children: unknown[];
}

type Write = (shop: { shopId: bigint; currency: string }, objects: readonly ExportedObject[], on: Queryable) => Promise<void>;

export type ExportStage = 'products' | 'inventory' | 'customers' | 'orders';

export const WRITE_STAGE: Record<ExportStage, Write> = {
  products: async ({ shopId, currency }, objects, on) => {
    await upsertProducts(shopId, objects.map(({ node, children }) => productRow(node as ProductNode, children as VariantNode[], currency, null)), on);
  },
  inventory: async ({ shopId, currency }, objects, on) => {
    await upsertInventoryItems(shopId, objects.map(({ node }) => inventoryItemRow(node as InventoryItemNode, currency, null)), on);
    const levels = objects.flatMap(({ node, children }) => {
      const inventoryItemId = gidNumber((node as InventoryItemNode).id);
      return (children as InventoryLevelNode[]).map((level) => inventoryLevelRow(level, inventoryItemId, null));
    });
    await upsertInventoryLevels(shopId, levels, on);
  },
  customers: async ({ shopId }, objects, on) => {
    await upsertCustomers(shopId, objects.map(({ node }) => customerRow(node as CustomerNode)), on);
  },
  orders: async ({ shopId }, objects, on) => {
    const orders = objects.map(({ node, children }) => orderRow(node as OrderNode, children as OrderLineNode[], null));
    await upsertOrders(shopId, orders, on);
    await upsertFulfillments(shopId, objects.flatMap(({ node }) => fulfillmentRows(node as OrderNode)), on);
    await insertRefunds(shopId, objects.flatMap(({ node }) => refundRows(node as OrderNode)), on);
    await insertRefundLines(shopId, objects.flatMap(({ node, children }, at) => onlyRefundLineRows(node as OrderNode, children as OrderLineNode[], orders[at]!)), on);
  },
};
