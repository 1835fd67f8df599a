// What a set's terms leave for each of its products: a percentage, an amount off, or a price, within the floor and the
// largest discount. Nothing of the cart is in it: publishing and deciding both ask here, so that what Liquid paints, what the
// server says and what the discount Function charges is one number, for one product or for all of them together.
//
// An amount and a set price are split over the slots once, by the price of each slot's first candidate, to the last minor
// unit. Whoever fills a slot takes its share: a row's price never depends on what else is taken.
import { lowestPriceMinor, pricesOf, type ProductFacts } from '../catalog/product.ts';
import { allowedDiscount, type DiscountLimit, holdsFloorAt } from '../margin/allowed-discount.ts';
import { floorSlackMinor, leastPriceMinor, type PricedVariant, unitCost } from '../margin/contribution-margin.ts';
import { type MarginPolicy, policyFor, type Rails, railsFor } from '../margin/rails.ts';
import { discountedUnitPriceMinor, type UnitTerms, unitPriceUnder } from '../portable/discount.ts';
import { split } from '../portable/split.ts';
import { NO_TERMS, type OfferTerms } from './offer-terms.ts';

/** Why a set as a whole gives nothing of what it says. */
export type TermsRefusal = 'set_price_incomplete' | 'set_price_not_lower' | 'gift_slot_missing' | 'shipping_cost_unknown';

/** A set's terms, made ready for its products. */
export interface SetTerms {
  /** none where the set as a whole was refused. */
  terms: OfferTerms;
  refusal: TermsRefusal | null;
  /** Of terms that differ by slot: a product that several slots name goes by the first of them. */
  slotOf: ReadonlyMap<bigint, number>;
  /** Of an amount or a set price: what falls to each slot, minor units. */
  shares: ReadonlyMap<number, number>;
  /** Of gift and free shipping: what the anchor earns beyond its floor, at its worst variant; null: not known. */
  anchorSlackMinor: number | null;
}

export interface ItemTerms {
  /** null: full price. */
  unit: UnitTerms | null;
  isGift: boolean;
  /** With the anchor it bears the cost of sending the order. */
  freeShipping: boolean;
  limitedBy: DiscountLimit;
  /** What the set would have given. */
  asked: UnitTerms | null;
  rails: Rails;
}

/** What of a set its terms depend on. */
export interface SetToPrice {
  anchorProductId: bigint;
  terms: OfferTerms;
  slots: readonly { slotNo: number; candidates: readonly { productId: bigint }[] }[];
}

/** The same as the desk judges it, whoever the shopper will be. */
export interface SetOnDesk extends SetToPrice {
  strategy: string;
}

export function setTerms(set: SetToPrice, products: ReadonlyMap<bigint, ProductFacts>, policy: MarginPolicy): SetTerms {
  const { terms } = set;
  const ready: SetTerms = { terms, refusal: null, slotOf: differsBySlot(terms) ? slotsByProduct(set) : new Map(), shares: new Map(), anchorSlackMinor: null };
  const refused = (refusal: TermsRefusal): SetTerms => ({ ...ready, terms: NO_TERMS, refusal });
  switch (terms.kind) {
    case 'amount':
      return { ...ready, shares: sharesOf(terms.minor, set, products) };
    case 'set_price': {
      const weights = set.slots.map((slot) => firstPriceMinor(slot, products));
      if (weights.length === 0 || weights.includes(0)) return refused('set_price_incomplete');
      if (terms.minor >= weights.reduce((sum, weight) => sum + weight, 0)) return refused('set_price_not_lower');
      return { ...ready, shares: sharesOf(terms.minor, set, products) };
    }
    case 'gift':
      if (!set.slots.some(({ slotNo }) => slotNo === terms.slotNo)) return refused('gift_slot_missing');
      return { ...ready, anchorSlackMinor: worstSlackMinor(products.get(set.anchorProductId), policy) };
    case 'free_shipping':
      if (policy.guardrails.shippingMinor === 0) return refused('shipping_cost_unknown');
      return { ...ready, anchorSlackMinor: worstSlackMinor(products.get(set.anchorProductId), policy) };
    default:
      return ready;
  }
}

