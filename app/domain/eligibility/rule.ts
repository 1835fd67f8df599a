// The interface that every eligibility rule keeps.
import type { ProductFacts } from '../catalog/product.ts';
import type { Guardrails } from '../margin/guardrails.ts';

/** What a customer bought and sent back; empty for a visitor who is not known. */
export interface CustomerHistory {
  /** Products of orders that stand: not cancelled, not wholly refunded. */
  ownedProductIds: ReadonlySet<bigint>;
  /** When each product was last sent back. */
  returnedAt: ReadonlyMap<bigint, Date>;
  /** Products that a return is asked for, or under way. */
  openReturns: ReadonlySet<bigint>;
}

/** Everything a rule may look at beside the product. */
export interface RuleContext {
  now: Date;
  shopCurrency: string;
  cartCurrency: string;
  /** False: no active market of the shop serves the country. */
  soldHere: boolean;
  /** The customer is to be left alone: see decision/facts.ts. */
  leftAlone: boolean;
  cartProductIds: ReadonlySet<bigint>;
  /** Units in the cart by variant. */
  cartUnits: ReadonlyMap<bigint, number>;
  history: CustomerHistory;
  guardrails: Guardrails;
}

export interface Rule {
  /** @returns null when the product passes; else the numbers that the explanation needs (see explain.ts) */
  refuses(product: ProductFacts, context: RuleContext): readonly number[] | null;
  /** A product refused by this rule fills its slot: nothing else is offered there. */
  fillsSlot?: true;
}
