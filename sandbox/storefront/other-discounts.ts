// What discounts of the merchant and of other apps take off a cart that the set discount was taken off already. By Shopify's
// rules: on one line a single product discount counts, the best; an order discount comes on top of it where both allow it,
// off what the lines come to then; where they do not, the customer has whichever is worth more.
import type { AutomaticDiscountRecord } from '../store/app-types.ts';
import { isIn } from '../store/collections.ts';
import { discountStatus } from '../store/discounts.ts';
import type { Store } from '../store/store.ts';
import type { PricedLine } from './pricing.ts';

export function applyOthers(store: Store, lines: PricedLine[]): void {
  const active = [...store.automaticDiscounts.values()].filter((one) => discountStatus(one, store.clock.now()) === 'ACTIVE');
  for (const discount of active.filter(({ discountClass }) => discountClass === 'PRODUCT')) for (const line of lines) takeBest(store, line, discount);
  for (const discount of active.filter(({ discountClass }) => discountClass === 'ORDER')) takeOrder(store, lines, discount);
}

function takeBest(store: Store, line: PricedLine, discount: AutomaticDiscountRecord): void {
  if (!covers(store, discount, line)) return;
  const amount = Math.round(line.original * discount.percentage);
  if (amount <= line.discount) return;
  line.discount = amount;
  line.discountTitle = discount.title;
}

function takeOrder(store: Store, lines: PricedLine[], discount: AutomaticDiscountRecord): void {
  const isOnTop = discount.combinesWith.productDiscounts && store.listDiscounts().every(({ combinesWith }) => combinesWith.orderDiscounts);
  const taken = lines.map((line) => Math.round((isOnTop ? line.original - line.discount : line.original) * discount.percentage));
  const before = lines.reduce((sum, line) => sum + line.discount, 0);
  if (!isOnTop && taken.reduce((sum, amount) => sum + amount, 0) <= before) return;
  for (const [at, line] of lines.entries()) {
    line.discountTitle = isOnTop && line.discountTitle ? `${line.discountTitle}, ${discount.title}` : discount.title;
    line.discount = (isOnTop ? line.discount : 0) + (taken[at] ?? 0);
  }
}

function covers(store: Store, { productIds, variantIds, collectionIds = [] }: AutomaticDiscountRecord, { product, variant }: PricedLine): boolean {
  const isForAll = productIds.length + variantIds.length + collectionIds.length === 0;
  return isForAll || productIds.includes(product.id) || variantIds.includes(variant.id) || collectionIds.some((id) => isInCollection(store, id, product));
}

function isInCollection(store: Store, collectionId: number, product: PricedLine['product']): boolean {
  const collection = store.collections.get(collectionId);
  return collection !== undefined && isIn(collection, product);
}
