// Markets by region, and the countries of each.
import { gid } from '../../store/gid.ts';
import { currencyOf } from '../../store/presentment.ts';
import type { MarketRecord } from '../../store/types.ts';
import { connect, type ListOf, type Source } from '../connection.ts';
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
});

export const regionTable = typeTable<RegionSource>({
  id: ({ code }) => gid('MarketRegionCountry', 1_000 + code.charCodeAt(0) * 100 + code.charCodeAt(1)),
  code: ({ code }) => code,
  name: ({ code }) => new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code,
  currency: ({ market }): CurrencySource => ({ __typename: 'CurrencySetting', market }),
});

interface CurrencySource extends Source { market: MarketRecord }

export const currencySettingTable = typeTable<CurrencySource>({
  currencyCode: ({ market }, _args, { store }) => currencyOf(store, market).currency,
  currencyName: ({ market }, _args, { store }) => new Intl.DisplayNames('en', { type: 'currency' }).of(currencyOf(store, market).currency) ?? '',
  enabled: () => true,
  manualRate: ({ market }) => (market.currency?.manual ? String(market.currency.rate) : null),
  rateUpdatedAt: () => null,
});
