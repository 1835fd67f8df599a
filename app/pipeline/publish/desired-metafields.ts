// What the store should say about the approved sets whose days hold: on each anchor its set and the slots' candidates, which Liquid
// paints without asking us; on each candidate what it is given in which set, which is all that the discount
// Function reads. Never holds a cost, a margin or a floor, and never paints a product that is below the floor, on the block
// list, or for some only (app/domain/eligibility/may-be-painted.ts). What is sold out stays in: Liquid passes over it, and it is back at once when it is.
import { toGid } from '#app/adapters/shopify/gid.ts';
import type { PaintedTerms, PublishedDiscount, PublishedDiscounts, PublishedSet, PublishedTerms } from '#app/contract/published-set.ts';
import { NOBODY } from '#app/domain/audience/customer-facts.ts';
import { isOnSale, lowestPriceMinor, pricesOf, type ProductFacts } from '#app/domain/catalog/product.ts';
import { holdsFloorAt } from '#app/domain/margin/allowed-discount.ts';
import type { PricedVariant } from '#app/domain/margin/contribution-margin.ts';
import { type MarginPolicy, policyFor } from '#app/domain/margin/rails.ts';
import { policyIn, productIn, termsIn } from '#app/domain/market/in-currency.ts';
import { productsAt } from '#app/domain/market/in-own-currency.ts';
import type { CurrencyAbroad } from '#app/domain/market/market-currency.ts';
import { fullPrice, type ItemTerms, itemTerms, type SetTerms, setTerms } from '#app/domain/offer/item-terms.ts';
import { canBeDiscounted, mayBePainted } from '#app/domain/eligibility/may-be-painted.ts';
import { shopperReason } from '#app/domain/offer/shopper-reason.ts';
import { currencyExponent } from '#app/domain/portable/currency-exponent.ts';
import { type UnitTerms, unitPriceUnder } from '#app/domain/portable/discount.ts';
import { DISCOUNT_KEY, MAX_PUBLISHED_CANDIDATES, MAX_SLOTS, SET_KEY, slotKey, STARTS_KEY } from '#app/domain/portable/names.ts';
import { mayHide } from '#app/domain/offer-rule/may-hide.ts';
import type { LoadedRule } from '#app/domain/offer-rule/offer-rule.ts';
import { isForEverybody, type SetFacts, type SlotFacts } from '#app/domain/set/set.ts';
import { standInOrder } from '#app/domain/set/stand-in-order.ts';
import { STRATEGY } from '#app/domain/set/strategies.ts';
import { markedSet } from '#app/domain/experiment-test/line-of-arm.ts';
import { policyUnder, setUnder } from '#app/domain/experiment-test/show-version.ts';
import type { ArmName, Version } from '#app/domain/experiment-test/test.ts';

export interface DesiredMetafield {
  ownerId: string;
  key: string;
  type: 'json' | 'list.product_reference';
  value: string;
}

type TermsOf = (product: ProductFacts) => ItemTerms;

/** A metafield above 10,000 bytes is invisible to Functions. */
const MAX_DISCOUNT_BYTES = 10_000;

/** One set, and what it gives in a currency. */
interface ReadySet {
  set: SetFacts;
  ready: SetTerms;
  termsOf: TermsOf;
  /** Of a product by its prices there: it may be painted. */
  holdsFloor: (product: ProductFacts) => boolean;
  currency: string;
}

/** The same in the shop's currency, and in each other. */
interface SetEverywhere extends ReadySet {
  abroad: readonly ReadySet[];
}

/** Facts in one currency. A product without a price in it is not among them. */
interface Priced {
  currency: string;
  products: ReadonlyMap<bigint, ProductFacts>;
  policy: MarginPolicy;
  termsOfSet: (terms: SetFacts['terms']) => SetFacts['terms'];
}

/** In the shop's own currency, for all of its markets that have it. */
const pricedAtHome = (currency: string, products: ReadonlyMap<bigint, ProductFacts>, policy: MarginPolicy): Priced => ({
  currency, policy, termsOfSet: (terms) => terms, products: productsAt(products, policy, null, currency),
});

/**
 * @param sets approved ones, best first: an anchor shows the first that has something to show
 * @param currency of the shop, in which amounts stand
 * @param abroad the other currencies whose rate is known
 * @param locale of the shop, BCP 47, in which the store's own pages are read before the server answers
 * @param rules the merchant's, those that are on: what one of them may hide is discounted, but not painted
 * @param tested prices that arms of tests have instead; beside each set's own, as long as there is room
 */
