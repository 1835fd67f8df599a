// How what a product is given becomes the price of a unit: one rule for the server, the widget and the discount Function, so
// that the price that was shown is the price that is charged.

/** What one product is given in one set: a share of its price, an amount off it, or a price of its own. Minor units of the shop's currency. */
export type UnitTerms = { kind: 'percent'; bp: number } | { kind: 'amount'; minor: number } | { kind: 'price'; minor: number };

/**
 * @param unitPriceMinor price of one unit, integer minor units, not negative
 * @param discountBp discount in basis points, 0 to 10000 (1000 = 10 %)
 * @returns price of one unit after the discount: the discount is rounded to the nearest minor unit, halves up
 */
export function discountedUnitPriceMinor(unitPriceMinor: number, discountBp: number): number {
  return unitPriceMinor - Math.floor((unitPriceMinor * discountBp + 5_000) / 10_000);
}

/** @returns price of one unit under the terms: never more than without them, never below nothing */
export function unitPriceUnder(unitPriceMinor: number, terms: UnitTerms | null): number {
  if (terms === null) return unitPriceMinor;
  if (terms.kind === 'percent') return discountedUnitPriceMinor(unitPriceMinor, terms.bp);
  return terms.kind === 'amount' ? Math.max(0, unitPriceMinor - terms.minor) : Math.min(unitPriceMinor, terms.minor);
}

/** @returns basis points of the price that come off, of an amount or a price rounded down */
export function shareOffBp(terms: UnitTerms, unitPriceMinor: number): number {
  if (terms.kind === 'percent') return terms.bp;
  return unitPriceMinor > 0 ? Math.floor(((unitPriceMinor - unitPriceUnder(unitPriceMinor, terms)) * 10_000) / unitPriceMinor) : 0;
}
