// Whole days between two moments, as rules count them; and what a rule of days answers.
import { daysFrom } from '../days.ts';

export const daysBetween = (earlier: Date, later: Date): number => Math.floor(daysFrom(earlier, later));

/** @returns [days since, days to wait] while fewer have passed; null afterwards, or where nothing happened */
export function stillWithin(since: Date | null | undefined, waitDays: number, now: Date): readonly [daysSince: number, waitDays: number] | null {
  if (!since) return null;
  const daysSince = Math.max(0, daysBetween(since, now));
  return daysSince < waitDays ? [daysSince, waitDays] : null;
}
