// What the shop's people entered as complementary products in Search & Discovery: of a few products, as shops do. Handles, in
// their order.
import type { MetafieldRecord } from '#sandbox/store/types.ts';
import { gid } from '#sandbox/store/gid.ts';

const COMPLEMENTARY: Readonly<Record<string, readonly string[]>> = {
  'norrik-q35-rangefinder-camera': ['korvo-swift-sd-uhs-ii-v60-card', 'mowe-moor-leather-neck-strap'],
  'tavira-v2-vlog-camera': ['tavira-tb-12-battery', 'hallraum-lapel-microphone', 'dreigrat-table-tripod'],
  'klarglas-nd64-filter-77-mm': ['dreigrat-carbon-travel-tripod', 'dreigrat-shutter-remote'],
};

export function complementaryProducts(handle: string, idOf: (handle: string) => number): MetafieldRecord[] {
  const handles = COMPLEMENTARY[handle];
  if (!handles) return [];
  return [{ namespace: 'shopify--discovery--product_recommendation', key: 'complementary_products', type: 'list.product_reference', value: JSON.stringify(handles.map((each) => gid('Product', idOf(each)))) }];
}
