// An amount shared out by weight, to the last minor unit: what is split sums to what was split, everywhere alike.

/**
 * Largest remainders: every share differs from the exact one by less than a minor unit; of equal remainders the first gains.
 * @param amountMinor integer, not negative
 * @param weights integers, not negative; all of them zero: shared evenly
 * @returns a share for each weight, which together are the amount
 */
export function split(amountMinor: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0) return split(amountMinor, weights.map(() => 1));
  const whole = BigInt(sum);
  const exact = weights.map((weight) => BigInt(amountMinor) * BigInt(weight));
  const shares = exact.map((share) => Number(share / whole));
  let left = amountMinor - shares.reduce((total, share) => total + share, 0);
  const byRemainder = exact.map((share, at) => ({ at, rest: share % whole })).sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest < b.rest ? 1 : -1));
  for (const { at } of byRemainder) {
    if (left-- <= 0) break;
    shares[at] = (shares[at] ?? 0) + 1;
  }
  return shares;
}
