// Markets by region, and the countries of each.
import { gid } from '../../store/gid.ts';
import type { MarketRecord } from '../../store/types.ts';
import { connect, type ListOf, type Source } from '../connection.ts';
import { type MarketSource, marketSource } from './sources.ts';
import { typeTable } from './table.ts';

interface RegionSource extends Source { code: string }

export const marketList = (items: readonly MarketRecord[]): ListOf<MarketRecord> => ({ items, idOf: (market) => market.id, toSource: marketSource, sortValues: { NAME: (market) => market.name } });

const regionList = (countries: readonly string[]): ListOf<string> => ({ items: countries, idOf: (code) => code, toSource: (code): RegionSource => ({ __typename: 'MarketRegionCountry', code }) });

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
      regions: connect(regionList(market.countries.filter((code) => code !== '*')), { first: 250 }, context),
    },
  }),
});

export const regionTable = typeTable<RegionSource>({
  id: ({ code }) => gid('MarketRegionCountry', 1_000 + code.charCodeAt(0) * 100 + code.charCodeAt(1)),
  code: ({ code }) => code,
  name: ({ code }) => new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code,
});
