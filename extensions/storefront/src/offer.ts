// The offer as the widget holds it: the server's answer, or the same shape made of what was published, when the server
// does not answer.
import type { OffersAnswer } from '../../../app/contract/offers.ts';
import { discountedUnitPriceMinor } from '../../../app/domain/portable/discount.ts';
import { minorFromLiquid } from './money.ts';
import { type CartLine, type PageData, type PublishedOnPage, storeUrl } from './page-data.ts';

export type Answered = NonNullable<OffersAnswer['offer']>;
/** Sums are made of what is shown, never taken over. */
export interface Offer extends Omit<Answered, 'totalMinor' | 'savingMinor' | 'wholeOnly' | 'freeShipping' | 'outcome'> {
  outcome?: string | null | undefined;
  wholeOnly: boolean;
  freeShipping: boolean;
}
export type Item = Offer['items'][number];
export type Variant = Item['variants'][number];
/** What the page says of the offer's set; of an offer at a test's price its id has a mark after it. */
export const setOf = (page: PageData, offer: Pick<Offer, 'setId'> | null): PublishedOnPage | undefined => page.sets.find((each) => offer?.setId.startsWith(each.id));
/** Among the refused: a product that the shopper wants to see no more; without one, all of them. */
export const leftOut = (productId: string): string => `p${productId}`;
type Candidate = PublishedOnPage['slots'][number]['candidates'][number];

/**
 * The weightiest set on the page that the cart (or the product page) starts and does not fill: what Liquid paints, for a
 * cart that may have changed since.
 * @param refused variants that the cart would not take, and what is left out
 */
export function publishedOffer(page: PageData, cart: readonly CartLine[], refused: ReadonlySet<string>): Offer | null {
  for (const set of [...page.sets].sort((one, other) => other.weight - one.weight)) {
    const starts = page.placement === 'product_page' ? set.anchor === page.product?.id && !isOnlyPart(cart, set.anchor) : startsSets(cart, set.anchor);
    const items = starts ? openSlots(set, page.currency, cart, refused).slice(0, page.most) : [];
    if (items.length > 0) return priced({ decisionId: '', setId: set.id, goal: set.goal, outcome: set.outcome, currency: page.currency, wholeOnly: set.price !== null, freeShipping: set.freeShipping, items }, set.slots, cart);
  }
  return null;
}

function openSlots(set: PublishedOnPage, currency: string, cart: readonly CartLine[], refused: ReadonlySet<string>): Item[] {
  const inCart = new Set(cart.map((line) => line.productId));
  const taken = new Set<string | null>([set.anchor]);
  return set.slots.flatMap((slot, index) => {
    if (slot.all.some((id) => inCart.has(id))) return [];
    for (const candidate of slot.candidates) {
      const variants = candidate.variants
        .filter((variant) => !refused.has(variant.id))
        .map((variant): Variant => {
          const priceMinor = minorFromLiquid(variant.price, currency);
          return { variantId: variant.id, title: variant.title, priceMinor, offerPriceMinor: priceAfter(priceMinor, candidate, currency) };
        });
      const first = variants[0];
      if (!first || taken.has(candidate.id) || refused.has(leftOut(candidate.id))) continue;
      taken.add(candidate.id);
      return [
        {
          slotNo: index + 1,
          slotName: slot.name,
          productId: candidate.id,
          variantId: first.variantId,
          title: candidate.title,
          url: candidate.url,
          imageUrl: candidate.image,
          priceMinor: first.priceMinor,
          offerPriceMinor: first.offerPriceMinor,
          discountBp: 0,
          reason: candidate.reason,
          substitute: false,
          variants,
        },
      ];
    }
    return [];
  });
}

/** Whether the cart holds the product for itself. One that came as part of a set, at its discount, starts no other. */
export const startsSets = (cart: readonly CartLine[], productId: string | null | undefined): boolean =>
  cart.some((line) => line.productId === productId && !line.setId);

export const isOnlyPart = (cart: readonly CartLine[], productId: string | null | undefined): boolean =>
  cart.some((line) => line.productId === productId) && !startsSets(cart, productId);

/**
 * The server's offer in the store's own words, where the page has them: goal, titles, links and pictures stay as Liquid
 * painted them, in the shopper's language. Prices and choice are the server's, and so are reasons: what is published of them
 * is in the shop's language, the answer in the shopper's.
 */
