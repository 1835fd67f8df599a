// The interface that every strategy keeps: given a set as it is stored, and where the customer stands, the concrete set to
// compose. Products are judged later, one by one; a strategy only says where the set begins and which slots are its turn.
import type { CustomerFacts } from '../../audience/customer-facts.ts';
import type { SetFacts, SlotFacts } from '../set.ts';

export interface Standing {
  now: Date;
  cartProductIds: ReadonlySet<bigint>;
  /** What lies in the cart was ordered already: a message comes after the order. */
  isOrdered: boolean;
  customer: CustomerFacts;
  /** Cheapest first price that the shop asks, minor units; 0: not known. */
  priceOf(productId: bigint): number;
  /** What the customer has of the things that orders hold together with a product. */
  companionsHad: ReadonlyMap<bigint, ReadonlySet<bigint>>;
}

export interface Begun {
  kind: 'begun';
  /** What started it. */
  anchorProductId: bigint;
  slots: readonly SlotFacts[];
  /** What started it is the customer's already and not in the cart: the store's discount does not start from it. */
  isOwned: boolean;
  /** Nothing started it: a rule of the merchant's calls for it. */
  isCalled?: true;
}

export interface NotBegun {
  kind: 'refused';
  code: 'not_outgrown' | 'owns_all_parts';
  /** What would have started it. */
  productId: bigint;
  numbers: readonly number[];
}

export interface SetStrategy {
  /** @returns null where nothing starts the set: it is no part of this decision */
  begin(set: SetFacts, standing: Standing): Begun | NotBegun | null;
  /** How what is offered stands to what started the set. */
  beside: 'completes' | 'replaces' | 'grows';
}

/** Of the products in the cart that start a set the dearest: what the rest is bought for. */
export function anchorInCart({ startedBy }: Pick<SetFacts, 'startedBy'>, { cartProductIds, priceOf }: Standing): bigint | null {
  let anchor: bigint | null = null;
  for (const productId of cartProductIds) {
    if (!startedBy.has(productId)) continue;
    if (anchor === null || priceOf(productId) > priceOf(anchor) || (priceOf(productId) === priceOf(anchor) && productId < anchor)) anchor = productId;
  }
  return anchor;
}

/** When a customer last got a product, so far as they have it. */
export function hadSince(productId: bigint, { customer, cartProductIds, isOrdered, now }: Standing): Date | null {
  return customer.bought.get(productId)?.lastAt ?? (isOrdered && cartProductIds.has(productId) ? now : null);
}

