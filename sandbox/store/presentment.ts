// In what currency a visitor from a country is charged, and what: the market's own price of a variant where its list has one,
// else the shop's price at the market's rate, up to the next whole coin. Hundredths throughout, as Liquid has them.
import type { Ledger } from './ledger.ts';
import { inWholeCoins, toMinor, toText } from './money.ts';
import { homeCountry } from './shop.ts';
import type { MarketRecord, OrderLineRecord, OrderRecord, VariantRecord } from './types.ts';

export interface Presentment {
  country: string;
  currency: string;
  /** So many of it is one of the shop's own. */
  rate: number;
  prices: Readonly<Record<string, string>>;
}

/** @param country null: the visitor says nothing */
export function presentmentIn(store: Ledger, country: string | null): Presentment {
  const at = country ?? homeCountry(store.shop);
  const market = marketAt(store, at);
  return { country: at, ...currencyOf(store, market, at), prices: market?.currency?.local?.[at] ? {} : (market?.prices ?? {}) };
}

/** The smallest that names the country, else one that is everywhere. */
export function marketAt(store: Ledger, country: string): MarketRecord | undefined {
  const active = [...store.markets.values()].filter(({ status }) => status === 'ACTIVE').sort((one, other) => one.countries.length - other.countries.length);
  return active.find(({ countries }) => countries.includes(country)) ?? active.find(({ countries }) => countries.includes('*'));
}

export function currencyOf(store: Ledger, market: MarketRecord | undefined, country: string): { currency: string; rate: number } {
  const set = market?.currency?.local?.[country] ?? market?.currency;
  return set ? { currency: set.code, rate: set.rate } : { currency: store.shop.currency, rate: 1 };
}

export function priceIn({ currency, rate, prices }: Presentment, variant: Pick<VariantRecord, 'id' | 'price'>): number {
  const own = prices[String(variant.id)];
  return own === undefined ? exchange(toMinor(variant.price), { currency, rate }) : toMinor(own);
}

export const exchange = (shopMinor: number, { currency, rate }: Pick<Presentment, 'currency' | 'rate'>): number => (rate === 1 ? shopMinor : inWholeCoins(shopMinor * rate, currency));

/** What was charged, in the shop's currency. */
export const inShopMoney = (minor: number, { rate }: Pick<Presentment, 'rate'>): number => Math.round(minor / rate);

/** Of an order: an amount of the shop's currency as it stands beside it, in the currency it was paid in. */
export function paidBeside(shopMinor: number, { currency, presentment }: OrderRecord): { text: string; currency: string } {
  return presentment ? { text: toText(exchange(shopMinor, presentment)), currency: presentment.currency } : { text: toText(shopMinor), currency };
}

/** What a line cost, and what came off all of it, as it was paid. */
export const paidLine = ({ price, discount, presentment }: OrderLineRecord): { price: number; discount: number } => ({ price: toMinor(presentment?.price ?? price), discount: toMinor(presentment?.discount ?? discount) });

/** Of the whole order, as it was paid. */
export function paidTotal({ lines, shipping, presentment }: OrderRecord): number {
  const sent = presentment ? presentment.shipping : shipping;
  const ofLines = lines.reduce((sum, line) => sum + paidLine(line).price * line.quantity - paidLine(line).discount, 0);
  return ofLines + (sent ? toMinor(sent.price) - toMinor(sent.discount) : 0);
}