export function desiredMetafields(sets: readonly SetFacts[], products: ReadonlyMap<bigint, ProductFacts>, policy: MarginPolicy, currency: string, now: Date, abroad: readonly CurrencyAbroad[] = [], rules: readonly LoadedRule[] = [], locale = 'en', tested: readonly TestedPrice[] = []): DesiredMetafield[] {
  const atHome = pricedAtHome(currency, products, policy);
  const there = abroad.map((one) => pricedIn(one, products, policy));
  const wanted: DesiredMetafield[] = [];
  const discounts = new Map<bigint, Discounts>();
  const starts = new Map<bigint, string[]>();
  const anchored = new Set<bigint>();
  for (const set of sets) {
    const begun = begunByEach(set, products, now);
    const [first] = begun;
    if (!first) continue;
    const everywhere = (one: SetFacts): SetEverywhere => ({ ...readySet(one, atHome), abroad: there.map((priced) => readySet(one, priced)) });
    const isGiven = noteDiscounts(everywhere({ ...set, anchorProductId: first.anchorProductId }), set.setId, products, discounts).isGiven;
    if (isGiven && startsFromSeveral(set)) for (const { anchorProductId } of begun) noteStart(anchorProductId, set.setId, starts);
    if (!isForEverybody(set.conditions) || rules.some((rule) => mayHide(rule, set))) continue;
    for (const one of begun) {
      const anchor = products.get(one.anchorProductId);
      if (!anchor || anchored.has(one.anchorProductId)) continue;
      const fields = anchorMetafields(everywhere(one), anchor, products, locale, now);
      if (fields.length > 0) anchored.add(one.anchorProductId);
      wanted.push(...fields);
    }
  }
  // After what every set gives: that is what most carts hold.
  for (const price of tested) noteTested(price, sets, products, policy, { currency, now, abroad }, discounts, starts);
  const json = (productId: bigint, key: string, value: unknown): DesiredMetafield => ({ ownerId: toGid('Product', productId), key, type: 'json', value: JSON.stringify(value) });
  for (const [productId, { value }] of discounts) wanted.push(json(productId, DISCOUNT_KEY, value));
  for (const [productId, setIds] of starts) wanted.push(json(productId, STARTS_KEY, setIds));
  return wanted;
}

/** A percentage, or nothing, that an arm of a test has in every set. */
export interface TestedPrice {
  testNo: number;
  arm: ArmName;
  version: Version;
  /** Called where a product has no room for it: what a shopper was shown could not be charged. */
  leftOut: () => void;
}

function noteTested({ testNo, arm, version, leftOut }: TestedPrice, sets: readonly SetFacts[], products: ReadonlyMap<bigint, ProductFacts>, policy: MarginPolicy, { currency, now, abroad }: { currency: string; now: Date; abroad: readonly CurrencyAbroad[] }, discounts: Map<bigint, Discounts>, starts: Map<bigint, string[]>): void {
  const under = policyUnder(version, policy);
  const atHome = pricedAtHome(currency, products, under);
  const there = abroad.map((one) => pricedIn(one, products, under));
  for (const set of sets) {
    const begun = begunByEach(set, products, now);
    const [first] = begun;
    if (!first) continue;
    const one = { ...setUnder(version, set), anchorProductId: first.anchorProductId };
    const { isGiven, isWhole } = noteDiscounts({ ...readySet(one, atHome), abroad: there.map((priced) => readySet(one, priced)) }, markedSet(set.setId, { testNo, arm }), products, discounts);
    if (!isWhole) leftOut();
    if (isGiven && startsFromSeveral(set)) for (const { anchorProductId } of begun) noteStart(anchorProductId, set.setId, starts);
  }
}

const startsFromSeveral = ({ startedBy }: SetFacts): boolean => startedBy.size > 1;

/**
 * The set as each product in a cart of its own begins it, of those that are on sale. What begins with what a customer has, and
 * what is bought instead of something, is the server's to say: the store knows neither customers nor swaps.
 */
