// Discount codes: whether one can be used now, what it takes off, and that it was used. A code is used when an order is
// placed with it, not when it is entered.
import type { CodeDiscountRecord } from './app-types.ts';
import { codeGid, discountStatus } from './discounts.ts';
import type { Ledger } from './ledger.ts';
import { toMinor } from './money.ts';
import { StoreRefusal } from './refusal.ts';

export type NewCodeDiscount = Omit<CodeDiscountRecord, 'id' | 'used' | 'createdAt' | 'updatedAt'>;

/** Codes are found whatever their case, as in Shopify. */
export function codeNamed(store: Ledger, code: string): CodeDiscountRecord | undefined {
  const wanted = code.trim().toLowerCase();
  for (const one of store.codeDiscounts.values()) if (one.code.toLowerCase() === wanted) return one;
  return undefined;
}

function isUsable({ startsAt, endsAt, usageLimit, used }: CodeDiscountRecord, now: Date): boolean {
  if (Date.parse(startsAt) > now.getTime()) return false;
  if (endsAt !== null && Date.parse(endsAt) <= now.getTime()) return false;
  return usageLimit === null || used < usageLimit;
}

/** @throws StoreRefusal when it cannot be used now */
export function requireUsable(store: Ledger, code: string): CodeDiscountRecord {
  const found = codeNamed(store, code);
  if (!found) throw new StoreRefusal('INVALID', `There is no discount code "${code}".`);
  if (!isUsable(found, store.clock.now())) throw new StoreRefusal('INVALID', `The discount code "${found.code}" is used up or not valid now.`);
  return found;
}

/** @returns undefined where it is unknown, not yet begun, ended or used up */
export function usableCode(store: Ledger, code: string): CodeDiscountRecord | undefined {
  const found = codeNamed(store, code);
  return found && isUsable(found, store.clock.now()) ? found : undefined;
}

/** Counts a use. @throws StoreRefusal when it cannot be used now */
export function redeemCode(store: Ledger, code: string): CodeDiscountRecord {
  const found = requireUsable(store, code);
  found.used += 1;
  found.updatedAt = store.clock.stamp();
  save(store, found);
  return found;
}

export function createCodeDiscount(store: Ledger, input: NewCodeDiscount): CodeDiscountRecord {
  const at = store.clock.stamp();
  const discount: CodeDiscountRecord = { ...input, id: store.nextId(), used: 0, createdAt: at, updatedAt: at };
  save(store, discount);
  store.emit('discounts/create', said(store, discount));
  return discount;
}

export function deactivateCodeDiscount(store: Ledger, id: number): void {
  const discount = store.codeDiscounts.get(id);
  if (!discount) throw new StoreRefusal('NOT_FOUND', `There is no discount ${id}.`);
  const now = store.clock.now().toISOString();
  if (discount.endsAt === null || discount.endsAt > now) discount.endsAt = now;
  discount.updatedAt = store.clock.stamp();
  save(store, discount);
  store.emit('discounts/update', said(store, discount));
}

export function deleteCodeDiscount(store: Ledger, id: number): void {
  store.codeDiscounts.delete(id);
  store.database.remove('code_discount', id);
  store.emit('discounts/delete', { gid: codeGid(id) });
}

function save(store: Ledger, discount: CodeDiscountRecord): void {
  store.codeDiscounts.set(discount.id, discount);
  store.database.save('code_discount', discount.id, discount);
}

const said = (store: Ledger, discount: CodeDiscountRecord) => ({ ...discount, gid: codeGid(discount.id), status: discountStatus(discount, store.clock.now()) });

export interface CodeLine {
  productId: number;
  variantId: number;
  quantity: number;
  unitMinor: number;
}

/** @returns what the code takes off each line, minor units, a percentage rounded down */
export function codeTakesOff(code: CodeDiscountRecord, lines: readonly CodeLine[]): number[] {
  const none = lines.map(() => 0);
  if (code.freeShipping || !reachesMinimum(code, lines)) return none;
  const isFor = ({ productId, variantId }: CodeLine) => (code.productIds.length + code.variantIds.length === 0) || code.productIds.includes(productId) || code.variantIds.includes(variantId);
  if (code.buysProductIds) return getsFree(code.buysProductIds, lines, isFor);
  return lines.map((line) => {
    if (!isFor(line)) return 0;
    const { amountEach } = code;
    return amountEach === undefined ? Math.floor(line.unitMinor * line.quantity * code.percentage + 1e-6) : Math.min(toMinor(amountEach), line.unitMinor) * line.quantity;
  });
}

/** Buy one, get one for nothing: the unit that is bought is not the one that is given. */
function getsFree(buys: readonly number[], lines: readonly CodeLine[], isFor: (line: CodeLine) => boolean): number[] {
  const given = lines.findIndex(isFor);
  const isBought = lines.some((line, at) => buys.includes(line.productId) && (at !== given || line.quantity > 1));
  return lines.map((line, at) => (at === given && isBought ? line.unitMinor : 0));
}

/** @returns whether the code lets the order be sent for nothing */
export const codeSends = (code: CodeDiscountRecord, lines: readonly CodeLine[]): boolean => code.freeShipping === true && reachesMinimum(code, lines);

const reachesMinimum = ({ minimumSubtotal }: CodeDiscountRecord, lines: readonly CodeLine[]): boolean =>
  minimumSubtotal === undefined || lines.reduce((sum, { unitMinor, quantity }) => sum + unitMinor * quantity, 0) >= toMinor(minimumSubtotal);
