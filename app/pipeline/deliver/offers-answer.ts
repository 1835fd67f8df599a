// A decision becomes what the widget is told. Only what a shopper may know passes: never a cost, a margin, a floor, nor
// why something else was left out.
import type { OfferItem, OffersAnswer } from '#app/contract/offers.ts';
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import type { OfferedItem } from '#app/domain/decision/facts.ts';
import { markedSet } from '#app/domain/experiment-test/line-of-arm.ts';
import { insteadReason, neutralHeading, shopperReason } from '#app/domain/offer/shopper-reason.ts';
import { isStarted, keepsHeading } from '#app/domain/set/is-started.ts';
import type { Decided } from '../decide/decide-offer.ts';

export const NO_OFFER: OffersAnswer = { offer: null, exposure: null };

/** @param locale of the shopper, BCP 47 */
export function offersAnswer({ decision, decisionId, facts, assigned, tested }: Pick<Decided, 'decision' | 'decisionId' | 'facts' | 'assigned'> & Partial<Pick<Decided, 'tested'>>, locale: string): OffersAnswer {
  const { offer, currency } = decision;
  const exposure = assigned && { ...assigned, decisionId };
  if (!offer) return { offer: null, exposure };
  const anchorTitle = facts.products.get(offer.anchorProductId)?.title ?? '';
  const fitsWhat = isStarted(offer, facts.sets) ? anchorTitle : null;
  const items = offer.items.flatMap((item) => {
    const product = facts.products.get(item.productId);
    if (!product) return [];
    const counted = shopperReason({ support: item.support, slotName: item.slotName, anchorTitle: fitsWhat }, locale);
    const dearer = offer.replacesAnchor ? insteadReason({ anchorTitle, moreMinor: item.offerPriceMinor - pricePaid(offer.anchorProductId, facts), currency }, locale) : counted;
    return [answerItem(item, product, item.words ?? dearer)];
  });
  const { totalMinor, savingMinor, replacesAnchor, anchorProductId, heading } = offer;
  const setId = tested?.version.kind === 'discount' ? markedSet(offer.setId, tested) : offer.setId;
  const { goal, outcome } = keepsHeading(offer, facts) ? offer : { goal: neutralHeading(locale), outcome: null };
  const terms = { ...(offer.terms.kind === 'set_price' && items.length > 1 ? { wholeOnly: true } : {}), ...(offer.freeShipping ? { freeShipping: true } : {}) };
  return { offer: { decisionId, setId, goal, currency, items, totalMinor, savingMinor, ...terms, ...(heading === null ? {} : { heading }), ...(outcome === null ? {} : { outcome }), ...(replacesAnchor ? { replaces: String(anchorProductId) } : {}) }, exposure };
}

function answerItem(item: OfferedItem, product: ProductFacts, reason: string): OfferItem {
  const titles = new Map(product.variants.map(({ variantId, title }) => [variantId, title]));
  return {
    slotNo: item.slotNo,
    slotName: item.slotName,
    productId: String(item.productId),
    variantId: String(item.variantId),
    title: product.title,
    url: `/products/${encodeURIComponent(product.handle)}`,
    imageUrl: product.imageUrl,
    priceMinor: item.priceMinor,
    offerPriceMinor: item.offerPriceMinor,
    discountBp: item.discountBp,
    reason,
    substitute: item.insteadOf !== null,
    variants: item.variants.map(({ variantId, priceMinor, offerPriceMinor }) => ({ variantId: String(variantId), title: titles.get(variantId) ?? '', priceMinor, offerPriceMinor })),
  };
}

/** Of what lies in the cart; of several variants the dearest. */
function pricePaid(productId: bigint, { cart, products }: Decided['facts']): number {
  const inCart = new Set(cart.map(({ variantId }) => variantId));
  return Math.max(0, ...(products.get(productId)?.variants ?? []).filter(({ variantId }) => inCart.has(variantId)).map(({ priceMinor }) => priceMinor));
}
