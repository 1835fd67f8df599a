// A decision becomes what the widget is told. Only what a shopper may know passes: never a cost, a margin, a floor, nor
// why something else was left out.
import type { OfferItem, OffersAnswer } from '#app/contract/offers.ts';
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import type { OfferedItem } from '#app/domain/decision/facts.ts';
import { shopperReason } from '#app/domain/offer/shopper-reason.ts';
import type { Decided } from '../decide/decide-offer.ts';

export const NO_OFFER: OffersAnswer = { offer: null, exposure: null };

export function offersAnswer({ decision, decisionId, facts, assigned }: Pick<Decided, 'decision' | 'decisionId' | 'facts' | 'assigned'>): OffersAnswer {
  const { offer, currency } = decision;
  const exposure = assigned && { ...assigned, decisionId };
  if (!offer) return { offer: null, exposure };
  const anchorTitle = facts.products.get(offer.anchorProductId)?.title ?? '';
  const items = offer.items.flatMap((item) => {
    const product = facts.products.get(item.productId);
    return product ? [answerItem(item, product, anchorTitle)] : [];
  });
  const { setId, goal, totalMinor, savingMinor } = offer;
  const terms = { ...(offer.terms.kind === 'set_price' ? { wholeOnly: true } : {}), ...(offer.freeShipping ? { freeShipping: true } : {}) };
  return { offer: { decisionId, setId, goal, currency, items, totalMinor, savingMinor, ...terms }, exposure };
}

function answerItem(item: OfferedItem, product: ProductFacts, anchorTitle: string): OfferItem {
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
    reason: shopperReason({ support: item.support, slotName: item.slotName, anchorTitle }),
    substitute: item.insteadOf !== null,
    variants: item.variants.map(({ variantId, priceMinor, offerPriceMinor }) => ({ variantId: String(variantId), title: titles.get(variantId) ?? '', priceMinor, offerPriceMinor })),
  };
}
