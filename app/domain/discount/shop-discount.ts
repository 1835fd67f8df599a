// A discount of the shop that is not ours: the merchant's own, or another app's.
import { daysAfter } from '../days.ts';

/** What it takes off: product discounts off lines, order discounts off what the lines come to, shipping discounts off sending. */
export type DiscountClass = 'product' | 'order' | 'shipping';
export const DISCOUNT_CLASSES = ['order', 'product', 'shipping'] as const satisfies readonly DiscountClass[];

/** Classes of discounts that one combines with. */
export type Combining = Record<DiscountClass, boolean>;

export const COMBINES_WITH_NOTHING: Combining = { order: false, product: false, shipping: false };

export const combiningOf = (classes: readonly string[]): Combining => ({ order: classes.includes('order'), product: classes.includes('product'), shipping: classes.includes('shipping') });
export const classesOf = (combining: Combining): DiscountClass[] => DISCOUNT_CLASSES.filter((one) => combining[one]);

/** each: off every unit; else once off all that it covers together. */
export type DiscountValue = { kind: 'percent'; bp: number } | { kind: 'amount'; minor: number; each: boolean };

export interface ShopDiscount {
  /** As Shopify calls it. */
  discountId: string;
  title: string;
  method: 'automatic' | 'code';
  classes: readonly DiscountClass[];
  /** null: Shopify does not say, as of what another app computes, or of "buy X get Y". */
  value: DiscountValue | null;
  combinesWith: Combining;
  /** Products; 'some': which ones is not known, or nobody asked. */
  covers: 'all' | 'some' | readonly bigint[];
  /** It covers what is in these; else empty. */
  collectionIds: readonly bigint[];
  /** Where Shopify does not say what it takes off: the most that it does, by the merchant's word; null: they said nothing. */
  saidBp: number | null;
  startsAt: Date;
  endsAt: Date | null;
}

/** What the merchant says of one. */
export type DiscountWord = Pick<ShopDiscount, 'discountId' | 'saidBp'>;

/** @returns it as it is judged: by the merchant's word where Shopify says nothing, and then as if it covered everything */
export function byWord<One extends ShopDiscount>(discount: One): One {
  const { value, saidBp } = discount;
  return value === null && saidBp !== null ? { ...discount, value: { kind: 'percent', bp: saidBp }, covers: 'all' } : discount;
}

/** Whether only the merchant can say what it takes off. What frees sending touches no price. */
export const needsWord = ({ value, classes }: Pick<ShopDiscount, 'value' | 'classes'>): boolean => value === null && classes.some((one) => one !== 'shipping');

/** Nightly reading finds what begins; what begins before the next one is as good as begun. */
const SOON_DAYS = 2;

/** @returns whether it holds now, or soon will */
export function isInForce({ startsAt, endsAt }: Pick<ShopDiscount, 'startsAt' | 'endsAt'>, now: Date): boolean {
  return startsAt <= daysAfter(now, SOON_DAYS) && (endsAt === null || endsAt.getTime() > now.getTime());
}
