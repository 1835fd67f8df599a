// Which country a link into the store names, as `?country=`: where what was said is not what everybody is charged, in another
// currency or at a market's own price, the store has to charge it wherever the reader happens to be.
import type { Decided } from '../decide/decide-offer.ts';

/** @returns null: the store is to find it out itself */
export function countryOfLink({ decision: { currency, offer }, facts }: Pick<Decided, 'decision' | 'facts'>, shopCurrency: string): string | null {
  const isPricedByMarket = offer?.items.some(({ productId }) => (facts.products.get(productId)?.alsoPriced?.length ?? 0) > 0) ?? false;
  return currency !== shopCurrency || isPricedByMarket ? facts.country : null;
}
