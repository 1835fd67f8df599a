// Until when a suggestion that a person puts off stays out of the queue.
import { daysAfter } from '../days.ts';
import { monthsUntilSeason } from './season.ts';

export const SNOOZE_LENGTHS = ['week', 'month', 'season'] as const;
export type SnoozeLength = (typeof SNOOZE_LENGTHS)[number];

/** @param seasonMonths of the set; where none is ahead, a season is as long as a month */
export function wakesAt(length: SnoozeLength, seasonMonths: readonly number[], now: Date): Date {
  if (length === 'week') return daysAfter(now, 7);
  const wait = length === 'season' ? monthsUntilSeason(seasonMonths, now.getUTCMonth() + 1) : null;
  // Begins with a month; which hour of its first day the shop's clock shows then does not matter.
  return wait ? new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + wait, 1)) : daysAfter(now, 30);
}
