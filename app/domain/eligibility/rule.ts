// The interface that every eligibility rule keeps.
import type { CustomerFacts } from '../audience/customer-facts.ts';
import type { DayOfYear } from '../catalog/offer-limit.ts';
import type { ProductFacts } from '../catalog/product.ts';
import type { Guardrails } from '../margin/guardrails.ts';
import type { AnchorFacts } from './anchor.ts';

/** Everything a rule may look at beside the product. */
export interface RuleContext {
  now: Date;
  /** Products whose price in the cart's currency is not known. */
  unpriced: ReadonlySet<bigint>;
  /** False: no active market of the shop serves the country. */
  soldHere: boolean;
  /** ISO 3166; null: not known. */
  country: string | null;
  /** By the shop's own calendar. */
  today: DayOfYear;
  /** The offer goes into a message, not on a page. */
  inMessage: boolean;
  /** What starts the set that is being filled; null: nothing does. */
  anchor: AnchorFacts | null;
  /** Of the set that is being filled: how what it offers stands to what started it. */
  beside: 'completes' | 'replaces' | 'grows';
  /** Of the set that is being filled: whether it lets this customer have what is not listed yet. */
  earlyAccess: 'none' | 'granted' | 'withheld';
  /** What rules of the merchant's leave: nothing else than `only` (null: anything), and nothing of `leftOut`. */
  ruled: { only: ReadonlySet<bigint> | null; leftOut: readonly ReadonlySet<bigint>[] };
  cartProductIds: ReadonlySet<bigint>;
  /** Units in the cart by variant. */
  cartUnits: ReadonlyMap<bigint, number>;
  customer: CustomerFacts;
  guardrails: Guardrails;
}

export interface Rule {
  /** @returns null when the product passes; else the numbers that the explanation needs (see explain.ts) */
  refuses(product: ProductFacts, context: RuleContext): readonly number[] | null;
  /** A product refused by this rule fills its slot: nothing else is offered there. */
  fillsSlot?: true;
}
