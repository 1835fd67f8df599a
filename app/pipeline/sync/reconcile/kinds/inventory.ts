// Costs and stock. A change of stock moves the time of the level, never that of its item, so nobody can ask for items whose
// stock changed: all of them are listed with their levels' times, and those that changed are read whole.
import { gidNumber, toGid } from '#app/adapters/shopify/gid.ts';
import type { InventoryLevelNode } from '#app/adapters/shopify/operations/bulk-exports.ts';
import { ITEMS_BY_ID, MORE_LEVELS, type WholeItemNode } from '#app/adapters/shopify/operations/changed-since.ts';
import { COUNT_VARIANTS, INVENTORY_IDS, type ItemIdNode, inventoryIdsInBulk, type LevelIdNode, MORE_LEVEL_IDS } from '#app/adapters/shopify/operations/ids.ts';
import { deleteOtherLevels, upsertInventoryItems, upsertInventoryLevels } from '#app/db/inventory.ts';
import type { StoreRow } from '#app/db/mirrored-facts.ts';
import { inventoryItemRow, inventoryLevelRow } from '../../backfill/export-rows.ts';
import { watchProductsOfItems } from '../../watch-product.ts';
import type { Kind, Listing, StoreObject } from '../kind.ts';
import { storeRow } from '../store-row.ts';

const rowsOf = ({ node, children }: StoreObject<ItemIdNode | WholeItemNode, LevelIdNode | InventoryLevelNode>): StoreRow[] => [
  storeRow('inventory_items', node),
  ...children.map(({ updatedAt, location }) => storeRow('inventory_levels', { id: node.id, updatedAt }, node.id, gidNumber(location.id))),
];

const inventoryIds: Listing<ItemIdNode, LevelIdNode> = {
  paged: INVENTORY_IDS,
  pageSize: 100,
  bulk: inventoryIdsInBulk,
  count: COUNT_VARIANTS,
  children: { field: 'inventoryLevels', more: MORE_LEVEL_IDS },
  rowsOf,
};

export const inventory: Kind<WholeItemNode, InventoryLevelNode> = {
  name: 'inventory',
  facts: ['inventory_items', 'inventory_levels'],
  listings: [inventoryIds],
  byId: ITEMS_BY_ID,
  idsAQuery: 40,
  gid: (id) => toGid('InventoryItem', id),
  children: { field: 'inventoryLevels', more: MORE_LEVELS },
  rowsOf,
  async write({ shop: { shopId, currency } }, objects, readAt, on) {
    const whole = objects.map(({ node, children }) => {
      const item = inventoryItemRow(node, currency, readAt);
      return { item, levels: children.map((level) => inventoryLevelRow(level, item.inventoryItemId, readAt)) };
    });
    await upsertInventoryItems(shopId, whole.map(({ item }) => item), on);
    await upsertInventoryLevels(shopId, whole.flatMap(({ levels }) => levels), on);
    await deleteOtherLevels(shopId, whole.map(({ item: { inventoryItemId }, levels }) => ({ inventoryItemId, locationIds: levels.map(({ locationId }) => locationId) })), readAt, on);
  },
  async take(work, objects, readAt, on) {
    const items = objects.map(({ node }) => ({ inventoryItemId: gidNumber(node.id), triggeredAt: readAt }));
    await watchProductsOfItems(work.shop.shopId, items, on, () => inventory.write(work, objects, readAt, on));
  },
  /** An item goes with its variant, and nothing reads it without: it keeps its row, and is stocked nowhere. */
  bury: ({ shop }, ids, at, on) => deleteOtherLevels(shop.shopId, ids.map((inventoryItemId) => ({ inventoryItemId, locationIds: [] })), at, on),
};
