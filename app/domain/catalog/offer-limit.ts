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
  /** Offered only to customers with the tag, lower case, by which the merchant marks who is old enough. */
  | { kind: 'age'; tag: string }
  /** Offered only to customers with the tag, lower case, by which the merchant marks who buys for a company. */
  | { kind: 'company'; tag: string };

type LimitOf<Kind extends LimitKind> = Extract<OfferLimit, { kind: Kind }>;

/** @returns the limits of one kind; a product can have one of its own, and others by its type, vendor and tags */
export function limitsOf<Kind extends LimitKind>(limits: readonly OfferLimit[], kind: Kind): readonly LimitOf<Kind>[] {
  return limits.length === 0 ? NONE : limits.filter((limit): limit is LimitOf<Kind> => limit.kind === kind);
}

const NONE: readonly never[] = [];
