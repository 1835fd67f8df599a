// One object by its gid, for node(), nodes(), references and the singular queries.
import { parseGid } from '../../store/gid.ts';
import type { Source } from '../connection.ts';
import type { AdminContext } from '../context.ts';
import { bulkSource } from './bulk-operation.ts';
import { customerSource } from './customer.ts';
import { automaticNodeSource } from './discount.ts';
import { findLevel, inventoryItemSource, locationSource } from './inventory.ts';
import { orderSource, refundSource, visibleOrders } from './order.ts';
import { productSource, variantSource } from './product.ts';
import { installationSource, shopSource, themeSource } from './shop.ts';

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
    case 'Location': return found(store.locations.get(parsed.id), locationSource);
    case 'Order': return found(visibleOrders(context).find((order) => order.id === parsed.id), orderSource);
    case 'Refund': {
      const order = visibleOrders(context).find((one) => one.refunds.some(({ id }) => id === parsed.id));
      return order ? found(order.refunds.find((one) => one.id === parsed.id), (refund) => refundSource(order, refund)) : null;
    }
    case 'Customer': return found(store.customers.get(parsed.id), customerSource);
    case 'BulkOperation': return found(store.bulkOperations.get(parsed.id), bulkSource);
    case 'DiscountNode':
    case 'DiscountAutomaticNode': return found(store.discounts.get(parsed.id), automaticNodeSource);
    case 'Shop': return parsed.id === store.shop.id ? shopSource : null;
    case 'AppInstallation': return installationSource;
    case 'OnlineStoreTheme': return themeSource;
    default: return null;
  }
}
