// What other guardrails would have made of an offer that was made: of each of its items, whether it would be the same, at
// another price, or left out, and why. Judged by what publishing and deciding ask (offer/item-terms.ts), at the price of then,
// with what the product costs now; what had to be waited for, replay-waits.ts says. What hangs on the customer's tags and
// answers, on where they were, and on which variant lay in the cart is not kept with a decision and not judged again; nor is
// who would take an empty place. It never says of an offer that it would not have been made where it would.
import type { ProductFacts } from '../catalog/product.ts';
import type { WaitCode, WaitRefusal } from '../eligibility/waits.ts';
import { shareOfAnchorBp } from '../eligibility/too-dear.ts';
import { type DiscountLimit, holdsFloorAt } from '../margin/allowed-discount.ts';
import { marginBp, unitCost } from '../margin/contribution-margin.ts';
import type { InOrder } from '../margin/fixed-fee.ts';
import { type MarginPolicy, policyFor } from '../margin/rails.ts';
import { type ItemTerms, itemTerms, type SetTerms, setTerms } from '../offer/item-terms.ts';
import { NO_TERMS, type OfferKind, type OfferTerms } from '../offer/offer-terms.ts';
import { unitPriceUnder } from '../portable/discount.ts';
import type { KeptItem } from './encode.ts';
import type { RefusalCode } from './reason-codes.ts';

/** One offer, as its decision was kept. */
export interface OfferThen {
  items: readonly KeptItem[];
  /** Of its set as it is now; null: the set is gone, or starts from several. */
  anchorProductId: bigint | null;
  /** Beside what starts it, not instead of it or after it: only that can be too dear. */
  completes: boolean;
  /** What the set gives now: of an item at full price nothing else says what kind it would have been given. */
  setGives: OfferKind;
  /** By its place; on a page an offer to who had what starts the set, which is not kept, is taken to have joined a cart. */
  inOrder: InOrder;
}

export interface ReplayFacts {
  products: ReadonlyMap<bigint, ProductFacts>;
  /** Products that the block list of the draft keeps out. */
  blocked: ReadonlySet<bigint>;
}

/** What guardrails alone can refuse. */
export type ReplayRefusal = Extract<RefusalCode, 'blocked' | 'too_dear' | 'below_margin_floor'> | WaitCode;

export type ItemReplay =
  | { kind: 'same' }
  | { kind: 'changed'; offerPriceMinor: number; freeShipping: boolean; limitedBy: DiscountLimit }
  | { kind: 'refused'; code: ReplayRefusal; numbers: readonly number[] }
  /** No longer in the store: nothing can be said. */
  | { kind: 'gone' };

export interface OfferReplay {
  /** refused: nothing of it is left. changed: a price differs, or something of it is left out. gone: nothing of it can be judged. */
  kind: ItemReplay['kind'];
  items: readonly ItemReplay[];
}

/** @param waits by item: what refuses it because of what its customer did; left out: nothing does */
export type ReplayOffer = (offer: OfferThen, waits?: readonly (WaitRefusal | null)[]) => OfferReplay;

/** @returns what judges offers of one shop, whose items repeat: each different one is judged once */
export function offerReplayer(facts: ReplayFacts, policy: MarginPolicy): ReplayOffer {
  const known = new Map<string, ItemReplay>();
  const judge = (item: KeptItem, offer: OfferThen): ItemReplay => {
    const { productId, variantId, priceMinor, offerPriceMinor, setDiscountBp, limitedBy, givenAs, freeShipping } = item;
    const key = [productId, variantId, priceMinor, offerPriceMinor, setDiscountBp, limitedBy, givenAs, freeShipping, offer.anchorProductId, offer.completes, offer.setGives, offer.inOrder].join(' ');
    const verdict = known.get(key) ?? replayItem(item, offer, facts, policyFor(offer.inOrder, policy));
    known.set(key, verdict);
    return verdict;
  };
  return (offer, waits) => {
    const items = asWhole(offer.items, offer.items.map((item, at) => afterWaits(judge(item, offer), waits?.[at] ?? null)));
    return { kind: kindOf(items), items };
  };
}

