// What a decision goes by in the currency of a cart: in the shop's own as it is, at the market's prices; converted where the
// market's prices and a rate are known; else nothing that could be offered.
import type { ProductFacts } from '../catalog/product.ts';
import type { MarginPolicy } from '../margin/rails.ts';
import type { SetFacts } from '../set/set.ts';
import { policyIn, productIn, termsIn, withoutPriceIn } from './in-currency.ts';
import { productsAt } from './in-own-currency.ts';
import { currenciesAbroad, type MarketCurrency, marketOfCart } from './market-currency.ts';

/** In the shop's currency. */
export interface OfShop {
  sets: readonly SetFacts[];
  products: ReadonlyMap<bigint, ProductFacts>;
  policy: MarginPolicy;
}

export interface PricedForCart extends OfShop {
  /** Products whose price in the cart's currency is not known. */
  unpriced: ReadonlySet<bigint>;
}

const NONE: ReadonlySet<bigint> = new Set();

export function pricedForCart(
  cart: { currency: string; country: string | null },
  shop: { currency: string; marketCurrencies: readonly MarketCurrency[] },
  given: OfShop,
): PricedForCart {
  const marketId = marketOfCart(shop.marketCurrencies, cart.currency, cart.country);
  if (cart.currency === shop.currency) return { ...given, products: productsAt(given.products, given.policy, marketId, shop.currency), unpriced: NONE };
  const abroad = currenciesAbroad(shop.marketCurrencies, shop.currency).find(({ to }) => to === cart.currency);
  if (marketId === null || !abroad?.marketIds.includes(marketId)) return { ...given, unpriced: new Set(given.products.keys()) };
  const unpriced = new Set<bigint>();
  const products = new Map<bigint, ProductFacts>();
  for (const [productId, product] of given.products) {
    const there = productIn(product, given.policy, marketId, abroad);
    if (!there) unpriced.add(productId);
    products.set(productId, there ?? withoutPriceIn(product));
  }
  return { sets: given.sets.map((set) => ({ ...set, terms: termsIn(set.terms, abroad) })), products, policy: policyIn(given.policy, abroad), unpriced };
}
