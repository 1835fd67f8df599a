// The app's own automatic discounts; and of any discount, how it is called and whether it can be used now.
import type { DiscountRecord } from './app-types.ts';
import { gid } from './gid.ts';
import type { Ledger } from './ledger.ts';
import { StoreRefusal } from './refusal.ts';

export type NewDiscount = Omit<DiscountRecord, 'id' | 'createdAt' | 'updatedAt' | 'metafields'>;

export const discountGid = (id: number): string => gid('DiscountAutomaticNode', id);
export const codeGid = (id: number): string => gid('DiscountCodeNode', id);

export function discountStatus({ startsAt, endsAt }: Pick<DiscountRecord, 'startsAt' | 'endsAt'>, now: Date): 'ACTIVE' | 'EXPIRED' | 'SCHEDULED' {
  if (Date.parse(startsAt) > now.getTime()) return 'SCHEDULED';
  return endsAt !== null && Date.parse(endsAt) <= now.getTime() ? 'EXPIRED' : 'ACTIVE';
}

export function createDiscount(store: Ledger, input: NewDiscount): DiscountRecord {
  const at = store.clock.stamp();
  const discount: DiscountRecord = { ...input, id: store.nextId(), metafields: [], createdAt: at, updatedAt: at };
  save(store, discount, 'discounts/create');
  return discount;
}

export function updateDiscount(store: Ledger, id: number, patch: Partial<NewDiscount>): DiscountRecord {
  Object.assign(required(store, id), patch);
  return discountChanged(store, id);
}

export function deleteDiscount(store: Ledger, id: number): void {
  store.discounts.delete(id);
  store.database.remove('discount', id);
  store.emit('discounts/delete', { gid: discountGid(id) });
}

/** Stamps, saves and announces one that changed. */
export function discountChanged(store: Ledger, id: number): DiscountRecord {
  const discount = Object.assign(required(store, id), { updatedAt: store.clock.stamp() });
  save(store, discount, 'discounts/update');
  return discount;
}

function required(store: Ledger, id: number): DiscountRecord {
  const discount = store.discounts.get(id);
  if (!discount) throw new StoreRefusal('NOT_FOUND', `There is no discount ${id}.`);
  return discount;
}

function save(store: Ledger, discount: DiscountRecord, topic: 'discounts/create' | 'discounts/update'): void {
  store.discounts.set(discount.id, discount);
  store.database.save('discount', discount.id, discount);
  store.emit(topic, { ...discount, gid: discountGid(discount.id), status: discountStatus(discount, store.clock.now()) });
}
