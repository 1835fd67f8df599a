// Inventory items (cost, tracking) and their levels per location.
import { gid } from '../../store/gid.ts';
import type { LocationRecord, } from '../../store/types.ts';
import { connect, type ListOf, } from '../connection.ts';
import { dateTime, moneyV2 } from '../values.ts';
import { variantList } from './product.ts';
import { type InventoryItemSource, inventoryItemSource, type LevelSource, levelSource, type LocationSource, locationSource, variantSource } from './sources.ts';
import { noResolver, typeTable } from './table.ts';

/** Shopify's level ids name the location and carry the item as a query. */
const levelGid = (locationId: number, inventoryItemId: number): string => `${gid('InventoryLevel', locationId)}?inventory_item_id=${inventoryItemId}`;

export const inventoryItemList = (items: readonly InventoryItemSource[]): ListOf<InventoryItemSource> => ({
  items,
  idOf: ({ variant }) => variant.inventoryItem.id,
  toSource: (source) => source,
  searchKeys: {
    id: ({ variant }) => variant.inventoryItem.id,
    sku: ({ variant }) => variant.sku,
    updated_at: ({ variant }) => variant.inventoryItem.updatedAt,
    created_at: ({ product }) => product.createdAt,
  },
});

const levelList = (items: readonly LevelSource[]): ListOf<LevelSource> => ({
  items,
  idOf: ({ level }) => level.locationId,
  toSource: (source) => source,
  searchKeys: { id: ({ level }) => level.locationId, updated_at: ({ level }) => level.updatedAt },
});

export const locationList = (items: readonly LocationRecord[]): ListOf<LocationRecord> => ({
  items,
  idOf: (location) => location.id,
  toSource: locationSource,
  sortValues: { NAME: (location) => location.name },
  searchKeys: { id: (location) => location.id, name: (location) => location.name, active: (location) => location.active !== false },
});

const levelsOf = ({ product, variant }: InventoryItemSource): LevelSource[] => variant.levels.map((level) => levelSource(product, variant, level));

export const inventoryItemTable = typeTable<InventoryItemSource>({
  id: ({ variant }) => gid('InventoryItem', variant.inventoryItem.id),
  legacyResourceId: ({ variant }) => String(variant.inventoryItem.id),
  sku: ({ variant }) => variant.sku,
  tracked: ({ variant }) => variant.inventoryItem.tracked,
  requiresShipping: () => true,
  unitCost: ({ variant }, _args, { store }) => (variant.inventoryItem.unitCost === null ? null : moneyV2(variant.inventoryItem.unitCost, store.shop.currency)),
  createdAt: ({ product }) => dateTime(product.createdAt),
  updatedAt: ({ variant }) => dateTime(variant.inventoryItem.updatedAt),
  variant: ({ product, variant }) => variantSource(product, variant),
  variants: ({ product, variant }, args, context) => connect(variantList([variantSource(product, variant)]), args, context),
  inventoryLevels: (source, args, context, path) => connect(levelList(levelsOf(source)), args, context, path),
  inventoryLevel: (source, args) => levelsOf(source).find(({ level }) => gid('Location', level.locationId) === args.locationId) ?? null,
});

export const levelTable = typeTable<LevelSource>({
  id: ({ variant, level }) => levelGid(level.locationId, variant.inventoryItem.id),
  updatedAt: ({ level }) => dateTime(level.updatedAt),
  createdAt: ({ product }) => dateTime(product.createdAt),
  isActive: () => true,
  item: ({ product, variant }) => inventoryItemSource(product, variant),
  location: ({ level }, _args, { store }) => {
    const location = store.locations.get(level.locationId);
    return location ? locationSource(location) : null;
  },
  quantities: ({ level }, args) => (args.names as string[]).map((name) => {
    if (name !== 'available') throw noResolver('InventoryLevel', `quantities(names: ["${name}"])`);
    return { name, quantity: level.available, updatedAt: dateTime(level.updatedAt) };
  }),
});

export const locationTable = typeTable<LocationSource>({
  id: ({ location }) => gid('Location', location.id),
  legacyResourceId: ({ location }) => String(location.id),
  name: ({ location }) => location.name,
  isActive: ({ location }) => location.active !== false,
  fulfillsOnlineOrders: ({ location }) => location.fulfillsOnline !== false,
});
