// How a percentage becomes money: one rule for the server, the widget and the discount Function, so that the price that
// was shown is the price that is charged.

/**
 * @param unitPriceMinor price of one unit, integer minor units, not negative
 * @param discountBp discount in basis points, 0 to 10000 (1000 = 10 %)
 * @returns price of one unit after the discount: the discount is rounded to the nearest minor unit, halves up
 */
export function discountedUnitPriceMinor(unitPriceMinor: number, discountBp: number): number {
  return unitPriceMinor - Math.floor((unitPriceMinor * discountBp + 5_000) / 10_000);
}
