// Minor units of one currency as minor units of another. Always said which way it is rounded: what is exchanged is a cost that
// must not be reckoned too low, or something given that must not be too much.
import { currencyExponent } from '../portable/currency-exponent.ts';

export interface Exchange {
  from: string;
  to: string;
  /** So many of `to` is one of `from`, in whole coins: 0.92 where a dollar is 92 cents of a euro. Above 0. */
  rate: number;
}

/** What floating point adds to a product that is whole: 500 × 0.92 is not to become 461. */
const NOISE = 1e-6;

/** @param minor integer, not negative @returns integer, not negative */
export function exchanged(minor: number, { from, to, rate }: Exchange, rounded: 'up' | 'down'): number {
  const exact = minor * rate * 10 ** (currencyExponent(to) - currencyExponent(from));
  return Math.max(0, rounded === 'up' ? Math.ceil(exact - NOISE) : Math.floor(exact + NOISE));
}
