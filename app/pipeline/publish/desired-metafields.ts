// What the store should say about the approved sets: on each anchor its set and the slots' candidates, which Liquid
// paints without asking us; on each candidate what it is given in which set, which is all that the discount
// Function reads. Never holds a cost, a margin or a floor, and never paints a product that is below the floor, on the block
// list, or for some only (app/domain/eligibility/may-be-painted.ts). What is sold out stays in: Liquid passes over it, and it is back at once when it is.
import { toGid } from '#app/adapters/shopify/gid.ts';
import type { PublishedDiscount, PublishedDiscounts, PublishedSet } from '#app/contract/published-set.ts';
import { isOnSale, lowestPriceMinor, type ProductFacts, type VariantFacts } from '#app/domain/catalog/product.ts';
import { holdsFloorAt } from '#app/domain/margin/allowed-discount.ts';
import type { MarginPolicy } from '#app/domain/margin/rails.ts';
import { type ItemTerms, itemTerms, type SetTerms, setTerms } from '#app/domain/offer/item-terms.ts';
import { canBeDiscounted, mayBePainted } from '#app/domain/eligibility/may-be-painted.ts';
import { shopperReason } from '#app/domain/offer/shopper-reason.ts';
import { currencyExponent } from '#app/domain/portable/currency-exponent.ts';
import { type UnitTerms, unitPriceUnder } from '#app/domain/portable/discount.ts';
import { DISCOUNT_KEY, MAX_PUBLISHED_CANDIDATES, MAX_SLOTS, SET_KEY, slotKey } from '#app/domain/portable/names.ts';
import type { SetFacts, SlotFacts } from '#app/domain/set/set.ts';
import { standInOrder } from '#app/domain/set/stand-in-order.ts';

export interface DesiredMetafield {
  ownerId: string;
  key: string;
  type: 'json' | 'list.product_reference';
  value: string;
}

type TermsOf = (product: ProductFacts) => ItemTerms;

/** A metafield above 10,000 bytes is invisible to Functions. */
const MAX_DISCOUNT_BYTES = 10_000;

/** One set, and what it gives. */
interface ReadySet {
  set: SetFacts;
  ready: SetTerms;
  termsOf: TermsOf;
  /** Of the shop. */
  currency: string;
}

/**
 * @param sets approved ones, best first: an anchor shows the first that has something to show
 * @param currency of the shop, in which amounts stand
 */
export function desiredMetafields(sets: readonly SetFacts[], products: ReadonlyMap<bigint, ProductFacts>, policy: MarginPolicy, currency: string, now: Date): DesiredMetafield[] {
  const wanted: DesiredMetafield[] = [];
  const discounts = new Map<bigint, Discounts>();
  const anchored = new Set<bigint>();
  for (const set of sets) {
    const anchor = products.get(set.anchorProductId);
    if (!anchor || !isOnSale(anchor, now)) continue;
    const ready = setTerms(set, products, policy);
    const of: ReadySet = { set, ready, termsOf: (product) => itemTerms(ready, product, policy), currency };
    noteDiscounts(of, products, discounts);
    if (anchored.has(set.anchorProductId)) continue;
    const fields = anchorMetafields(of, anchor, products, now);
    if (fields.length > 0) anchored.add(set.anchorProductId);
    wanted.push(...fields);
  }
  for (const [productId, { value }] of discounts) wanted.push({ ownerId: toGid('Product', productId), key: DISCOUNT_KEY, type: 'json', value: JSON.stringify(value) });
  return wanted;
}

interface Discounts {
  value: PublishedDiscounts;
  bytes: number;
}

/** Every candidate's, also of those that are not painted: the server may choose any of them. */
function noteDiscounts(of: ReadySet, products: ReadonlyMap<bigint, ProductFacts>, discounts: Map<bigint, Discounts>): void {
  const { set } = of;
  for (const { productId } of set.slots.flatMap((slot) => slot.candidates)) {
    const product = products.get(productId);
    const given = product && canBeDiscounted(product) ? givenTo(of, product) : null;
    if (!given) continue;
    const known = discounts.get(productId) ?? { value: {}, bytes: 2 };
    const bytes = known.bytes + Buffer.byteLength(JSON.stringify({ [set.setId]: given }));
    if (bytes <= MAX_DISCOUNT_BYTES) discounts.set(productId, { value: { ...known.value, [set.setId]: given }, bytes });
  }
}

/** @returns null: full price */
function givenTo({ set, ready, termsOf, currency }: ReadySet, product: ProductFacts): PublishedDiscount | null {
  const { unit, isGift, freeShipping } = termsOf(product);
  const anchor = String(set.anchorProductId);
  if (isGift) return { anchor, gift: true };
  if (freeShipping) return { anchor, ship: true };
  if (unit?.kind === 'percent') return { anchor, bp: unit.bp };
  if (unit?.kind === 'amount') return { anchor, off: unit.minor, cur: currency };
  if (unit === null) return null;
  const slot = set.slots.findIndex(({ slotNo }) => slotNo === ready.slotOf.get(product.productId)) + 1;
  return { anchor, price: unit.minor, cur: currency, slot, of: set.slots.length };
}