/** @param product a candidate of the set */
export function itemTerms(of: SetTerms, product: ProductFacts, policy: MarginPolicy): ItemTerms {
  const full = fullPrice(product, policy);
  const { rails } = full;
  const { terms } = of;
  switch (terms.kind) {
    case 'percent': {
      const { bp, limitedBy } = allowedDiscount(product, terms.bp, rails);
      return { ...full, unit: bp > 0 ? { kind: 'percent', bp } : null, limitedBy, asked: terms.bp > 0 ? { kind: 'percent', bp: terms.bp } : null };
    }
    case 'amount':
      return { ...full, ...amountFor(product, shareOf(of, product), rails) };
    case 'set_price':
      return { ...full, ...priceFor(product, shareOf(of, product), rails) };
    case 'gift':
      return of.slotOf.get(product.productId) === terms.slotNo ? { ...full, ...giftFor(product, of.anchorSlackMinor, rails) } : full;
    case 'free_shipping':
      return { ...full, freeShipping: bearsShipping(product, of.anchorSlackMinor, rails) };
    default:
      return full;
  }
}

/** Of what no set gives anything, or what is not the set's own. */
export const fullPrice = (product: ProductFacts, policy: MarginPolicy): ItemTerms =>
  ({ unit: null, isGift: false, freeShipping: false, limitedBy: 'set', asked: null, rails: railsFor(product, policy) });

const shareOf = ({ slotOf, shares }: SetTerms, { productId }: ProductFacts): number => shares.get(slotOf.get(productId) ?? 0) ?? 0;

type Limited = Pick<ItemTerms, 'unit' | 'asked' | 'limitedBy'>;

/** As much of its share as every variant bears. */
function amountFor(product: ProductFacts, shareMinor: number, rails: Rails): Limited {
  const variants = pricesOf(product);
  if (shareMinor <= 0) return { unit: null, asked: null, limitedBy: 'set' };
  const asked: UnitTerms = { kind: 'amount', minor: shareMinor };
  if (variants.some((variant) => unitCost(variant, rails) === null)) return { unit: null, asked, limitedBy: 'no_cost' };
  const within = Math.min(shareMinor, ...variants.map((variant) => mostOffMinor(variant, rails)));
  const minor = Math.min(within, ...variants.map((variant) => heldOffMinor(variant, within, rails)));
  const limitedBy = minor < within ? 'margin_floor' : within < shareMinor ? 'max_discount' : 'set';
  return { unit: minor > 0 ? { kind: 'amount', minor } : null, asked, limitedBy };
}

/** Its slot's price, where that is a discount for every variant and every one of them bears it; else none at all. */
function priceFor(product: ProductFacts, minor: number, rails: Rails): Limited {
  const variants = pricesOf(product);
  const asked: UnitTerms = { kind: 'price', minor };
  const refused = (limitedBy: DiscountLimit): Limited => ({ unit: null, asked, limitedBy });
  if (variants.some((variant) => unitCost(variant, rails) === null)) return refused('no_cost');
  if (variants.some(({ priceMinor }) => priceMinor < minor)) return refused('set');
  if (variants.some((variant) => variant.priceMinor - minor > mostOffMinor(variant, rails))) return refused('max_discount');
  if (!variants.every((variant) => holdsFloorAt(variant, minor, rails))) return refused('margin_floor');
  return { unit: asked, asked, limitedBy: 'set' };
}

/** Anchor and gift together hold the anchor's floor: what the anchor earns beyond it pays for the gift. */
function giftFor(product: ProductFacts, anchorSlackMinor: number | null, rails: Rails): Limited & { isGift: boolean } {
  const variants = pricesOf(product);
  const asked: UnitTerms = { kind: 'percent', bp: 10_000 };
  const costs = variants.map((variant) => unitCost(variant, rails));
  if (anchorSlackMinor === null || costs.includes(null)) return { unit: null, asked, limitedBy: 'no_cost', isGift: false };
  const isBorne = variants.length > 0 && costs.every((cost) => cost !== null && cost.costMinor + rails.handlingMinor <= anchorSlackMinor);
  return isBorne ? { unit: asked, asked, limitedBy: 'set', isGift: true } : { unit: null, asked, limitedBy: 'margin_floor', isGift: false };
}

