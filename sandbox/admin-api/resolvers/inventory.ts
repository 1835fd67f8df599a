// Inventory items (cost, tracking) and their levels per location.
import { gid } from '../../store/gid.ts';
import type { LocationRecord, ProductRecord, VariantRecord } from '../../store/types.ts';
import { connect, type ListOf, type Source } from '../connection.ts';
import type { AdminContext } from '../context.ts';
import { dateTime, moneyV2 } from '../values.ts';
import { variantList, variantSource } from './product.ts';
import { noResolver, typeTable } from './table.ts';

export interface InventoryItemSource extends Source { product: ProductRecord; variant: VariantRecord }
export interface LevelSource extends InventoryItemSource { level: VariantRecord['levels'][number] }
export interface LocationSource extends Source { location: LocationRecord }

export const inventoryItemSource = (product: ProductRecord, variant: VariantRecord): InventoryItemSource => ({ __typename: 'InventoryItem', product, variant });
export const levelSource = (product: ProductRecord, variant: VariantRecord, level: VariantRecord['levels'][number]): LevelSource =>
  ({ __typename: 'InventoryLevel', product, variant, level });
export const locationSource = (location: LocationRecord): LocationSource => ({ __typename: 'Location', location });

/** Shopify's level ids name the location and carry the item as a query. */
export const levelGid = (locationId: number, inventoryItemId: number): string => `${gid('InventoryLevel', locationId)}?inventory_item_id=${inventoryItemId}`;

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
  searchKeys: { id: (location) => location.id, name: (location) => location.name },
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
  isActive: () => true,
});

export const findLevel = (id: string, { store }: AdminContext): LevelSource | null => {
  const match = /^gid:\/\/shopify\/InventoryLevel\/(\d+)\?inventory_item_id=(\d+)$/.exec(id);
  const found = match ? store.variantByInventoryItem(Number(match[2])) : undefined;
  const level = found?.variant.levels.find((one) => one.locationId === Number(match?.[1]));
  return found && level ? levelSource(found.product, found.variant, level) : null;
};
