// Deciding in the currency of a market, for shops, rates and price lists as they come: the floor is reckoned anew here, from
// what the shop knows at home and the plain rate, with exact fractions.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProductFacts, VariantFacts } from '#app/domain/catalog/product.ts';
import { decide } from '#app/domain/decision/decide.ts';
import type { Offer, Policy } from '#app/domain/decision/facts.ts';
import type { MarketCurrency } from '#app/domain/market/market-currency.ts';
import { pricedForCart } from '#app/domain/market/priced-for-cart.ts';
import { currencyExponent } from '#app/domain/portable/currency-exponent.ts';
import { unitPriceUnder } from '#app/domain/portable/discount.ts';
import { NOW } from '#test/support/decision-facts.ts';
import { fixedFeeOf } from '#test/support/fixed-fee.ts';
import { atAnyMoment, type Situation, situations } from '#test/support/generated-shop.ts';

const EPSILON = 1e-6;

interface Abroad extends Situation {
  currency: string;
  rate: number;
  /** That prices hold there. */
  taxBp: number;
  markets: MarketCurrency[];
  /** In a market, by variant; null: not known there. */
  pricesOf: (marketId: bigint, variant: VariantFacts) => number | null;
}

/** Majors of one for majors of the other, with two markets of the currency at times, and price lists that ask more or less. */
const abroad: fc.Arbitrary<Abroad> = fc
  .record({
    situation: atAnyMoment(situations()),
    currency: fc.constantFrom('CHF', 'KRW', 'OMR'),
    rate: fc.oneof(fc.double({ min: 0.2, max: 5, noNaN: true }), fc.double({ min: 20, max: 400, noNaN: true })),
    factors: fc.array(fc.array(fc.integer({ min: 55, max: 140 }), { minLength: 7, maxLength: 7 }), { minLength: 1, maxLength: 2 }),
    tax: fc.constantFrom(null, 0, 810, 2_500),
    unknown: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(25) }),
  })
  .map(({ situation, currency, rate, factors, tax, unknown }) => {
    const scale = rate * 10 ** (currencyExponent(currency) - currencyExponent(situation.facts.cartCurrency));
    return {
      ...situation, currency, rate: scale, taxBp: tax ?? situation.rails.includedTaxBp,
      markets: factors.map((_, at) => ({ marketId: BigInt(at + 1), currency, countries: [at === 0 ? 'CH' : 'LI'], rate, includedTaxBp: at === 0 ? tax : null })),
      pricesOf: (marketId, { variantId, priceMinor }) => (unknown !== null && variantId % 25n === BigInt(unknown) ? null : Math.round((priceMinor * scale * Number(factors[Number(marketId) - 1]?.[Number(variantId % 7n)])) / 100)),
    };
  });

function decideAbroad({ facts, rails, currency, markets, pricesOf }: Abroad) {
  const products = new Map([...facts.products].map(([id, product]): [bigint, ProductFacts] => [id, {
    ...product,
    marketPrices: markets.flatMap(({ marketId }) => product.variants.flatMap((variant) => {
      const priceMinor = pricesOf(marketId, variant);
      return priceMinor === null ? [] : [{ variantId: variant.variantId, marketId, currency, priceMinor }];
    })),
  }]));
  const { policy, ...priced } = pricedForCart({ currency, country: 'CH' }, { currency: facts.cartCurrency, marketCurrencies: markets }, { sets: facts.sets, products, policy: rails });
  return { ...decide({ ...facts, ...priced, cartCurrency: currency }, policy, NOW, 's'), unpriced: priced.unpriced };
}