function begunByEach(set: SetFacts, products: ReadonlyMap<bigint, ProductFacts>, now: Date): SetFacts[] {
  const strategy = STRATEGY[set.strategy];
  if (strategy.beside === 'replaces') return [];
  return [...set.startedBy.keys()].flatMap((productId) => {
    const anchor = products.get(productId);
    if (!anchor || !isOnSale(anchor, now)) return [];
    const begun = strategy.begin(set, { now, cartProductIds: new Set([productId]), isOrdered: false, customer: NOBODY, priceOf: () => 0, companionsHad: new Map() });
    return begun?.kind === 'begun' ? [{ ...set, anchorProductId: productId, slots: begun.slots }] : [];
  });
}

function noteStart(productId: bigint, setId: string, starts: Map<bigint, string[]>): void {
  const known = starts.get(productId) ?? [];
  if (known.includes(setId)) return;
  const setIds = [...known, setId];
  if (Buffer.byteLength(JSON.stringify(setIds)) <= MAX_DISCOUNT_BYTES) starts.set(productId, setIds);
}

/** Of several markets any will do: what is given holds for all of them. */
function pricedIn(abroad: CurrencyAbroad, products: ReadonlyMap<bigint, ProductFacts>, policy: MarginPolicy): Priced {
  const [marketId] = abroad.marketIds;
  const known = [...products].flatMap(([productId, product]) => {
    const there = marketId === undefined ? null : productIn(product, policy, marketId, abroad);
    return there ? [[productId, there] as const] : [];
  });
  return { currency: abroad.to, products: new Map(known), policy: policyIn(policy, abroad), termsOfSet: (terms) => termsIn(terms, abroad) };
}

/** What has no price in the currency is given nothing there, nor is what it would start. The store gives it beside the anchor only, which makes the order. */
function readySet(set: SetFacts, { currency, products, policy: ofShop, termsOfSet }: Priced): ReadySet {
  const policy = policyFor('joins', ofShop);
  const ready = setTerms({ ...set, terms: termsOfSet(set.terms) }, products, policy);
  const isStarted = products.has(set.anchorProductId);
  const termsOf: TermsOf = (product) => {
    const there = isStarted ? products.get(product.productId) : undefined;
    return there ? itemTerms(ready, there, policy) : fullPrice(product, policy);
  };
  const holdsFloor = (product: ProductFacts) => {
    const there = isStarted ? products.get(product.productId) : undefined;
    return there !== undefined && isAboveFloor(there, termsOf(product));
  };
  return { set, ready, termsOf, holdsFloor, currency };
}

interface Discounts {
  value: PublishedDiscounts;
  bytes: number;
}

/** Every candidate's, also of those that are not painted: the server may choose any of them. @returns whether anything is given, and all of it noted */
function noteDiscounts(of: SetEverywhere, key: string, products: ReadonlyMap<bigint, ProductFacts>, discounts: Map<bigint, Discounts>): { isGiven: boolean; isWhole: boolean } {
  const { set } = of;
  let isGiven = false;
  let isWhole = true;
  for (const { productId } of set.slots.flatMap((slot) => slot.candidates)) {
    const product = products.get(productId);
    const given = product && canBeDiscounted(product) ? givenEverywhere(of, product) : null;
    if (!given) continue;
    isGiven = true;
    const known = discounts.get(productId) ?? { value: {}, bytes: 2 };
    const bytes = known.bytes + Buffer.byteLength(JSON.stringify({ [key]: given }));
    if (bytes <= MAX_DISCOUNT_BYTES) discounts.set(productId, { value: { ...known.value, [key]: given }, bytes });
    else isWhole = false;
  }
  return { isGiven, isWhole };
}

/** @returns null: full price, in whatever currency */
function givenEverywhere(of: SetEverywhere, product: ProductFacts): PublishedDiscount | null {
  const atHome = givenTo(of, product);
  const inOthers = othersIn(of, atHome, (there) => givenTo(there, product));
  if (Object.keys(atHome).length === 0 && Object.values(inOthers.in ?? {}).every((given) => Object.keys(given).length === 0)) return null;
  return { ...(startsFromSeveral(of.set) ? {} : { anchor: String(of.set.anchorProductId) }), ...atHome, ...inOthers };
}

