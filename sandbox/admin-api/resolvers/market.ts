// Markets by region, and the countries of each.
import { gid } from '../../store/gid.ts';
import { currencyOf, marketAt } from '../../store/presentment.ts';
import type { MarketRecord } from '../../store/types.ts';
import { connect, type ListOf, type Source } from '../connection.ts';
import type { AdminContext } from '../context.ts';
import { type MarketSource, marketSource } from './sources.ts';
import { typeTable } from './table.ts';

interface RegionSource extends Source { code: string; market: MarketRecord }

export const marketList = (items: readonly MarketRecord[]): ListOf<MarketRecord> => ({ items, idOf: (market) => market.id, toSource: marketSource, sortValues: { NAME: (market) => market.name } });

const regionList = (market: MarketRecord): ListOf<string> => ({
  items: market.countries.filter((code) => code !== '*'), idOf: (code) => code, toSource: (code): RegionSource => ({ __typename: 'MarketRegionCountry', code, market }),
});

export const marketTable = typeTable<MarketSource>({
  id: ({ market }) => gid('Market', market.id),
  name: ({ market }) => market.name,
  handle: ({ market }) => market.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
  status: ({ market }) => market.status,
  type: () => 'REGION',
  conditions: ({ market }, _args, context) => ({
    conditionTypes: ['REGION'],
    regionsCondition: {
      applicationLevel: market.countries.includes('*') ? 'ALL' : 'SPECIFIED',
      // Whatever page was asked for: no market has more countries than the largest.
      regions: connect(regionList(market), { first: 250 }, context),
    },
  }),
  // What no merchant set is the shop's own.
  currencySettings: ({ market }) =>
    market.currency ? { baseCurrency: settingOf(market), localCurrencies: market.currency.local !== undefined, roundingEnabled: true } : null,
});

/** What a buyer in a country gets, of all the markets that they are in. */
export function resolvedValues(country: string, { store }: AdminContext): object {
  return { currencyCode: currencyOf(store, marketAt(store, country), country).currency, priceInclusivity: { taxesIncluded: true, dutiesIncluded: false } };
}

export const regionTable = typeTable<RegionSource>({
  id: ({ code }) => gid('MarketRegionCountry', 1_000 + code.charCodeAt(0) * 100 + code.charCodeAt(1)),
  code: ({ code }) => code,
  name: ({ code }) => new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code,
  currency: ({ market, code }): CurrencySource => settingOf(market, code),
});

interface CurrencySource extends Source { market: MarketRecord; country: string }

/** @param country none: what the market has where no country of it has its own */
const settingOf = (market: MarketRecord, country = ''): CurrencySource => ({ __typename: 'CurrencySetting', market, country });

export const currencySettingTable = typeTable<CurrencySource>({
  currencyCode: ({ market, country }, _args, { store }) => currencyOf(store, market, country).currency,
  currencyName: ({ market, country }, _args, { store }) => new Intl.DisplayNames('en', { type: 'currency' }).of(currencyOf(store, market, country).currency) ?? '',
  enabled: () => true,
  manualRate: ({ market, country }) => (market.currency?.manual && !market.currency.local?.[country] ? String(market.currency.rate) : null),
  rateUpdatedAt: () => null,
});
