// When a parcel that nobody reports as delivered counts as delivered all the same: many carriers never say so. It takes as
// long as half of the shop's parcels to that country took; where too few were reported, as half of all its parcels; where
// even those are too few, a stated number of days. Always an estimate, and always called one.

/** Fewer reports than this say more about chance than about the carrier. */
export const MIN_PARCELS = 20;
export const DEFAULT_TRANSIT_DAYS = 5;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

export interface TransitTime {
  /** ISO 3166, two letters; empty: all countries together. */
  countryCode: string;
  /** How many were counted. */
  parcels: number;
  medianMinutes: number;
}

export interface ExpectedTransit {
  minutes: number;
  /** What it rests on. */
  from: 'country' | 'shop' | 'default';
}

/** @param countryCode where the parcel goes; null: not known */
export function expectedTransit(countryCode: string | null, times: readonly TransitTime[]): ExpectedTransit {
  const counted = (code: string) => times.find((time) => time.countryCode === code && time.parcels >= MIN_PARCELS);
  const own = countryCode ? counted(countryCode) : undefined;
  if (own) return { minutes: own.medianMinutes, from: 'country' };
  const all = counted('');
  return all ? { minutes: all.medianMinutes, from: 'shop' } : { minutes: DEFAULT_TRANSIT_DAYS * DAY_MINUTES, from: 'default' };
}

/** @returns the moment from which the parcel counts as delivered */
export function expectedAt(shippedAt: Date, countryCode: string | null, times: readonly TransitTime[]): Date {
  return new Date(shippedAt.getTime() + expectedTransit(countryCode, times).minutes * MINUTE_MS);
}
