// The question to the server, over the shop's app proxy. Never throws: no answer in time is one of the answers, and then
// what Liquid painted stands. A file of its own beside the widget's: it is what both sides of an experiment run alike.
import type { OffersAnswer } from '../../../app/contract/offers.ts';
import { sayOnceSeen } from './exposure.ts';
import { isOnlyPart } from './offer.ts';
import { type CartLine, type PageData, storeUrl } from './page-data.ts';
import { visitorOf } from './visitor.ts';

export { visitorOf };

const PATIENCE_MS = 1_500;
/** As many as app/contract/offers.ts takes. */
const MAX_LINES = 50;

export type Ask = typeof askServer;
export type ServerAnswer = { kind: 'offer'; offer: OffersAnswer['offer'] } | { kind: 'no_answer' };

/** @param productVariantId on a product page: the variant that is chosen there */
export async function askServer(page: PageData, cart: readonly CartLine[], productVariantId: string | null): Promise<ServerAnswer> {
  const own = page.placement === 'product_page';
  const items = own ? (productVariantId ? [`${productVariantId}:1`] : []) : linesToAsk(cart);
  const visitor = await visitorOf(page, cart);
  const query = new URLSearchParams({
    placement: page.placement,
    items: items.join(','),
    parts: (own ? isOnlyPart(cart, page.product?.id) && productVariantId : partsToAsk(cart)) || '',
    ofSets: cart.flatMap((line) => (line.setId ? `${line.variantId}:${line.setId}` : [])).slice(0, MAX_LINES).join(','),
    locale: page.locale,
    currency: page.currency,
    ...(page.country ? { country: page.country } : {}),
    ...(visitor ? { visitor } : {}),
  });
  try {
    const response = await fetch(storeUrl(page, `/apps/setwise/offers?${query}`), {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok) return { kind: 'no_answer' };
    const answer = (await response.json()) as OffersAnswer;
    if (visitor && answer.exposure) sayOnceSeen(page, answer.exposure, visitor);
    if (answer.offer?.heading) page.heading = answer.offer.heading;
    return 'offer' in answer ? { kind: 'offer', offer: answer.offer } : { kind: 'no_answer' };
  } catch {
    return { kind: 'no_answer' };
  }
}

/** One entry a variant, however many lines carry it. */
function linesToAsk(cart: readonly CartLine[]): string[] {
  const quantities = new Map<string, number>();
  for (const line of cart) quantities.set(line.variantId, (quantities.get(line.variantId) ?? 0) + line.quantity);
  return [...quantities].slice(0, MAX_LINES).map(([variantId, quantity]) => `${variantId}:${Math.min(quantity, 9_999)}`);
}

const partsToAsk = (cart: readonly CartLine[]): string =>
  [...new Set(cart.filter((line) => isOnlyPart(cart, line.productId)).map((line) => line.variantId))].slice(0, MAX_LINES).join(',');
