// What a code says in money stands in the shop's currency: Shopify converts it when it is used, at its rate of that day. So that
// it neither gives more than an offer may, nor less than its reader was told, rates may move a little in between.
import { exchanged, type Exchange } from '../money/exchange.ts';
import { RATES_MOVE } from './in-currency.ts';

export interface CodeAmount {
  /** In the shop's currency: what the code is made with. */
  codeMinor: number;
  /** In the reader's: what they are told. */
  saidMinor: number;
}

/** @param minor what may come off, in the reader's currency */
export function amountOff(minor: number, exchange: Exchange): CodeAmount {
  if (exchange.from === exchange.to) return { codeMinor: minor, saidMinor: minor };
  const codeMinor = inShopMoney(minor, exchange);
  return { codeMinor, saidMinor: exchanged(codeMinor, { ...exchange, rate: exchange.rate / RATES_MOVE }, 'down') };
}

/** @param minor what has to be bought, in the reader's currency */
export const amountNeeded = (minor: number, exchange: Exchange): CodeAmount => ({ codeMinor: exchange.from === exchange.to ? minor : inShopMoney(minor, exchange), saidMinor: minor });

/** No more than so much, also when one of the shop's own is worth more by then. */
const inShopMoney = (minor: number, { from, to, rate }: Exchange): number => exchanged(minor, { from: to, to: from, rate: 1 / (rate * RATES_MOVE) }, 'down');
