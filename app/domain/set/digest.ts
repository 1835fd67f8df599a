// What a merchant is told of a week that is over, and which week that is: told on the shop's own Monday morning.
import { dateIn } from '../catalog/day-of-year.ts';
import { daysAfter, daysBefore } from '../days.ts';

export interface WeekTold {
  /** What became of sets: by people, and of the approved those that Setwise approved by itself. */
  approved: number;
  approvedByItself: number;
  paused: number;
  refused: number;
  suggested: number;
  /** Products of live sets that sold out. */
  soldOut: number;
  guardrailsChanged: number;
  answers: { haveIt: number; notForMe: number; quiet: number };
  /** The set that most said is not for them; null: nobody did. */
  mostNotForMe: { setId: string; goal: string; notForMe: number } | null;
  /** As it stood when the week was told. */
  live: number;
  waiting: number;
}

/** Monday is told from this hour of it on. */
const FROM_HOUR = 6;

/** @returns the Monday, "YYYY-MM-DD", of the last week that is over and may be told */
export function weekToTell(timezone: string, now: Date): string {
  const today = new Date(`${dateIn(timezone, new Date(now.getTime() - FROM_HOUR * 3_600_000))}T00:00:00Z`);
  const sinceMonday = (today.getUTCDay() + 6) % 7;
  return daysBefore(today, sinceMonday + 7).toISOString().slice(0, 10);
}

/** @returns the last day of the week that begins on this Monday */
export const sundayOf = (monday: string): string => daysAfter(new Date(`${monday}T00:00:00Z`), 6).toISOString().slice(0, 10);

/** @returns whether nothing happened that is worth a word */
export function isQuiet({ approved, paused, refused, suggested, soldOut, guardrailsChanged, answers }: WeekTold): boolean {
  return approved + paused + refused + suggested + soldOut + guardrailsChanged + answers.haveIt + answers.notForMe + answers.quiet === 0;
}