/** Whichever single item is taken with the anchor, the two of them bear it. */
function bearsShipping(product: ProductFacts, anchorSlackMinor: number | null, rails: Rails): boolean {
  if (anchorSlackMinor === null) return false;
  const slacks = pricesOf(product).map((variant) => slackOf(variant, rails));
  return slacks.length > 0 && slacks.every((slack) => slack !== null && slack >= 0 && anchorSlackMinor + slack >= rails.shippingMinor);
}

/** The anchor makes the order, so the fixed fee is its own, whatever joins it. */
function worstSlackMinor(anchor: ProductFacts | undefined, policy: MarginPolicy): number | null {
  if (!anchor || anchor.variants.length === 0) return null;
  const rails = railsFor(anchor, policyFor('begins', policy));
  const prices = pricesOf(anchor);
  const slacks = prices.map((variant) => slackOf(variant, rails)).filter((slack) => slack !== null);
  return slacks.length === prices.length ? Math.min(...slacks) : null;
}

function slackOf(variant: PricedVariant, rails: Rails): number | null {
  const cost = unitCost(variant, rails);
  return cost && floorSlackMinor(variant.priceMinor, cost.costMinor, rails);
}

/** What the largest discount of the shop takes off. */
const mostOffMinor = ({ priceMinor }: PricedVariant, { maxDiscountBp }: Rails): number => priceMinor - discountedUnitPriceMinor(priceMinor, maxDiscountBp);

/** As much of an amount as the floor bears. */
function heldOffMinor(variant: PricedVariant, wantedMinor: number, rails: Rails): number {
  if (holdsFloorAt(variant, unitPriceUnder(variant.priceMinor, { kind: 'amount', minor: wantedMinor }), rails)) return wantedMinor;
  const cost = unitCost(variant, rails);
  const least = cost && leastPriceMinor(cost.costMinor, rails);
  return least === null ? 0 : Math.max(0, Math.min(wantedMinor, variant.priceMinor - least));
}

function sharesOf(minor: number, { slots }: SetToPrice, products: ReadonlyMap<bigint, ProductFacts>): Map<number, number> {
  const shares = split(minor, slots.map((slot) => firstPriceMinor(slot, products)));
  return new Map(slots.map(({ slotNo }, at) => [slotNo, shares[at] ?? 0]));
}

/** Of the first candidate, at its cheapest, whether it can be had or not: shares do not move with stock. 0 where it has no price. */
function firstPriceMinor({ candidates }: SetToPrice['slots'][number], products: ReadonlyMap<bigint, ProductFacts>): number {
  const first = candidates[0] && products.get(candidates[0].productId);
  return Math.max(0, (first && lowestPriceMinor(first)) ?? 0);
}

const differsBySlot = ({ kind }: OfferTerms): boolean => kind === 'amount' || kind === 'set_price' || kind === 'gift';

function slotsByProduct({ slots }: SetToPrice): Map<bigint, number> {
  const slotOf = new Map<bigint, number>();
  for (const { slotNo, candidates } of slots) for (const { productId } of candidates) if (!slotOf.has(productId)) slotOf.set(productId, slotNo);
  return slotOf;
}

/** @returns whether who takes `one` in the place of `wanted` is given no less: the same kind of terms, and as much of it */
export function isWorthAsMuch(one: ItemTerms, wanted: ItemTerms): boolean {
  if (wanted.freeShipping && !one.freeShipping) return false;
  const [given, before] = [one.unit, wanted.unit];
  if (before === null) return true;
  if (given === null || given.kind !== before.kind) return false;
  if (given.kind === 'percent' && before.kind === 'percent') return given.bp >= before.bp;
  return given.kind === 'price' || (given.kind === 'amount' && before.kind === 'amount' && given.minor >= before.minor);
}