/** In the order in which deciding asks: what is blocked is refused for that, and waits come before prices. */
function afterWaits(verdict: ItemReplay, wait: WaitRefusal | null): ItemReplay {
  const isDecided = wait === null || verdict.kind === 'gone' || (verdict.kind === 'refused' && verdict.code === 'blocked');
  return isDecided ? verdict : { kind: 'refused', ...wait };
}

/** @returns whether both come to the same, item by item */
export const isSameReplay = (one: OfferReplay, other: OfferReplay): boolean =>
  one.items.length === other.items.length && one.items.every((item, at) => isSameItem(item, other.items[at]));

function isSameItem(one: ItemReplay, other: ItemReplay | undefined): boolean {
  if (one.kind !== other?.kind) return false;
  return one.kind !== 'changed' || other.kind !== 'changed' || (one.offerPriceMinor === other.offerPriceMinor && one.freeShipping === other.freeShipping);
}

function kindOf(items: readonly ItemReplay[]): OfferReplay['kind'] {
  const judged = items.filter(({ kind }) => kind !== 'gone');
  if (judged.length === 0) return 'gone';
  if (judged.every(({ kind }) => kind === 'refused')) return 'refused';
  return judged.some(({ kind }) => kind !== 'same') ? 'changed' : 'same';
}

function replayItem(item: KeptItem, offer: OfferThen, { products, blocked }: ReplayFacts, policy: MarginPolicy): ItemReplay {
  const product = asItWas(products.get(item.productId), item);
  if (!product) return { kind: 'gone' };
  if (blocked.has(item.productId)) return { kind: 'refused', code: 'blocked', numbers: [] };
  const tooDear = offer.completes ? dearerThanAllowed(product, offer, products, policy) : null;
  if (tooDear) return { kind: 'refused', code: 'too_dear', numbers: tooDear };

  const then = setThen(item, offer, products, policy);
  // A gift and free shipping are borne by what started the set: where that is not known, they are taken to be so still.
  if ((then.terms.kind === 'gift' || then.terms.kind === 'free_shipping') && offer.anchorProductId === null) return { kind: 'same' };
  const terms = itemTerms(then, product, policy);
  const held = product.variants.filter((variant) => variant.priceMinor > 0 && (terms.isGift || holdsFloorAt(variant, unitPriceUnder(variant.priceMinor, terms.unit), terms.rails)));
  const shown = held.find(({ variantId }) => variantId === item.variantId) ?? held[0];
  if (!shown) return { kind: 'refused', code: 'below_margin_floor', numbers: marginNumbers(product, terms) };
  const offerPriceMinor = unitPriceUnder(shown.priceMinor, terms.unit);
  const isSame = shown.variantId === item.variantId && offerPriceMinor === item.offerPriceMinor && terms.freeShipping === item.freeShipping;
  return isSame ? { kind: 'same' } : { kind: 'changed', offerPriceMinor, freeShipping: terms.freeShipping, limitedBy: terms.limitedBy };
}

/** The variant that was offered at its price of then. @returns null where the store has it no longer */
function asItWas(product: ProductFacts | undefined, { variantId, priceMinor }: KeptItem): ProductFacts | null {
  if (!product || product.deletedAt !== null || !product.variants.some((variant) => variant.variantId === variantId)) return null;
  return { ...product, variants: product.variants.map((variant) => (variant.variantId === variantId ? { ...variant, priceMinor } : variant)) };
}

/** Against the dearest variant of the anchor, as which of them lay in the cart is not kept. */
function dearerThanAllowed({ variants }: ProductFacts, { anchorProductId }: OfferThen, products: ReplayFacts['products'], { guardrails }: MarginPolicy): readonly number[] | null {
  const anchor = anchorProductId === null ? undefined : products.get(anchorProductId);
  // Beside what costs nothing nothing is too dear, and it may have been that.
  if (!anchor || anchor.variants.length === 0 || anchor.variants.some(({ priceMinor }) => priceMinor <= 0)) return null;
  const shareBp = shareOfAnchorBp(variants, { priceMinor: Math.max(...anchor.variants.map(({ priceMinor }) => priceMinor)), attributes: [] });
  return shareBp > guardrails.dearestBp ? [shareBp, guardrails.dearestBp] : null;
}

