// Whether one more can be bought, by Shopify's own rule: stock that is not tracked never runs out, policy CONTINUE sells
// below zero, otherwise what all locations have available must cover it.
// https://shopify.dev/docs/api/admin-graphql/latest/enums/ProductVariantInventoryPolicy

export interface Stock {
  tracked: boolean;
  policy: 'DENY' | 'CONTINUE';
  /** Available at every location; negative where it was oversold. */
  available: readonly number[];
}

/** @returns the sum over locations */
export function availableUnits(stock: Stock): number {
  return stock.available.reduce((sum, units) => sum + units, 0);
}

/** @param inCart units of this variant that the cart already holds */
export function canBuyOneMore(stock: Stock, inCart: number): boolean {
  if (!stock.tracked || stock.policy === 'CONTINUE') return true;
  return availableUnits(stock) >= inCart + 1;
}
