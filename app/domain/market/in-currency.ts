// A shop's facts as a market sees them: prices are those that the market asks, everything else is converted. From here on
// deciding and publishing go by them as they go by the shop's own, so that margins are judged in the market's currency and
// its smallest coin. Nothing is guessed: a price that is not known is not made of another.
import type { MarketPrice, ProductFacts, VariantFacts } from '../catalog/product.ts';
import { type PricedVariant, unitCost } from '../margin/contribution-margin.ts';
import { type MarginPolicy, railsFor } from '../margin/rails.ts';
import { exchanged } from '../money/exchange.ts';
import type { OfferTerms } from '../offer/offer-terms.ts';
import type { CurrencyAbroad } from './market-currency.ts';

/**
 * Rates move between the order that a rate was read off and the one that is offered for: what an offer must bear is reckoned
 * so much dearer. It is Setwise's own assumption, about what a currency moves in a week.
 */
export const RATES_MOVE = 1.02;

/**
 * @param policy of the shop, in its own currency
 * @param marketId the market whose prices are asked; the others of its currency are kept beside them
 * @returns null where a price of a variant is not known in any of the currency's markets
 */
export function productIn(product: ProductFacts, policy: MarginPolicy, marketId: bigint, abroad: CurrencyAbroad): ProductFacts | null {
  const rails = railsFor(product, policy);
  const variants: VariantFacts[] = [];
  const alsoPriced: PricedVariant[] = [];
  for (const variant of product.variants) {
    const known = unitCost(variant, rails);
    const costs = { unitCostMinor: variant.unitCostMinor === null ? null : borne(variant.unitCostMinor, abroad), cost: known && { ...known, costMinor: borne(known.costMinor, abroad) } };
    for (const other of abroad.marketIds) {
      const price = product.marketPrices.find((one) => isOf(one, variant.variantId, other, abroad.to));
      if (!price) return null;
      if (other === marketId) variants.push({ ...variant, ...costs, priceMinor: price.priceMinor });
      else alsoPriced.push({ ...costs, priceMinor: price.priceMinor });
    }
  }
  return { ...product, variants, alsoPriced };
}

/** What is known of a product that has no price in a currency: it is there, and can't be sold. */
export const withoutPriceIn = (product: ProductFacts): ProductFacts => ({ ...product, variants: [] });

/** Floors, what an offer must bear and the tax in prices, in the market's currency; the same for the same policy, rate and tax. */
export function policyIn(policy: MarginPolicy, abroad: CurrencyAbroad): MarginPolicy {
  const known = converted.get(policy) ?? new Map<string, MarginPolicy>();
  converted.set(policy, known);
  const key = `${abroad.to} ${abroad.rate} ${abroad.includedTaxBp}`;
  const there = known.get(key) ?? convertPolicy(policy, abroad);
  known.set(key, there);
  return there;
}

/** An amount off is given no larger than at home, a set price no lower. */
export function termsIn(terms: OfferTerms, abroad: CurrencyAbroad): OfferTerms {
  if (terms.kind === 'amount') return { kind: 'amount', minor: exchanged(terms.minor, abroad, 'down') };
  return terms.kind === 'set_price' ? { kind: 'set_price', minor: exchanged(terms.minor, abroad, 'up') } : terms;
}

const isOf = (price: MarketPrice, variantId: bigint, marketId: bigint, currency: string): boolean =>
  price.variantId === variantId && price.marketId === marketId && price.currency === currency;

/** Rules of a shop may be hundreds, and a policy is kept between carts. */
const converted = new WeakMap<MarginPolicy, Map<string, MarginPolicy>>();

function convertPolicy(policy: MarginPolicy, abroad: CurrencyAbroad): MarginPolicy {
  const { guardrails, marginRules } = policy;
  const orNull = (minor: number | null) => (minor === null ? null : borne(minor, abroad));
  return {
    ...policy,
    includedTaxBp: abroad.includedTaxBp ?? policy.includedTaxBp,
    guardrails: {
      ...guardrails,
      floorMinor: borne(guardrails.floorMinor, abroad),
      feeMinor: borne(guardrails.feeMinor, abroad),
      handlingMinor: borne(guardrails.handlingMinor, abroad),
      shippingMinor: borne(guardrails.shippingMinor, abroad),
    },
    ...(policy.stack ? { stack: { ...policy.stack, minor: borne(policy.stack.minor, abroad) } } : {}),
    marginRules: marginRules.map((rule) => ({ ...rule, floorMinor: orNull(rule.floorMinor), handlingMinor: orNull(rule.handlingMinor) })),
  };
}

/** A cost below nothing is none that can be, and stays one. */
const borne = (minor: number, abroad: CurrencyAbroad): number => (minor <= 0 ? minor : exchanged(minor, { ...abroad, rate: abroad.rate * RATES_MOVE }, 'up'));
