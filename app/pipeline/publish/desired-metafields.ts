// What the store should say about the approved sets: on each anchor its set and the slots' candidates, which Liquid
// paints without asking us; on each candidate the discount that it has in which set, which is all that the discount
// Function reads. Never holds a cost, a margin or a floor, and never paints a product that is below the floor, on the block
// list, or for some only (app/domain/eligibility/may-be-painted.ts). What is sold out stays in: Liquid passes over it, and it is back at once when it is.
import { toGid } from '#app/adapters/shopify/gid.ts';
import type { PublishedDiscounts, PublishedSet } from '#app/contract/published-set.ts';
import { isOnSale, lowestPriceMinor, type ProductFacts, type VariantFacts } from '#app/domain/catalog/product.ts';
import { holdsFloorAt } from '#app/domain/margin/allowed-discount.ts';
import type { MarginPolicy } from '#app/domain/margin/rails.ts';
import { type ItemTerms, itemTerms, setTerms } from '#app/domain/offer/item-terms.ts';
import { canBeDiscounted, mayBePainted } from '#app/domain/eligibility/may-be-painted.ts';
import { shopperReason } from '#app/domain/offer/shopper-reason.ts';
import { unitPriceUnder } from '#app/domain/portable/discount.ts';
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

/** Some 80 bytes each: a metafield above 10,000 bytes is invisible to Functions. */
const MAX_SETS_A_CANDIDATE = 100;

/** @param sets approved ones, best first: an anchor shows the first that has something to show */
export function desiredMetafields(sets: readonly SetFacts[], products: ReadonlyMap<bigint, ProductFacts>, policy: MarginPolicy, now: Date): DesiredMetafield[] {
  const wanted: DesiredMetafield[] = [];
  const discounts = new Map<bigint, PublishedDiscounts>();
  const anchored = new Set<bigint>();
  for (const set of sets) {
    const anchor = products.get(set.anchorProductId);
    if (!anchor || !isOnSale(anchor, now)) continue;
    const ready = setTerms(set, products, policy);
    const termsOf = (product: ProductFacts): ItemTerms => itemTerms(ready, product, policy);
    noteDiscounts(set, products, termsOf, discounts);
    if (anchored.has(set.anchorProductId)) continue;
    const fields = anchorMetafields(set, anchor, products, termsOf, now);
    if (fields.length > 0) anchored.add(set.anchorProductId);
    wanted.push(...fields);
  }
  for (const [productId, value] of discounts) wanted.push({ ownerId: toGid('Product', productId), key: DISCOUNT_KEY, type: 'json', value: JSON.stringify(value) });
  return wanted;
}

/** Every candidate's, also of those that are not painted: the server may choose any of them. */
function noteDiscounts(set: SetFacts, products: ReadonlyMap<bigint, ProductFacts>, termsOf: TermsOf, discounts: Map<bigint, PublishedDiscounts>): void {
  for (const { productId } of set.slots.flatMap((slot) => slot.candidates)) {
    const product = products.get(productId);
    const bp = product && canBeDiscounted(product) ? percentOf(termsOf(product)) : 0;
    const known = discounts.get(productId) ?? {};
    if (bp === 0 || Object.keys(known).length >= MAX_SETS_A_CANDIDATE) continue;
    discounts.set(productId, { ...known, [set.setId]: { anchor: String(set.anchorProductId), bp } });
  }
}

function anchorMetafields(set: SetFacts, anchor: ProductFacts, products: ReadonlyMap<bigint, ProductFacts>, termsOf: TermsOf, now: Date): DesiredMetafield[] {
  const ownerId = toGid('Product', set.anchorProductId);
  const slots = set.slots
    .map((slot) => ({ slot, shown: shownCandidates(slot, anchor, products, termsOf, now) }))
    .filter(({ shown }) => shown.length > 0)
    .slice(0, MAX_SLOTS);
  if (slots.length === 0) return [];
  const discounts: PublishedSet['discounts'] = {};
  for (const product of slots.flatMap(({ shown }) => shown)) {
    const bp = percentOf(termsOf(product));
    if (bp > 0) discounts[String(product.productId)] = bp;
  }
  const published: PublishedSet = {
    id: set.setId,
    goal: set.goal,
    weight: weightOf(slots),
    slots: slots.map(({ slot, shown }) => ({ name: slot.name, reasons: reasonsOf(slot, shown, anchor) })),
    discounts,
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

const percentOf = ({ unit }: ItemTerms): number => (unit?.kind === 'percent' ? unit.bp : 0);
