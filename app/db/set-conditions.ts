// When, where and for whom a set is offered, as its row says it.
import type { DayOfYear } from '#app/domain/catalog/offer-limit.ts';
import type { SetConditions } from '#app/domain/set/set.ts';

/** Over `sets s`. */
export const CONDITIONS_COLUMNS = 's.starts_on::text AS starts_on, s.ends_on::text AS ends_on, s.season_from, s.season_to, s.market_ids, s.segments, s.trial_bp, s.by_rule_only';

export interface ConditionsColumns {
  starts_on: string | null;
  ends_on: string | null;
  season_from: string | null;
  season_to: string | null;
  market_ids: bigint[];
  segments: string[];
  trial_bp: number | null;
  by_rule_only: boolean;
}

export const conditionsFromRow = (row: ConditionsColumns): SetConditions => ({
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  season: row.season_from !== null && row.season_to !== null ? { from: dayFrom(row.season_from), to: dayFrom(row.season_to) } : null,
  marketIds: row.market_ids,
  segments: row.segments,
  trialBp: row.trial_bp,
  byRuleOnly: row.by_rule_only,
});

/** "MM-DD". */
const dayFrom = (text: string): DayOfYear => ({ month: Number(text.slice(0, 2)), day: Number(text.slice(3)) });
export const dayText = ({ month, day }: DayOfYear): string => `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