/** As a merchant would do it on paper, with what the shop knows at home. @param feeMinor of the fixed fee what falls to it @returns what is beyond the floor; null where no cost is known */
function beyondFloor(product: ProductFacts, variant: VariantFacts, paidMinor: number, { guardrails, marginRules, includedTaxBp }: Policy, feeMinor: number, { rate, taxBp }: Pick<Abroad, 'rate' | 'taxBp'>): number | null {
  const names = { product: String(product.productId), type: product.productType.toLowerCase(), vendor: product.vendor.toLowerCase() };
  const rules = (['product', 'type', 'vendor'] as const).flatMap((scope) => marginRules.filter((rule) => rule.scope === scope && rule.value === names[scope]));
  const said = (field: 'floorBp' | 'floorMinor' | 'defaultCostBp' | 'handlingMinor') => rules.find((rule) => rule[field] !== null)?.[field] ?? guardrails[field];
  const isSound = variant.unitCostMinor !== null && variant.unitCostMinor >= 0 && (variant.priceMinor <= 0 || variant.unitCostMinor <= 100 * variant.priceMinor);
  const share = said('defaultCostBp');
  if (!isSound && share === null) return null;
  const without = (price: number, bp: number) => (price * 10_000) / (10_000 + bp);
  // A share of the price at home is rounded there.
  const cost = isSound ? Number(variant.unitCostMinor) : (without(variant.priceMinor, includedTaxBp) * Number(share)) / 10_000 - 1;
  const net = without(paidMinor, taxBp);
  const margin = net - (cost + Number(said('handlingMinor')) + feeMinor) * rate - (paidMinor * guardrails.feeBp) / 10_000;
  return margin - Math.max(Number(said('floorMinor')) * rate, (net * Number(said('floorBp'))) / 10_000);
}

/** The same shop, whose markets ask their prices in its own currency. */
function asAtHome(drawn: Abroad): Abroad {
  const { cartCurrency: currency } = drawn.facts;
  const pricesOf: Abroad['pricesOf'] = (marketId, variant) => {
    const there = drawn.pricesOf(marketId, variant);
    return there && Math.round(there / drawn.rate);
  };
  return { ...drawn, currency, rate: 1, taxBp: drawn.rails.includedTaxBp, markets: drawn.markets.map((market) => ({ ...market, currency, rate: 1 })), pricesOf };
}

function forOffers(check: (offer: Offer, drawn: Abroad) => void, { numRuns, least }: { numRuns: number; least: number }, as = (drawn: Abroad): Abroad => drawn): void {
  let seen = 0;
  fc.assert(
    fc.property(abroad.map(as), (drawn) => {
      const { offer } = decideAbroad(drawn);
      if (!offer) return;
      seen++;
      check(offer, drawn);
    }),
    { numRuns },
  );
  expect(seen, 'offers that were looked at').toBeGreaterThan(least);
}

const isGift = ({ unit }: Offer['items'][number]): boolean => unit?.kind === 'percent' && unit.bp === 10_000;

