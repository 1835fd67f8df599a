// locations/*, markets/*, collections/*, discounts/*, themes/publish. A location's says nothing of online orders, a market's
// nothing of countries, a collection's nothing of its products.
import type { EventRecords } from '../../store/events.ts';
import { gid } from '../../store/gid.ts';
import type { CollectionRecord, LocationRecord, MarketRecord, ShopRecord } from '../../store/types.ts';
import { inZone } from './values.ts';

export function locationPayload({ id, name, active }: LocationRecord, at: string, shop: ShopRecord): Record<string, unknown> {
  const stamp = inZone(at, shop.timezone);
  return {
    id, name, address1: '', address2: '', city: '', zip: '', province: '', country: 'DE', phone: '', created_at: stamp, updated_at: stamp,
    country_code: 'DE', country_name: 'Germany', province_code: '', legacy: false, active: active !== false, admin_graphql_api_id: gid('Location', id),
  };
}

export const marketPayload = ({ id, name, status }: MarketRecord): Record<string, unknown> => ({ id, name, type: 'region', status: status.toLowerCase() });

export function collectionPayload({ id, handle, title, updatedAt }: CollectionRecord, shop: ShopRecord): Record<string, unknown> {
  const stamp = inZone(updatedAt, shop.timezone);
  return { id, handle, title, updated_at: stamp, body_html: '', published_at: stamp, sort_order: null, template_suffix: null, published_scope: 'web', admin_graphql_api_id: gid('Collection', id) };
}

export const collectionDeletedPayload = (id: number): Record<string, unknown> => ({ id, published_scope: 'web', admin_graphql_api_id: gid('Collection', id) });

export function discountPayload({ gid: id, title, status, createdAt, updatedAt }: EventRecords['discounts/update'], shop: ShopRecord): Record<string, unknown> {
  return { admin_graphql_api_id: id, title, status, created_at: inZone(createdAt, shop.timezone), updated_at: inZone(updatedAt, shop.timezone) };
}

export const discountDeletedPayload = (id: string, at: string, shop: ShopRecord): Record<string, unknown> => ({ admin_graphql_api_id: id, deleted_at: inZone(at, shop.timezone) });

export function themePayload({ id, name }: EventRecords['themes/publish'], at: string, shop: ShopRecord): Record<string, unknown> {
  const stamp = inZone(at, shop.timezone);
  return { id, name, created_at: stamp, updated_at: stamp, role: 'main', theme_store_id: null, previewable: true, processing: false, admin_graphql_api_id: gid('OnlineStoreTheme', id) };
}
