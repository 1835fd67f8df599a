// What each line of an order was discounted by. Shopify says it line by line; what an order took off besides, and no line
// says, is laid on the lines by their worth, so that they always sum to the order. What is not known to be a discount (a
// tip among the lines is part of no subtotal) is laid on nobody.

interface PricedLine {
  unitPriceMinor: number;
  quantity: number;
  /** As the line says it. */
  discountMinor: number;
}

/**
 * @param order what the order says of itself: lines after discounts, and all discounts, those of shipping too
 * @returns the discount of each line, whole quantity
 */
export function lineDiscounts(lines: readonly PricedLine[], order: { subtotalMinor: number | null; discountsMinor: number | null }): number[] {
  const said = lines.map(({ discountMinor }) => discountMinor);
  if (order.subtotalMinor === null || order.discountsMinor === null) return said;
  const worth = lines.map(({ unitPriceMinor, quantity, discountMinor }) => unitPriceMinor * quantity - discountMinor);
  const rest = sum(worth) - order.subtotalMinor;
  if (rest <= 0 || rest > order.discountsMinor - sum(said) || worth.some((minor) => minor < 0)) return said;
  const shares = spread(rest, worth);
  return said.map((minor, at) => minor + (shares[at] ?? 0));
}

/** Largest remainders: shares differ from the exact ones by less than a minor unit, and sum to the amount. */
function spread(amountMinor: number, weights: readonly number[]): number[] {
  const whole = BigInt(sum(weights));
  const exact = weights.map((weight) => BigInt(amountMinor) * BigInt(weight));
  const shares = exact.map((share) => Number(share / whole));
  const byRemainder = exact.map((share, at) => ({ at, left: share % whole })).sort((a, b) => (a.left === b.left ? a.at - b.at : a.left < b.left ? 1 : -1));
  for (const { at } of byRemainder.slice(0, amountMinor - sum(shares))) shares[at] = (shares[at] ?? 0) + 1;
  return shares;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
