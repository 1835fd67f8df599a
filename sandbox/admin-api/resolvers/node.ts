// One object by its gid, for node(), nodes(), references and the singular queries.
import { anyDiscountOf } from './any-discount.ts';
import { parseGid } from '../../store/gid.ts';
import type { OrderRecord } from '../../store/types.ts';
import type { Source } from '../connection.ts';
import type { AdminContext } from '../context.ts';
import { isVisible } from './order.ts';
import {
  automaticNodeSource, bulkSource, codeNodeSource, collectionSource, customerSource, installationSource, inventoryItemSource, levelSource, locationSource, marketSource,
  orderSource, productSource, refundSource, returnSource, shopSource, subscriptionSource, themeSource, variantSource,
} from './sources.ts';

/** @param type only an object of this type; null when there is none */
export function findNode(id: string, context: AdminContext, type?: string): Source | null {
  const { store } = context;
  const parsed = parseGid(id);
  if (!parsed || (type && parsed.type !== type)) return null;
  const found = <T>(record: T | undefined, toSource: (record: T) => Source): Source | null => (record === undefined ? null : toSource(record));
  switch (parsed.type) {
    case 'Product': return found(store.products.get(parsed.id), productSource);
    case 'ProductVariant': return found(store.variantById(parsed.id), ({ product, variant }) => variantSource(product, variant));
    case 'InventoryItem': return found(store.variantByInventoryItem(parsed.id), ({ product, variant }) => inventoryItemSource(product, variant));
    case 'InventoryLevel': return findLevel(id, context);
    case 'Market': return found(store.markets.get(parsed.id), marketSource);
    case 'Collection': return found(store.collections.get(parsed.id), collectionSource);
    case 'Location': return found(store.locations.get(parsed.id), locationSource);
    case 'Order': return found(visible(store.orders.get(parsed.id), context), orderSource);
    case 'Refund': {
      const order = visible(store.orderByRefund(parsed.id), context);
      return order ? found(order.refunds.find((one) => one.id === parsed.id), (refund) => refundSource(order, refund)) : null;
    }
    case 'Return': {
      const order = visible(store.orderByReturn(parsed.id), context);
      return order ? found(order.returns?.find((one) => one.id === parsed.id), (record) => returnSource(order, record)) : null;
    }
    case 'Customer': return found(store.customers.get(parsed.id), customerSource);
    case 'SubscriptionContract': return found(store.subscriptions.get(parsed.id), subscriptionSource);
    case 'BulkOperation': return found(store.bulkOperations.get(parsed.id), bulkSource);
    case 'DiscountNode': return anyDiscountOf(store, parsed.id);
    case 'DiscountAutomaticNode': return found(store.discounts.get(parsed.id), automaticNodeSource);
    case 'DiscountCodeNode': return found(store.codeDiscounts.get(parsed.id), codeNodeSource);
    case 'Shop': return parsed.id === store.shop.id ? shopSource : null;
    case 'AppInstallation': return installationSource;
    case 'OnlineStoreTheme': return themeSource;
    default: return null;
  }
}

const visible = (order: OrderRecord | undefined, context: AdminContext): OrderRecord | undefined => (order && isVisible(order, context) ? order : undefined);

/** Level ids name a location and, as a query, the item. */
function findLevel(id: string, { store }: AdminContext): Source | null {
  const match = /^gid:\/\/shopify\/InventoryLevel\/(\d+)\?inventory_item_id=(\d+)$/.exec(id);
  const found = match ? store.variantByInventoryItem(Number(match[2])) : undefined;
  const level = found?.variant.levels.find((one) => one.locationId === Number(match?.[1]));
  return found && level ? levelSource(found.product, found.variant, level) : null;
}
