// A product as a market in the shop's own currency asks for it: at home's price where the market has none of its own. What it is
// given is one number in all of them, as the store's discount Function tells currencies, not markets.
import type { ProductFacts, VariantFacts } from '../catalog/product.ts';
import { type PricedVariant, unitCost } from '../margin/contribution-margin.ts';
import { type MarginPolicy, railsFor } from '../margin/rails.ts';

/** @param marketId null: not known which, or the desk asks; then home's prices are asked. @returns the given ones where no market asks anything else */
export function productsAt(products: ReadonlyMap<bigint, ProductFacts>, policy: MarginPolicy, marketId: bigint | null, currency: string): ReadonlyMap<bigint, ProductFacts> {
  // Most shops have one price for all who pay in their currency.
  return anyPriceIn(currency, products) ? new Map([...products].map(([productId, product]) => [productId, productAt(product, policy, marketId, currency)])) : products;
}

function anyPriceIn(currency: string, products: ReadonlyMap<bigint, ProductFacts>): boolean {
  for (const { marketPrices } of products.values()) if (marketPrices.some((price) => price.currency === currency)) return true;
  return false;
}

function productAt(product: ProductFacts, policy: MarginPolicy, marketId: bigint | null, currency: string): ProductFacts {
  const own = product.marketPrices.filter((price) => price.currency === currency);
  if (own.length === 0) return product;
  const rails = railsFor(product, policy);
  const alsoPriced: PricedVariant[] = [];
  const variants = product.variants.map((variant): VariantFacts => {
    // Whatever a market asks for it, it costs what it does to buy.
    const { unitCostMinor } = variant;
    const cost = unitCost(variant, rails);
    const asked = own.filter(({ variantId }) => variantId === variant.variantId);
    const here = asked.find((price) => price.marketId === marketId);
    // All together they are the same prices, whichever of them is asked here.
    for (const { priceMinor } of asked.filter((price) => price !== here)) alsoPriced.push({ unitCostMinor, cost, priceMinor });
    if (here) alsoPriced.push({ unitCostMinor, cost, priceMinor: variant.priceMinor });
    return { ...variant, cost, priceMinor: here?.priceMinor ?? variant.priceMinor };
  });
  return { ...product, variants, alsoPriced };
}
