// When, where and for whom a set is offered: each condition with the code that refuses it. Asked in this order; the first that
// does not hold gives the reason. To add one: a line here, its number and words as docs/house.md says.
import { isBetweenDays } from '../catalog/day-of-year.ts';
import type { DayOfYear } from '../catalog/offer-limit.ts';
import { hashFraction } from '../portable/assignment.ts';
import type { SetFacts } from './set.ts';

export interface Occasion {
  /** "YYYY-MM-DD", by the shop's own calendar. */
  date: string;
  today: DayOfYear;
  /** Markets that serve the country; null: it is not known. */
  marketIds: readonly bigint[] | null;
  /** Names of those the customer is in. */
  segments: ReadonlySet<string>;
  /** Who is looked at, always by the same name; null: nobody who can be told apart. */
  subject: string | null;
  /** A rule of the merchant's calls for the set. */
  isCalledFor: boolean;
}

export type ConditionCode = 'rule_only' | 'not_begun' | 'ended' | 'out_of_its_season' | 'not_in_this_market' | 'not_for_this_customer' | 'not_in_trial';

type Condition = (set: Pick<SetFacts, 'setId' | 'conditions'>, occasion: Occasion) => readonly number[] | null;

/** Each says null where it holds, else the numbers that its sentence needs. */
const CONDITIONS: Record<ConditionCode, Condition> = {
  rule_only: ({ conditions }, { isCalledFor }) => (conditions.byRuleOnly && !isCalledFor ? [] : null),
  not_begun: ({ conditions: { startsOn } }, { date }) => (startsOn !== null && date < startsOn ? dayNumbers(startsOn) : null),
  ended: ({ conditions: { endsOn } }, { date }) => (endsOn !== null && date > endsOn ? dayNumbers(endsOn) : null),
  out_of_its_season: ({ conditions: { season } }, { today }) => (season && !isBetweenDays(today, season.from, season.to) ? [season.from.month, season.from.day, season.to.month, season.to.day] : null),
  not_in_this_market: ({ conditions: { marketIds } }, here) => (marketIds.length > 0 && !here.marketIds?.some((marketId) => marketIds.includes(marketId)) ? [] : null),
  not_for_this_customer: ({ conditions }, { segments }) => (conditions.segments.length > 0 && !conditions.segments.some((name) => segments.has(name)) ? [] : null),
  not_in_trial: ({ setId, conditions: { trialBp } }, { subject }) => (trialBp !== null && !isInTrial(setId, subject, trialBp) ? [trialBp] : null),
};

const IN_ORDER = Object.entries(CONDITIONS) as [ConditionCode, Condition][];

/** @returns the first condition that does not hold, or null */
export function unmetCondition(set: Pick<SetFacts, 'setId' | 'conditions'>, occasion: Occasion): { code: ConditionCode; numbers: readonly number[] } | null {
  for (const [code, condition] of IN_ORDER) {
    const numbers = condition(set, occasion);
    if (numbers) return { code, numbers };
  }
  return null;
}

/** @returns whether its days hold, whoever looks: what the store may be told of it today */
export function holdsOn(set: Pick<SetFacts, 'setId' | 'conditions'>, { date, today }: Pick<Occasion, 'date' | 'today'>): boolean {
  const anybody: Occasion = { date, today, marketIds: null, segments: new Set(), subject: null, isCalledFor: true };
  return (['not_begun', 'ended', 'out_of_its_season'] as const).every((code) => CONDITIONS[code](set, anybody) === null);
}

/** The same subject is in the same sets' trials for as long as they last; of nobody in particular nothing is tried. */
function isInTrial(setId: string, subject: string | null, trialBp: number): boolean {
  return subject !== null && hashFraction(`trial ${setId}`, subject) * 10_000 < trialBp - 0.5;
}

/** [year, month, day] */
const dayNumbers = (day: string): number[] => day.split('-').map(Number);
