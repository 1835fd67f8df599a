// Why a suggestion is worth a look today, rather than some other day: the first of the reasons below that holds.
import { daysFrom } from '../days.ts';
import { monthsUntilSeason } from './season.ts';

export type WhyNow =
  | { kind: 'in_season' }
  /** It begins next month. @property month 1 to 12 */
  | { kind: 'season_begins'; month: number }
  | { kind: 'new' }
  /** @property place among the shop's products by orders, from 1 */
  | { kind: 'anchor_sells_most'; place: number }
  | { kind: 'bought_lately'; days: number };

export interface SuggestionFacts {
  seasonMonths: readonly number[];
  createdAt: Date;
  /** When the shop's first suggestion was made: what came with it is not new, all of it was. */
  firstSuggestedAt: Date | null;
  anchorPlace: number | null;
  /** Of the last order that holds it. */
  lastOrderedAt: Date | null;
}

/** Today, in the shop's calendar. */
export interface Today {
  now: Date;
  /** 1 to 12. */
  month: number;
}

const NEW_DAYS = 7;
const BEST_PLACES = 10;
const LATELY_DAYS = 14;

const REASONS: readonly ((facts: SuggestionFacts, today: Today) => WhyNow | null)[] = [
  ({ seasonMonths }, { month }) => (monthsUntilSeason(seasonMonths, month) === 0 ? { kind: 'in_season' } : null),
  ({ seasonMonths }, { month }) => (monthsUntilSeason(seasonMonths, month) === 1 ? { kind: 'season_begins', month: (month % 12) + 1 } : null),
  ({ createdAt, firstSuggestedAt }, { now }) => (daysFrom(createdAt, now) < NEW_DAYS && firstSuggestedAt !== null && daysFrom(firstSuggestedAt, createdAt) >= 1 ? { kind: 'new' } : null),
  ({ anchorPlace }) => (anchorPlace !== null && anchorPlace <= BEST_PLACES ? { kind: 'anchor_sells_most', place: anchorPlace } : null),
  ({ lastOrderedAt }, { now }) => (lastOrderedAt !== null && daysFrom(lastOrderedAt, now) <= LATELY_DAYS ? { kind: 'bought_lately', days: Math.floor(daysFrom(lastOrderedAt, now)) } : null),
];

export function whyNow(facts: SuggestionFacts, today: Today): WhyNow | null {
  for (const reason of REASONS) {
    const found = reason(facts, today);
    if (found) return found;
  }
  return null;
}
