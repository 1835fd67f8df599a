// Subscription contracts: what is delivered again and again, and how the last payment went.
import { gid } from '../../store/gid.ts';
import type { SubscriptionRecord } from '../../store/types.ts';
import { connect, type ListOf } from '../connection.ts';
import { dateTime } from '../values.ts';
import { customerSource, type SubscriptionLineSource, type SubscriptionSource, subscriptionLineSource, subscriptionSource } from './sources.ts';
import { typeTable } from './table.ts';

export const subscriptionList = (items: readonly SubscriptionRecord[]): ListOf<SubscriptionRecord> => ({
  items,
  idOf: (subscription) => subscription.id,
  toSource: subscriptionSource,
  sortValues: { UPDATED_AT: (subscription) => subscription.updatedAt, CREATED_AT: (subscription) => subscription.createdAt },
  searchKeys: { id: (subscription) => subscription.id },
});

export const subscriptionTable = typeTable<SubscriptionSource>({
  id: ({ subscription }) => gid('SubscriptionContract', subscription.id),
  status: ({ subscription }) => subscription.status,
  lastPaymentStatus: ({ subscription }) => subscription.lastPayment,
  createdAt: ({ subscription }) => dateTime(subscription.createdAt),
  updatedAt: ({ subscription }) => dateTime(subscription.updatedAt),
  customer: ({ subscription }, _args, { store }) => {
    const customer = store.customers.get(subscription.customerId);
    return customer ? customerSource(customer) : null;
  },
  lines: ({ subscription }, args, context, path) =>
    connect({ items: subscription.variantIds, idOf: (id) => id, toSource: subscriptionLineSource, sortValues: {}, searchKeys: {} }, args, context, path),
});

export const subscriptionLineTable = typeTable<SubscriptionLineSource>({
  id: ({ variantId }) => gid('SubscriptionLine', variantId),
  productId: ({ variantId }, _args, { store }) => {
    const found = store.variantById(variantId);
    return found ? gid('Product', found.product.id) : null;
  },
  variantId: ({ variantId }) => gid('ProductVariant', variantId),
});
