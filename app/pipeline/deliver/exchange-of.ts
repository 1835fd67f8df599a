// How amounts of a decision become amounts of the shop's currency, in which its codes are made.
import { marketCurrenciesOf } from '#app/db/market-currencies.ts';
import type { ShopRow } from '#app/db/shops.ts';
import { rateAt } from '#app/domain/market/market-currency.ts';
import type { Exchange } from '#app/domain/money/exchange.ts';
import type { Decided } from '../decide/decide-offer.ts';

/** @returns null where the rate is not known any more */
export async function exchangeOf({ shopId, currency: from }: Pick<ShopRow, 'shopId' | 'currency'>, { decision: { currency: to }, facts: { country } }: Pick<Decided, 'decision' | 'facts'>): Promise<Exchange | null> {
  if (to === from) return ofOwn(from);
  const rate = rateAt(await marketCurrenciesOf(shopId), to, country);
  return rate === null ? null : { from, to, rate };
}

export const ofOwn = (currency: string): Exchange => ({ from: currency, to: currency, rate: 1 });
