// Subscriptions: begun, paused, ended, charged. A charge that fails leaves the contract as it is.
import type { Ledger } from './ledger.ts';
import { StoreRefusal } from './refusal.ts';
import type { SubscriptionRecord, SubscriptionStatus } from './types.ts';

const TOPIC_OF = {
  ACTIVE: 'subscription_contracts/activate', PAUSED: 'subscription_contracts/pause', CANCELLED: 'subscription_contracts/cancel', EXPIRED: 'subscription_contracts/expire', FAILED: 'subscription_contracts/fail',
} as const satisfies Record<SubscriptionStatus, string>;

export function subscribe(store: Ledger, customerId: number, variantIds: readonly number[]): SubscriptionRecord {
  store.requireCustomer(customerId);
  if (variantIds.length === 0) throw new StoreRefusal('INVALID', 'A subscription needs at least one product.');
  for (const variantId of variantIds) store.requireVariant(variantId);
  return store.transaction(() => {
    const at = store.clock.stamp();
    const subscription: SubscriptionRecord = { id: store.nextId(), customerId, variantIds: [...variantIds], status: 'ACTIVE', lastPayment: null, createdAt: at, updatedAt: at };
    store.saveSubscription(subscription);
    store.emit('subscription_contracts/create', subscription);
    return subscription;
  });
}

export function changeSubscription(store: Ledger, id: number, variantIds: readonly number[]): SubscriptionRecord {
  const subscription = store.requireSubscription(id);
  for (const variantId of variantIds) store.requireVariant(variantId);
  return changed(store, Object.assign(subscription, { variantIds: [...variantIds] }), 'subscription_contracts/update');
}

export function turnSubscription(store: Ledger, id: number, status: SubscriptionStatus): SubscriptionRecord {
  return changed(store, Object.assign(store.requireSubscription(id), { status }), TOPIC_OF[status]);
}

export function billSubscription(store: Ledger, id: number, succeeds: boolean): SubscriptionRecord {
  const subscription = store.requireSubscription(id);
  return store.transaction(() => {
    subscription.lastPayment = succeeds ? 'SUCCEEDED' : 'FAILED';
    subscription.updatedAt = store.clock.stamp();
    store.saveSubscription(subscription);
    store.emit(succeeds ? 'subscription_billing_attempts/success' : 'subscription_billing_attempts/failure', { attemptId: store.nextId(), subscription });
    return subscription;
  });
}

function changed(store: Ledger, subscription: SubscriptionRecord, topic: (typeof TOPIC_OF)[SubscriptionStatus] | 'subscription_contracts/update'): SubscriptionRecord {
  return store.transaction(() => {
    subscription.updatedAt = store.clock.stamp();
    store.saveSubscription(subscription);
    store.emit(topic, subscription);
    return subscription;
  });
}
