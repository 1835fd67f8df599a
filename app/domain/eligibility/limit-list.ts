// What a merchant limits, and how: a product, all of a type or vendor, all with a tag, each with one limit of a kind.
// Types, vendors and tags compare without regard to case. Bounds are here and nowhere else; the screen reads them too.
import { isDayOfYear } from '../catalog/day-of-year.ts';
import type { OfferLimit } from '../catalog/offer-limit.ts';

export const LIMIT_SCOPES = ['product', 'type', 'vendor', 'tag'] as const;
export type LimitScope = (typeof LIMIT_SCOPES)[number];

export interface LimitEntry {
  scope: LimitScope;
  /** An id as decimal text, or a type, vendor or tag in lower case. */
  value: string;
  /** As the merchant typed it, or the product's title. */
  title: string;
  limit: OfferLimit;
}

export const LIMIT_BOUNDS = { entries: 200, textLength: 255, countries: 250 } as const;

export type LimitProblem = 'too_many' | 'not_an_id' | 'no_value' | 'twice' | 'no_such_day' | 'no_country' | 'no_tag';
export type LimitListOutcome = { kind: 'valid'; entries: readonly LimitEntry[] } | { kind: 'invalid'; why: LimitProblem };

/** @returns the entries as they are kept. Two limits of one kind on the same thing are refused: which one holds would be a guess */
export function readLimitList(given: readonly LimitEntry[]): LimitListOutcome {
  const entries = new Map<string, LimitEntry>();
  for (const typed of given) {
    const entry = limitEntry(typed);
    const why = problemOf(entry) ?? (entries.has(limitKey(entry)) ? 'twice' : null);
    if (why) return { kind: 'invalid', why };
    entries.set(limitKey(entry), entry);
  }
  if (entries.size > LIMIT_BOUNDS.entries) return { kind: 'invalid', why: 'too_many' };
  return { kind: 'valid', entries: [...entries.values()] };
}

function limitEntry({ scope, value, title, limit }: LimitEntry): LimitEntry {
  const written = title.trim().slice(0, LIMIT_BOUNDS.textLength);
  const kept = scope === 'product' ? value : value.trim().toLowerCase();
  return { scope, value: kept, title: written || (scope === 'product' ? `#${value}` : value.trim()), limit: keptLimit(limit) };
}

function keptLimit(limit: OfferLimit): OfferLimit {
  if (limit.kind === 'region') return { kind: 'region', countries: [...new Set(limit.countries.map((code) => code.trim().toUpperCase()))].sort() };
  return limit.kind === 'season' ? limit : { ...limit, tag: limit.tag.trim().toLowerCase() };
}

function problemOf({ scope, value, limit }: LimitEntry): LimitProblem | null {
  if (scope === 'product' && !/^\d{1,19}$/.test(value)) return 'not_an_id';
  if (value === '' || value.length > LIMIT_BOUNDS.textLength) return 'no_value';
  switch (limit.kind) {
    case 'season':
      return isDayOfYear(limit.from) && isDayOfYear(limit.to) ? null : 'no_such_day';
    case 'region': {
      const { countries } = limit;
      return countries.length > 0 && countries.length <= LIMIT_BOUNDS.countries && countries.every((code) => /^[A-Z]{2}$/.test(code)) ? null : 'no_country';
    }
    default:
      return limit.tag !== '' && limit.tag.length <= LIMIT_BOUNDS.textLength ? null : 'no_tag';
  }
}

export const limitKey = ({ scope, value, limit }: Pick<LimitEntry, 'scope' | 'value' | 'limit'>): string => `${scope}:${value}:${limit.kind}`;

/** @returns what a limit says, the same for the same */
export function limitText(limit: OfferLimit): string {
  switch (limit.kind) {
    case 'season':
      return [limit.from.month, limit.from.day, limit.to.month, limit.to.day].join('-');
    case 'region':
      return limit.countries.join(',');
    default:
      return limit.tag;
  }
}
