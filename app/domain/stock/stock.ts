// Whether one more can be bought, by Shopify's own rule, and nowhere else: stock that is not tracked never runs out, policy
// CONTINUE sells below zero, otherwise what is available at the locations that are active and fulfil online orders must
// cover it. What lies elsewhere (a shop's back room, a place that was closed) is not for sale. Its form in SQL, which also
// picks the locations: app/db/stock.ts.
// https://shopify.dev/docs/api/admin-graphql/latest/enums/ProductVariantInventoryPolicy
// https://help.shopify.com/en/manual/fulfillment/setup/locations/setting-up-location-fulfillments

export interface Stock {
  tracked: boolean;
  policy: 'DENY' | 'CONTINUE';
  /** Available at each location that fulfils online orders; negative where it was oversold. */
  available: readonly number[];
}

/** @returns the sum over those locations */
export function availableUnits(stock: Stock): number {
  return stock.available.reduce((sum, units) => sum + units, 0);
}

/** @param inCart units of this variant that the cart already holds */
export function canBuyOneMore(stock: Stock, inCart: number): boolean {
  if (!stock.tracked || stock.policy === 'CONTINUE') return true;
  return availableUnits(stock) >= inCart + 1;
}
