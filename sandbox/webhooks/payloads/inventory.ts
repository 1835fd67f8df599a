// inventory_levels/update says neither product nor variant; inventory_items/update carries the cost.
import { gid } from '../../store/gid.ts';
import type { EventRecords } from '../../store/events.ts';
import type { ShopRecord, VariantRecord } from '../../store/types.ts';
import { inZone } from './values.ts';

export function levelPayload(level: EventRecords['inventory_levels/update'], shop: ShopRecord): Record<string, unknown> {
  return {
    inventory_item_id: level.inventoryItemId,
    location_id: level.locationId,
    available: level.available,
    updated_at: inZone(level.updatedAt, shop.timezone),
    admin_graphql_api_id: `${gid('InventoryLevel', level.locationId)}?inventory_item_id=${level.inventoryItemId}`,
  };
}

export function itemPayload({ inventoryItem, sku }: VariantRecord, shop: ShopRecord): Record<string, unknown> {
  return {
    id: inventoryItem.id,
    sku: sku ?? '',
    created_at: inZone(inventoryItem.updatedAt, shop.timezone),
    updated_at: inZone(inventoryItem.updatedAt, shop.timezone),
    requires_shipping: true,
    cost: inventoryItem.unitCost,
    country_code_of_origin: null,
    province_code_of_origin: null,
    harmonized_system_code: null,
    tracked: inventoryItem.tracked,
    country_harmonized_system_codes: [],
    weight_value: 0,
    weight_unit: 'kg',
    admin_graphql_api_id: gid('InventoryItem', inventoryItem.id),
  };
}