function marginNumbers({ variants }: ProductFacts, { rails }: ItemTerms): readonly number[] {
  const margins = variants.flatMap((variant) => {
    const cost = unitCost(variant, rails);
    return cost ? [marginBp(variant.priceMinor, cost.costMinor, rails)] : [];
  });
  return [Math.max(-10_000, ...margins), rails.floorBp, rails.floorMinor];
}

/** A set of this one item, with what it was to be given: made ready as sets are. */
function setThen(item: KeptItem, { anchorProductId, setGives }: OfferThen, products: ReplayFacts['products'], policy: MarginPolicy): SetTerms {
  const { slotNo, productId } = item;
  const terms = termsThen(item, setGives);
  if (terms.kind === 'gift' || terms.kind === 'free_shipping') return setTerms({ anchorProductId: anchorProductId ?? 0n, terms, slots: [{ slotNo, candidates: [{ productId }] }] }, products, policy);
  const shares = new Map(terms.kind === 'amount' || terms.kind === 'set_price' ? [[slotNo, terms.minor]] : []);
  return { terms, refusal: null, slotOf: new Map([[productId, slotNo]]), shares, anchorSlackMinor: null };
}

/** Of an amount that was held back only the rounded share is kept: the largest that it stands for is taken. */
function termsThen(item: KeptItem, setGives: OfferKind): OfferTerms {
  const { slotNo, priceMinor, offerPriceMinor, setDiscountBp, limitedBy, freeShipping } = item;
  if (freeShipping) return { kind: 'free_shipping' };
  const kind = kindThen(item, setGives);
  if (kind === 'percent' && setDiscountBp === 10_000) return { kind: 'gift', slotNo };
  if (kind === 'percent') return setDiscountBp > 0 ? { kind, bp: setDiscountBp } : NO_TERMS;
  if (limitedBy === 'set' && item.givenAs === 'percent') return NO_TERMS;
  const offMinor = limitedBy === 'set' ? priceMinor - offerPriceMinor : Math.ceil(((setDiscountBp + 1) * priceMinor) / 10_000) - 1;
  return kind === 'amount' ? { kind, minor: offMinor } : { kind, minor: priceMinor - offMinor };
}

function kindThen({ givenAs, discountBp, setDiscountBp }: KeptItem, setGives: OfferKind): 'percent' | 'amount' | 'set_price' {
  if (givenAs !== 'percent') return givenAs === 'price' ? 'set_price' : 'amount';
  const isKnown = discountBp > 0 || setDiscountBp === 0;
  return !isKnown && (setGives === 'amount' || setGives === 'set_price') ? setGives : 'percent';
}

/** A set price holds for the whole set or not at all, and so does free shipping. */
function asWhole(then: readonly KeptItem[], judged: readonly ItemReplay[]): ItemReplay[] {
  const losesPrice = then.some(({ givenAs }, at) => givenAs === 'price' && judged[at]?.kind !== 'same');
  const losesShipping = judged.some((verdict, at) => verdict.kind === 'changed' && then[at]?.freeShipping && !verdict.freeShipping);
  return judged.map((verdict, at) => {
    const item = then[at];
    if (verdict.kind !== 'same' || !item) return verdict;
    if (losesPrice && item.givenAs === 'price') return { kind: 'changed', offerPriceMinor: item.priceMinor, freeShipping: item.freeShipping, limitedBy: 'margin_floor' };
    if (losesShipping && item.freeShipping) return { kind: 'changed', offerPriceMinor: item.offerPriceMinor, freeShipping: false, limitedBy: 'margin_floor' };
    return verdict;
  });
}
