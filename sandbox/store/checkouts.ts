// Checkouts: begun, changed, completed by an order. One that is never completed is abandoned; nobody says so, the app has
// to notice.
import { randomBytes } from 'node:crypto';
import type { Ledger } from './ledger.ts';
import { StoreRefusal } from './refusal.ts';
import type { CheckoutRecord } from './types.ts';

export type NewCheckout = Pick<CheckoutRecord, 'customerId' | 'lines'> & Partial<Pick<CheckoutRecord, 'attributes' | 'discountCodes' | 'email'>>;
export type CheckoutPatch = Partial<Pick<CheckoutRecord, 'customerId' | 'lines' | 'attributes' | 'discountCodes' | 'email'>>;

export function beginCheckout(store: Ledger, input: NewCheckout): CheckoutRecord {
  check(store, input);
  return store.transaction(() => {
    const at = store.clock.stamp();
    const checkout: CheckoutRecord = {
      attributes: [], discountCodes: [], ...input, id: store.nextId(), token: randomBytes(16).toString('hex'), createdAt: at, updatedAt: at, completedAt: null,
    };
    store.saveCheckout(checkout);
    store.emit('checkouts/create', checkout);
    return checkout;
  });
}

export function updateCheckout(store: Ledger, token: string, patch: CheckoutPatch): CheckoutRecord {
  const checkout = store.requireCheckout(token);
  if (checkout.completedAt) throw new StoreRefusal('INVALID', 'The checkout is completed already.');
  check(store, patch);
  return changed(store, Object.assign(checkout, patch));
}

export function completeCheckout(store: Ledger, token: string): CheckoutRecord {
  const checkout = store.requireCheckout(token);
  checkout.completedAt = store.clock.now().toISOString();
  return changed(store, checkout);
}

export function deleteCheckout(store: Ledger, token: string): void {
  const checkout = store.requireCheckout(token);
  store.transaction(() => {
    store.forgetCheckout(checkout);
    store.emit('checkouts/delete', checkout);
  });
}

function check(store: Ledger, { customerId, lines }: CheckoutPatch): void {
  if (customerId) store.requireCustomer(customerId);
  if (lines?.length === 0) throw new StoreRefusal('INVALID', 'A checkout needs at least one line.');
  for (const line of lines ?? []) store.requireVariant(line.variantId);
}

function changed(store: Ledger, checkout: CheckoutRecord): CheckoutRecord {
  return store.transaction(() => {
    checkout.updatedAt = store.clock.stamp();
    store.saveCheckout(checkout);
    store.emit('checkouts/update', checkout);
    return checkout;
  });
}