export function inStoresWords({ wholeOnly = false, freeShipping = false, ...offer }: Answered, page: PageData): Offer {
  const set = setOf(page, offer);
  const painted = set?.slots.flatMap((slot) => slot.candidates) ?? [];
  const items = offer.items.map((item): Item => {
    const words = painted.find((each) => each.id === item.productId);
    if (!words) return { ...item, url: storeUrl(page, item.url), imageUrl: item.imageUrl && sized(item.imageUrl) };
    const { title, url, image: imageUrl } = words;
    const variants = item.variants.map((variant) => ({ ...variant, title: words.variants.find((each) => each.id === variant.variantId)?.title ?? variant.title }));
    return { ...item, title, url, imageUrl, variants };
  });
  return { ...offer, wholeOnly, freeShipping, goal: set?.goal ?? offer.goal, items };
}

/** Shopify's pictures come in the size that their address asks for: that of the snippets. */
const sized = (url: string): string => `${url}${url.includes('?') ? '&' : '?'}width=176&height=176&crop=center`;

/**
 * What is left of a set price: where something of it is neither offered nor in the cart, none has a price but its own; and
 * the one thing that makes it whole is charged its share.
 */
function priced(offer: Offer, slots: readonly Slot[], cart: readonly CartLine[]): Offer {
  if (!offer.wholeOnly) return offer;
  const isWhole = hasAll(slots, offer.setId, offer.items, cart);
  return { ...offer, wholeOnly: isWhole && offer.items.length > 1, items: isWhole ? offer.items : offer.items.map(atFullPrice) };
}

type Slot = Pick<PublishedOnPage['slots'][number], 'all'>;

/** Whether the items, and what the cart has of the set, are one of every slot. */
export function hasAll(slots: readonly Slot[], setId: string, items: readonly Item[], cart: readonly CartLine[]): boolean {
  const ofSet = [...items, ...cart.filter((line) => line.setId === setId)];
  return slots.every(({ all }) => ofSet.some(({ productId }) => all.includes(productId)));
}

export const atFullPrice = (item: Item): Item => ({ ...item, offerPriceMinor: item.priceMinor, variants: item.variants.map((variant) => ({ ...variant, offerPriceMinor: variant.priceMinor })) });

/** At most one of the three is not nothing. */
function priceAfter(priceMinor: number, { bp, off, share }: Candidate, currency: string): number {
  if (share !== null) return minorFromLiquid(share, currency);
  return Math.max(0, discountedUnitPriceMinor(priceMinor, bp) - minorFromLiquid(off, currency));
}

/**
 * The server's offer without what the cart has since taken or refused. A slot whose product was refused falls back to its
 * next variant, else to a published candidate, else it goes.
 */
export function stillOpen(offer: Offer | null, page: PageData, cart: readonly CartLine[], refused: ReadonlySet<string>): Offer | null {
  if (!offer || refused.has(leftOut(''))) return null;
  const inCart = new Set(cart.map((line) => line.productId));
  const set = setOf(page, offer);
  const published = publishedOffer({ ...page, sets: set ? [set] : [] }, cart, refused);
  const slotOf = ({ productId }: Item): Slot => set?.slots.find((slot) => slot.all.includes(productId)) ?? { all: [productId] };
  const items = offer.items.flatMap((item): Item[] => {
    // By what it may hold: a slot with nothing to publish is not on the page, and those after it move up.
    const { all } = slotOf(item);
    // On a product page the server is not told of the cart.
    if (inCart.has(item.productId) || (page.placement === 'product_page' && all.some((id) => inCart.has(id)))) return [];
    const variants = item.variants.filter((variant) => !refused.has(variant.variantId));
    const chosen = variants.find((variant) => variant.variantId === item.variantId) ?? variants[0];
    if (chosen && !refused.has(leftOut(item.productId))) return [{ ...item, ...pricesOf(chosen), variants }];
    const standIn = published?.items.find((each) => all.includes(each.productId));
    return standIn ? [{ ...standIn, slotNo: item.slotNo, substitute: true }] : [];
  });
  return items.length > 0 ? priced({ ...offer, items }, offer.items.map(slotOf), cart) : null;
}

/** An item with another of its variants chosen. */
export const withVariant = (item: Item, variantId: string): Item => {
  const variant = item.variants.find((each) => each.variantId === variantId);
  return variant ? { ...item, ...pricesOf(variant) } : item;
};

const pricesOf = ({ variantId, priceMinor, offerPriceMinor }: Variant) => ({ variantId, priceMinor, offerPriceMinor });