function anchorMetafields(of: ReadySet, anchor: ProductFacts, products: ReadonlyMap<bigint, ProductFacts>, now: Date): DesiredMetafield[] {
  const { set, termsOf } = of;
  const ownerId = toGid('Product', set.anchorProductId);
  const slots = set.slots
    .map((slot) => ({ slot, shown: shownCandidates(slot, anchor, products, termsOf, now) }))
    .filter(({ shown }) => shown.length > 0)
    .slice(0, MAX_SLOTS);
  if (slots.length === 0) return [];
  const published: PublishedSet = {
    id: set.setId,
    goal: set.goal,
    weight: weightOf(slots),
    slots: slots.map(({ slot, shown }) => ({ name: slot.name, reasons: reasonsOf(slot, shown, anchor) })),
    ...paintedTerms(of, slots.map(({ shown }) => shown)),
  };
  return [
    { ownerId, key: SET_KEY, type: 'json', value: JSON.stringify(published) },
    ...slots.map(({ shown }, index): DesiredMetafield => ({
      ownerId,
      key: slotKey(index + 1),
      type: 'list.product_reference',
      value: JSON.stringify(shown.map((product) => toGid('Product', product.productId))),
    })),
  ];
}

/** What Liquid says of the set's terms. A set price needs every slot on the page; it and free shipping need every product that may stand there. */
function paintedTerms(of: ReadySet, slots: readonly (readonly ProductFacts[])[]): Pick<PublishedSet, 'discounts' | 'currency' | 'off' | 'prices' | 'price' | 'freeShipping'> {
  const shown = slots.flat().map((product) => ({ id: String(product.productId), terms: of.termsOf(product) }));
  const numbers = (kind: UnitTerms['kind']): Record<string, number> =>
    Object.fromEntries(shown.flatMap(({ id, terms: { unit } }) => (unit?.kind === kind ? [[id, unit.kind === 'percent' ? unit.bp : hundredths(unit.minor, of.currency)]] : [])));
  const discounts = numbers('percent');
  const { terms } = of.ready;
  switch (terms.kind) {
    case 'amount':
      return { discounts, currency: of.currency, off: numbers('amount') };
    case 'set_price':
      return slots.length === of.set.slots.length && shown.every(({ terms }) => terms.unit?.kind === 'price')
        ? { discounts, currency: of.currency, prices: numbers('price'), price: hundredths(terms.minor, of.currency) }
        : { discounts };
    case 'free_shipping':
      return shown.every(({ terms }) => terms.freeShipping) ? { discounts, freeShipping: true } : { discounts };
    default:
      return { discounts };
  }
}

/** Liquid's prices are hundredths, whatever the currency. */
const hundredths = (minor: number, currency: string): number => (minor * 100) / 10 ** currencyExponent(currency);

/**
 * What the first candidates may bring in, score × price, on a scale of logarithms, so that it seldom has to be written anew.
 * Of prices, which everyone sees: a margin never leaves the server.
 */
function weightOf(slots: readonly { slot: SlotFacts; shown: readonly ProductFacts[] }[]): number {
  const worthMinor = slots.reduce((sum, { slot, shown: [first] }) => {
    const score = slot.candidates.find(({ productId }) => productId === first?.productId)?.score ?? 0;
    return sum + Math.max(0, score) * ((first && lowestPriceMinor(first)) ?? 0);
  }, 0);
  return Math.round(8 * Math.log2(1 + worthMinor));
}

function shownCandidates(slot: SlotFacts, anchor: ProductFacts, products: ReadonlyMap<bigint, ProductFacts>, termsOf: TermsOf, now: Date): ProductFacts[] {
  const [best, ...others] = slot.candidates.map(({ productId }) => products.get(productId));
  return [best, ...standInOrder(others.filter((product) => product !== undefined), best, termsOf)]
    .filter((product) => product !== undefined)
    .map((product) => ({ product, terms: termsOf(product) }))
    .filter(({ product, terms }) => product !== anchor && mayBePainted(product, anchor, terms.rails, now) && isAboveFloor(product, terms))
    .map(({ product }) => product)
    .slice(0, MAX_PUBLISHED_CANDIDATES);
}

/** Each candidate's own, as the server would say it: whichever of them Liquid paints, the line stays. */
function reasonsOf(slot: SlotFacts, shown: readonly ProductFacts[], anchor: ProductFacts): Record<string, string> {
  return Object.fromEntries(
    shown.map(({ productId }) => {
      const support = slot.candidates.find((candidate) => candidate.productId === productId)?.support ?? 0;
      return [String(productId), shopperReason({ support, slotName: slot.name, anchorTitle: anchor.title })];
    }),
  );
}

/** Liquid shows whichever variant is available, so every one of them has to hold. */
function isAboveFloor({ variants }: ProductFacts, { unit, isGift, rails }: ItemTerms): boolean {
  const holds = (variant: VariantFacts) => variant.priceMinor > 0 && (isGift || holdsFloorAt(variant, unitPriceUnder(variant.priceMinor, unit), rails));
  return variants.length > 0 && variants.every(holds);
}