describe('an offer in a market\'s currency', () => {
  it('never crosses the floor, at what that market asks', () => {
    forOffers((offer, { facts, rails, rate, taxBp, pricesOf }) => {
      for (const item of offer.items) {
        const product = facts.products.get(item.productId) as ProductFacts;
        for (const { variantId, priceMinor, offerPriceMinor } of item.variants) {
          const variant = product.variants.find((one) => one.variantId === variantId) as VariantFacts;
          expect(priceMinor).toBe(pricesOf(1n, variant));
          const beyond = beyondFloor(product, variant, offerPriceMinor, rails, fixedFeeOf(facts, offer, rails), { rate, taxBp });
          if (beyond === null) expect(offerPriceMinor).toBe(priceMinor);
          else if (!isGift(item)) expect(beyond).toBeGreaterThanOrEqual(-EPSILON * Math.max(1, priceMinor));
        }
      }
    }, { numRuns: 1_500, least: 300 });
  });

  it('gives no discount that would cross it in another market of the same currency, which the store cannot tell apart', () => {
    let others = 0;
    forOffers((offer, { facts, rails, rate, taxBp, markets, pricesOf }) => {
      for (const item of offer.items) {
        if (!item.unit || isGift(item)) continue;
        const product = facts.products.get(item.productId) as ProductFacts;
        for (const { marketId } of markets.slice(1)) for (const variant of product.variants) {
          others++;
          const priceMinor = pricesOf(marketId, variant) as number;
          expect(beyondFloor(product, variant, unitPriceUnder(priceMinor, item.unit), rails, fixedFeeOf(facts, offer, rails), { rate, taxBp })).toBeGreaterThanOrEqual(-EPSILON * Math.max(1, priceMinor));
        }
      }
    }, { numRuns: 1_500, least: 300 });
    expect(others, 'prices in other markets').toBeGreaterThan(20);
  });

  it('is not made of anything whose price there is not known, nor for an anchor without one', () => {
    let unknown = 0;
    fc.assert(
      fc.property(abroad, (drawn) => {
        const { offer, refused } = decideAbroad(drawn);
        const isKnown = (id: bigint) => drawn.facts.products.get(id)?.variants.every((variant) => drawn.markets.every(({ marketId }) => drawn.pricesOf(marketId, variant) !== null));
        for (const { productId } of offer?.items ?? []) expect(isKnown(productId)).toBe(true);
        if (offer) expect(isKnown(offer.anchorProductId)).toBe(true);
        for (const { code, productId, setId } of refused) {
          if (code !== 'wrong_currency') continue;
          unknown++;
          const starters = drawn.facts.sets.find((set) => set.setId === setId)?.startedBy.keys() ?? [];
          expect([productId, ...starters].every(isKnown)).toBe(false);
        }
      }),
      { numRuns: 1_500 },
    );
    expect(unknown, 'refusals for a price that is not known').toBeGreaterThan(50);
  });

  it('is none where no rate is known, or no market sells there in that currency', () => {
    fc.assert(
      fc.property(abroad, fc.boolean(), (drawn, isUnrated) => {
        const markets = drawn.markets.map((market) => (isUnrated ? { ...market, rate: null } : { ...market, countries: ['JP'] }));
        const { offer, unpriced } = decideAbroad({ ...drawn, markets });
        expect(offer).toBeNull();
        expect(unpriced.size).toBe(drawn.facts.products.size);
      }),
      { numRuns: 100 },
    );
  });
});

describe('an offer in the shop\'s own currency, which markets ask other prices in', () => {
  it('never crosses the floor at what that market asks, nor is given a discount that would in another', () => {
    let others = 0;
    forOffers((offer, { facts, rails, markets, taxBp, pricesOf }) => {
      for (const item of offer.items) {
        const product = facts.products.get(item.productId) as ProductFacts;
        const beyond = (variant: VariantFacts, paidMinor: number) => beyondFloor(product, variant, paidMinor, rails, fixedFeeOf(facts, offer, rails), { rate: 1, taxBp });
        for (const { variantId, priceMinor, offerPriceMinor } of item.variants) {
          const variant = product.variants.find((one) => one.variantId === variantId) as VariantFacts;
          expect(priceMinor).toBe(pricesOf(1n, variant) ?? variant.priceMinor);
          if (!isGift(item)) expect(beyond(variant, offerPriceMinor) ?? 0).toBeGreaterThanOrEqual(-EPSILON * Math.max(1, priceMinor));
        }
        if (!item.unit || isGift(item)) continue;
        for (const variant of product.variants)
          for (const priceMinor of [variant.priceMinor, ...markets.map(({ marketId }) => pricesOf(marketId, variant) ?? variant.priceMinor)]) {
            others++;
            expect(beyond(variant, unitPriceUnder(priceMinor, item.unit))).toBeGreaterThanOrEqual(-EPSILON * Math.max(1, priceMinor));
          }
      }
    }, { numRuns: 1_500, least: 300 }, asAtHome);
    expect(others, 'prices in all markets').toBeGreaterThan(20);
  });
});