/** @returns nothing: full price */
function givenTo({ set, ready, termsOf, currency }: ReadySet, product: ProductFacts): PublishedTerms {
  const { unit, isGift, freeShipping } = termsOf(product);
  if (isGift) return { gift: true };
  if (freeShipping) return { ship: true };
  if (unit?.kind === 'percent') return { bp: unit.bp };
  if (unit?.kind === 'amount') return { off: unit.minor, cur: currency };
  if (unit === null) return {};
  const slot = set.slots.findIndex(({ slotNo }) => slotNo === ready.slotOf.get(product.productId)) + 1;
  return { price: unit.minor, cur: currency, slot, of: set.slots.length };
}

/** Said only of currencies in which it is something else. */
function othersIn<Terms extends object>({ abroad }: SetEverywhere, atHome: Terms, termsIn: (there: ReadySet) => Terms): { in?: Record<string, Terms> } {
  const others = abroad.map((there) => [there.currency, termsIn(there)] as const).filter(([, terms]) => JSON.stringify(terms) !== JSON.stringify(atHome));
  return others.length > 0 ? { in: Object.fromEntries(others) } : {};
}

function anchorMetafields(of: SetEverywhere, anchor: ProductFacts, products: ReadonlyMap<bigint, ProductFacts>, locale: string, now: Date): DesiredMetafield[] {
  const { set } = of;
  const ownerId = toGid('Product', set.anchorProductId);
  const slots = set.slots
    .map((slot) => ({ slot, shown: shownCandidates(slot, anchor, products, of, now) }))
    .filter(({ shown }) => shown.length > 0)
    .slice(0, MAX_SLOTS);
  if (slots.length === 0) return [];
  const candidates = slots.map(({ shown }) => shown);
  const painted = paintedTerms(of, candidates);
  const published: PublishedSet = {
    id: set.setId,
    goal: set.goal,
    ...(set.outcome === null ? {} : { outcome: set.outcome }),
    weight: weightOf(slots),
    slots: slots.map(({ slot, shown }) => ({ name: slot.name, reasons: reasonsOf(slot, shown, anchor, locale) })),
    ...painted,
    ...othersIn(of, painted, (there) => ({ ...paintedTerms(there, candidates), ...hiddenIn(there, candidates) })),
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
function paintedTerms(of: ReadySet, slots: readonly (readonly ProductFacts[])[]): PaintedTerms {
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

function hiddenIn({ holdsFloor }: ReadySet, slots: readonly (readonly ProductFacts[])[]): Pick<PaintedTerms, 'hidden'> {
  const hidden = slots.flat().filter((product) => !holdsFloor(product));
  return hidden.length > 0 ? { hidden: [...new Set(hidden.map(({ productId }) => String(productId)))] } : {};
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

function shownCandidates(slot: SlotFacts, anchor: ProductFacts, products: ReadonlyMap<bigint, ProductFacts>, { set, termsOf, holdsFloor }: ReadySet, now: Date): ProductFacts[] {
  const [best, ...others] = slot.candidates.map(({ productId }) => products.get(productId));
  return [best, ...standInOrder(others.filter((product) => product !== undefined), best, termsOf)]
    .filter((product) => product !== undefined)
    .map((product) => ({ product, terms: termsOf(product) }))
    .filter(({ product, terms }) => product !== anchor && mayBePainted(product, anchor, terms.rails, now, STRATEGY[set.strategy].beside) && holdsFloor(product))
    .map(({ product }) => product)
    .slice(0, MAX_PUBLISHED_CANDIDATES);
}

/** Each candidate's own, as the server would say it: whichever of them Liquid paints, the line stays. */
function reasonsOf(slot: SlotFacts, shown: readonly ProductFacts[], anchor: ProductFacts, locale: string): Record<string, string> {
  return Object.fromEntries(
    shown.map(({ productId }) => {
      const support = slot.candidates.find((candidate) => candidate.productId === productId)?.support ?? 0;
      return [String(productId), slot.words ?? shopperReason({ support, slotName: slot.name, anchorTitle: anchor.title }, locale)];
    }),
  );
}

/** Liquid shows whichever variant is available, so every one of them has to hold. */
function isAboveFloor(product: ProductFacts, { unit, isGift, rails }: ItemTerms): boolean {
  const variants = pricesOf(product);
  const holds = (variant: PricedVariant) => variant.priceMinor > 0 && (isGift || holdsFloorAt(variant, unitPriceUnder(variant.priceMinor, unit), rails));
  return variants.length > 0 && variants.every(holds);
}
