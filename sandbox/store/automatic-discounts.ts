// Automatic discounts that are not the app's: the merchant's own, and those of other apps.
import type { AutomaticDiscountRecord } from './app-types.ts';
import { discountGid, discountStatus } from './discounts.ts';
import type { Ledger } from './ledger.ts';
import { StoreRefusal } from './refusal.ts';

export type NewAutomaticDiscount = Omit<AutomaticDiscountRecord, 'id' | 'createdAt' | 'updatedAt'>;

export function createAutomaticDiscount(store: Ledger, input: NewAutomaticDiscount): AutomaticDiscountRecord {
  const at = store.clock.stamp();
  const discount: AutomaticDiscountRecord = { ...input, id: store.nextId(), createdAt: at, updatedAt: at };
  save(store, discount, 'discounts/create');
  return discount;
}

export function updateAutomaticDiscount(store: Ledger, id: number, patch: Partial<NewAutomaticDiscount>): AutomaticDiscountRecord {
  const discount = store.automaticDiscounts.get(id);
  if (!discount) throw new StoreRefusal('NOT_FOUND', `There is no discount ${id}.`);
  Object.assign(discount, patch, { updatedAt: store.clock.stamp() });
  save(store, discount, 'discounts/update');
  return discount;
}

export function deleteAutomaticDiscount(store: Ledger, id: number): void {
  store.automaticDiscounts.delete(id);
  store.database.remove('automatic_discount', id);
  store.emit('discounts/delete', { gid: discountGid(id) });
}

function save(store: Ledger, discount: AutomaticDiscountRecord, topic: 'discounts/create' | 'discounts/update'): void {
  store.automaticDiscounts.set(discount.id, discount);
  store.database.save('automatic_discount', discount.id, discount);
  store.emit(topic, { ...discount, gid: discountGid(discount.id), status: discountStatus(discount, store.clock.now()) });
}
