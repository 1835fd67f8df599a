// How an interval's ends are written: to three digits of its width and no finer, since chance has already blurred what
// stands behind them. Cents are told only of an interval that is narrower than ten of the currency.
import type { ShopFormat } from '../shop-format.ts';

/** @returns what writes the interval's ends and the estimate between them; minor units in */
export function intervalMoney({ low, high }: { low: number; high: number }, format: ShopFormat): (minor: number) => string {
  const whole = 10 ** format.currencyExponent;
  const width = Math.abs(high - low);
  const byWidth = width > 0 ? 10 ** (Math.floor(Math.log10(width)) - 2) : 1;
  const unit = Math.max(byWidth, width < 10 * whole ? 1 : whole);
  return (minor) => {
    const told = rounded(minor, unit);
    return told % whole === 0 && unit >= whole ? format.moneyWhole(told) : format.money(told);
  };
}

/** An end that is not nought is never told as nought: that would change the verdict. */
function rounded(minor: number, unit: number): number {
  for (let finer = unit; finer > 1; finer /= 10) {
    const told = Math.round(minor / finer) * finer;
    if (told !== 0) return told;
  }
  return Math.round(minor) + 0;
}
