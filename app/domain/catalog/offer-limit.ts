// What a merchant says of when, where and to whom a product may be offered. A product may have several: all of them hold.

export const LIMIT_KINDS = ['season', 'region', 'age', 'company'] as const;
export type LimitKind = (typeof LIMIT_KINDS)[number];

/** A day of any year. */
export interface DayOfYear {
  month: number;
  day: number;
}

export type OfferLimit =
  /** Offered from one day to the other, both included, every year; over the turn of the year where `to` is before `from`. */
  | { kind: 'season'; from: DayOfYear; to: DayOfYear }
  /** Offered only where it goes to one of these, ISO 3166. */
  | { kind: 'region'; countries: readonly string[] }
  /** Offered only to customers with the tag by which the merchant marks who is old enough, lower case. */
  | { kind: 'age'; tag: string }
  /** Offered only to those who buy for a company. */
  | { kind: 'company' };
