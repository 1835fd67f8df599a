import { describe, expect, it } from 'vitest';
import { countriesElsewhere, currenciesAbroad, currenciesOfMarkets, type MarketCurrency, marketOfCart } from '#app/domain/market/market-currency.ts';
import { exchanged } from '#app/domain/money/exchange.ts';

const country = (code: string, currency: string, manualRate: number | null = null) => ({ code, currency, manualRate });
const market = (marketId: bigint, currency: string, countries: string[], rate: number | null = 1, includedTaxBp: number | null = null): MarketCurrency => ({ marketId, currency, countries, rate, includedTaxBp });

describe('the currencies of a shop\'s markets', () => {
  it('are those of its countries, each country in the smallest market that has it', () => {
    const europe = { marketId: 1n, countries: [country('DE', 'EUR'), country('CH', 'CHF'), country('LI', 'CHF'), country('GB', 'GBP', 0.9)] };
    const alps = { marketId: 2n, countries: [country('CH', 'CHF')] };
    expect(currenciesOfMarkets([europe, alps])).toEqual([
      { marketId: 2n, currency: 'CHF', countries: ['CH'], manualRate: null },
      { marketId: 1n, currency: 'EUR', countries: ['DE'], manualRate: null },
      { marketId: 1n, currency: 'CHF', countries: ['LI'], manualRate: null },
      { marketId: 1n, currency: 'GBP', countries: ['GB'], manualRate: 0.9 },
    ]);
  });

  it('are, of a market that is everywhere, those of the countries that no market names', () => {
    const markets = [{ marketId: 1n, countries: [country('DE', 'EUR')] }, { marketId: 2n, countries: [country('CH', 'CHF'), country('LI', 'CHF')] }];
    const elsewhere = countriesElsewhere(markets, ['CA', 'CH', 'DE', 'US']);
    expect(elsewhere).toEqual(['CA', 'US']);
    const everywhere = { marketId: 3n, countries: elsewhere.map((code) => country(code, 'USD')) };
    expect(currenciesOfMarkets([everywhere, ...markets])).toContainEqual({ marketId: 3n, currency: 'USD', countries: ['CA', 'US'], manualRate: null });
  });

  it('are one where markets share it, at the rate that makes costs dearest; without a rate it is none', () => {
    const markets = [market(1n, 'CHF', ['CH'], 0.94), market(2n, 'CHF', ['LI'], 0.96), market(3n, 'GBP', ['GB'], null), market(4n, 'CHF', ['IT'], null)];
    expect(currenciesAbroad(markets, 'EUR')).toEqual([{ from: 'EUR', to: 'CHF', rate: 0.96, marketIds: [1n, 2n], includedTaxBp: null }]);
  });

  it('hold the highest tax that is known of any of their markets', () => {
    const taxOf = (...taxes: (number | null)[]) => currenciesAbroad(taxes.map((bp, at) => market(BigInt(at), 'CHF', ['CH'], 1, bp)), 'EUR').map(({ includedTaxBp }) => includedTaxBp);
    expect([taxOf(null), taxOf(null, null), taxOf(810, null), taxOf(null, 0), taxOf(770, 810, 0)]).toEqual([[null], [null], [810], [0], [810]]);
  });

  it('tell by the country whose prices a cart is charged; without one only where there is no choice', () => {
    const markets = [market(1n, 'CHF', ['CH']), market(2n, 'CHF', ['LI']), market(3n, 'GBP', ['GB'])];
    expect(marketOfCart(markets, 'CHF', 'LI')).toBe(2n);
    expect(marketOfCart(markets, 'CHF', 'GB')).toBeNull();
    expect(marketOfCart(markets, 'CHF', null)).toBeNull();
    expect(marketOfCart(markets, 'GBP', null)).toBe(3n);
  });
});

describe('an amount in another currency', () => {
  it.each([
    [500, 'USD', 'EUR', 0.92, 460, 460], [501, 'USD', 'EUR', 0.92, 460, 461], [1_000, 'EUR', 'JPY', 161.37, 1_613, 1_614], [1_614, 'JPY', 'EUR', 0.0062, 1_000, 1_001], [1_000, 'EUR', 'KWD', 0.3333, 3_333, 3_333], [0, 'EUR', 'KWD', 0.3333, 0, 0],
  ] as const)('%i of %s in %s at %f is %i, or %i where it must not be too little', (minor, from, to, rate, down, up) => {
    expect([exchanged(minor, { from, to, rate }, 'down'), exchanged(minor, { from, to, rate }, 'up')]).toEqual([down, up]);
  });
});
