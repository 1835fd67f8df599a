// How much likelier a thing is taken when it is cheaper: an assumption, stated here and nowhere else. A holdout tells what
// showing an offer adds, not what its price does, so a shop's own data cannot correct it as long as every set has one
// discount.
//
// Constant elasticity of −2.62, the mean of 1,851 measured ones: Bijmolt, van Heerde & Pieters, "New Empirical
// Generalizations on the Determinants of Price Elasticity", Journal of Marketing Research 42 (2005). With it a discount
// pays only while the margin is above 1/2.62, some 38 %, of the price: thin margins get none.
const ELASTICITY = 2.62;

/** Beyond this nobody has measured: what is cheaper still is taken no likelier. */
const DEEPEST_BP = 5_000;

const LIFTS = Array.from({ length: DEEPEST_BP / 100 + 1 }, (_, percent) => (1 - percent / 100) ** -ELASTICITY);

/** @param discountBp basis points of the price @returns how many times as likely as at full price; at least 1 */
export function priceResponse(discountBp: number): number {
  return LIFTS[Math.floor(Math.min(Math.max(0, discountBp), DEEPEST_BP) / 100)] ?? 1;
}
