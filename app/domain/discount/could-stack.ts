// What happens where another discount of the shop meets the set discount, by Shopify's rules (docs/decisions/0037): both have to
// allow the other's class; on one line a single product discount counts; an order discount comes on top, off what is left.
import { byWord, type Combining, isInForce, type ShopDiscount } from './shop-discount.ts';

/** stacks: both are taken off. better_one: the customer has whichever is worth more. apart: they never touch the same money. */
export type Meeting = 'stacks' | 'better_one' | 'apart';

/** The set discount is a product discount. */
export function meetingOf(ours: Combining, other: Pick<ShopDiscount, 'classes' | 'combinesWith'>): Meeting {
  if (other.classes.every((one) => one === 'shipping')) return ours.shipping && other.combinesWith.product ? 'apart' : 'better_one';
  return other.classes.includes('order') && ours.order && other.combinesWith.product ? 'stacks' : 'better_one';
}

/** Every product of every set is looked for in each list. */
const sets = new WeakMap<readonly bigint[], ReadonlySet<bigint>>();
function setOf(list: readonly bigint[]): ReadonlySet<bigint> {
  const known = sets.get(list) ?? new Set(list);
  sets.set(list, known);
  return known;
}

/** @returns whether it covers the product; null: that is not known */
export function coversProduct({ covers, classes }: Pick<ShopDiscount, 'covers' | 'classes'>, productId: bigint): boolean | null {
  if (classes.includes('order') || covers === 'all') return true;
  return covers === 'some' ? null : setOf(covers).has(productId);
}

/** The most that order discounts together may take off the price of one unit, after the set discount. */
export interface Stack {
  bp: number;
  minor: number;
}

export const NO_STACK: Stack = { bp: 0, minor: 0 };

/** So many codes a cart takes beside automatic discounts. */
const MOST_CODES = 5;

/**
 * Against the merchant wherever Shopify leaves it open: shares are added up rather than taken off one after the other, an amount
 * falls on this one unit, and what is asked of the cart for it is fulfilled.
 */
export function worstStack(ours: Combining, others: readonly ShopDiscount[], now: Date): Stack {
  const stacking = others.filter((other) => isInForce(other, now) && meetingOf(ours, other) === 'stacks').map(byWord);
  const [alone, together] = [stacking.filter(({ combinesWith }) => !combinesWith.order), stacking.filter(({ combinesWith }) => combinesWith.order)];
  const codes = together.filter(({ method }) => method === 'code');
  const automatic = together.filter(({ method }) => method === 'automatic');
  const sums = { bp: sumOf(automatic, bpOf) + sumOf(most(codes, bpOf), bpOf), minor: sumOf(automatic, minorOf) + sumOf(most(codes, minorOf), minorOf) };
  return { bp: Math.min(10_000, Math.max(sums.bp, ...alone.map(bpOf))), minor: Math.max(sums.minor, ...alone.map(minorOf)) };
}

const bpOf = ({ value }: ShopDiscount): number => (value?.kind === 'percent' ? value.bp : 0);
const minorOf = ({ value }: ShopDiscount): number => (value?.kind === 'amount' ? value.minor : 0);
const sumOf = (discounts: readonly ShopDiscount[], of: (one: ShopDiscount) => number): number => discounts.reduce((sum, one) => sum + of(one), 0);
const most = (codes: readonly ShopDiscount[], of: (one: ShopDiscount) => number): ShopDiscount[] => [...codes].sort((one, other) => of(other) - of(one)).slice(0, MOST_CODES);

/** @returns what is left of a unit's price after the stack: rounded against the merchant, never below nothing */
export function afterStack(priceMinor: number, { bp, minor }: Stack): number {
  return bp === 0 && minor === 0 ? priceMinor : Math.max(0, Math.floor((priceMinor * (10_000 - bp)) / 10_000) - minor);
}

/** @returns the least price of which so much is left after the stack; infinite where nothing ever is */
export function beforeStack(chargedMinor: number, { bp, minor }: Stack): number {
  return bp >= 10_000 ? Number.POSITIVE_INFINITY : Math.ceil(((chargedMinor + minor) * 10_000) / (10_000 - bp));
}

/** @returns a unit's price under the other discount alone; null: Shopify does not say what it takes off a unit */
export function priceUnderOther(priceMinor: number, { value, classes }: Pick<ShopDiscount, 'value' | 'classes'>): number | null {
  if (value?.kind === 'percent') return Math.floor((priceMinor * (10_000 - value.bp)) / 10_000);
  return value?.kind === 'amount' && value.each && classes.includes('product') ? Math.max(0, priceMinor - value.minor) : null;
}
