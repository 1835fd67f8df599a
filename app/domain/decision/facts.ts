// What a decision is made from, gathered by app/db/decision-facts.ts; and what it is made of.
import type { CustomerFacts } from '../audience/customer-facts.ts';
import type { ProductFacts } from '../catalog/product.ts';
import type { DiscountLimit } from '../margin/allowed-discount.ts';
import type { MarginPolicy } from '../margin/rails.ts';
import type { OfferTerms } from '../offer/offer-terms.ts';
import type { UnitTerms } from '../portable/discount.ts';
import type { LoadedRule } from '../offer-rule/offer-rule.ts';
import type { SetFacts } from '../set/set.ts';
import type { Strategy } from '../set/set-definition.ts';
import type { FitCode } from './fits-customer.ts';
import type { Moment } from './moment.ts';
import type { PlaceLook } from './place-look.ts';
import type { RefusalCode } from './reason-codes.ts';

export interface CartLine {
  productId: bigint;
  variantId: bigint;
  quantity: number;
}

/** What the order history says about this cart: a product, how strongly it belongs. */
export interface Companion {
  productId: bigint;
  score: number;
}

/** All money is of the cart's currency (domain/market). */
export interface DecisionFacts {
  cartCurrency: string;
  /** Products whose price in it is not known. */
  unpriced: ReadonlySet<bigint>;
  /** Whether the shop sells to the country; true where that is not known. */
  soldHere: boolean;
  /** Where it goes, ISO 3166; null: not known. */
  country: string | null;
  /** IANA name of the shop's own. */
  timezone: string;
  /** The offer goes into a new message, not on a page or to who follows a message. */
  inMessage: boolean;
  /** Whether what is in the cart can still be given back, and what is taken joins it. */
  moment: Moment;
  cart: readonly CartLine[];
  /** How the place shows it. */
  look: PlaceLook;
  /** Cart products that are there only as parts of sets: the store's discount starts no other set from them. */
  partProductIds: ReadonlySet<bigint>;
  /** By set: products that the cart holds as its parts. The store's discount counts them when it charges the set's price. */
  partsOfSets: ReadonlyMap<string, ReadonlySet<bigint>>;
  /** Markets that serve the country; null: it is not known. */
  marketIds: readonly bigint[] | null;
  /** Whom this is for, always by the same name; null: nobody who can be told apart. */
  subject: string | null;
  /** The merchant's, those that are on, in their order. */
  rules: readonly LoadedRule[];
  /** Live sets that rules name, whatever starts them. */
  calledSets: ReadonlyMap<string, SetFacts>;
  /** What the cart comes to before discounts, minor units of the shop's currency. */
  cartTotalMinor: number;
  /** The fewest units left of anything in the cart that is counted; null: nothing is. */
  leastLeft: number | null;
  /** Approved sets that something in the cart starts, or something the customer has. */
  sets: readonly SetFacts[];
  /** Every product that a set or an association names. */
  products: ReadonlyMap<bigint, ProductFacts>;
  /** Best first. */
  companions: readonly Companion[];
  /** Orders that hold both, by anchor and then by product, as the current model counted them. */
  support: ReadonlyMap<bigint, ReadonlyMap<bigint, number>>;
  customer: CustomerFacts;
  /** By product of theirs that starts a set: what else they have of what orders hold together with it. */
  companionsHad: ReadonlyMap<bigint, ReadonlySet<bigint>>;
  uplift: Uplift;
  /** By product, from 0 to 1: that this cart takes it anyway, as the model says. */
  chances: ReadonlyMap<bigint, number>;
  /** By product: what may stand in for it, as learned, best first. */
  substitutes: ReadonlyMap<bigint, readonly bigint[]>;
}

/** What showing an offer has done in this place: of those shown and those held out, how many subjects, and how much likelier the shown were to buy. */
export interface Uplift {
  /** Bought of the shown over bought of the held out. */
  ratio: number;
  shownSubjects: number;
  heldSubjects: number;
}

/** Nothing measured yet: ranking then goes by its prior alone. */
export const UNMEASURED: Uplift = { ratio: 1, shownSubjects: 0, heldSubjects: 0 };

export type Policy = MarginPolicy;

export interface OfferedVariant {
  variantId: bigint;
  priceMinor: number;
  offerPriceMinor: number;
}

/** A candidate that did not make it, and why. */
export interface FallenOut {
  productId: bigint;
  code: RefusalCode;
  numbers: readonly number[];
}

export interface OfferedItem extends OfferedVariant {
  slotNo: number;
  slotName: string;
  /** What its rung or part adds, in the merchant's words. */
  words: string | null;
  productId: bigint;
  /** What the product is given, at whichever variant; null: full price. */
  unit: UnitTerms | null;
  /** Basis points of the price that come off, of an amount or a price rounded down. */
  discountBp: number;
  /** What the set would have given, and what held it back. */
  setDiscountBp: number;
  limitedBy: DiscountLimit;
  /** Of the price without tax: contribution margin after discount; null where no cost is known. */
  marginBp: number | null;
  costAssumed: boolean;
  /** Shopify's cost cannot be one, so it was taken for unknown. */
  costDisregarded: boolean;
  /** The floor that held for this product. */
  floorBp: number;
  floorMinor: number;
  /** Orders with the anchor and this. */
  support: number;
  /** The first choice whose place this takes, and why that one fell out; who fell out between the two is among the refused. */
  insteadOf: FallenOut | null;
  /** What can be bought now, in the merchant's order; the chosen one is the first. */
  variants: readonly OfferedVariant[];
}

export interface Offer {
  setId: string;
  strategy: Strategy;
  anchorProductId: bigint;
  /** What is bought instead of the anchor: who takes it gives that back. */
  replacesAnchor: boolean;
  goal: string;
  /** The place's own words, which come before the goal; null: it has none. */
  heading: string | null;
  /** What the set improves, in a sentence. */
  outcome: string | null;
  /** In the set's order. */
  items: readonly OfferedItem[];
  totalMinor: number;
  savingMinor: number;
  /** What applies after limits. */
  terms: OfferTerms;
  freeShipping: boolean;
}

export interface Refusal {
  code: RefusalCode;
  productId: bigint;
  setId: string;
  /** 0: the set as a whole. */
  slotNo: number;
  /** What the explanation needs; named per code in explain.ts. */
  numbers: readonly number[];
}

export interface Decision {
  currency: string;
  offer: Offer | null;
  /** Why its kind of set was weighed as it was; null: nothing is offered. Not kept. */
  fit: FitCode | null;
  refused: readonly Refusal[];
  /** Ids of the merchant's rules that acted, in their order. */
  rules: readonly string[];
}
