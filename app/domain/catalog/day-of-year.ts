// Days as a merchant says them of every year: "from 1 November to 24 December".
import type { DayOfYear } from './offer-limit.ts';

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** @returns whether some year has it */
export function isDayOfYear({ month, day }: DayOfYear): boolean {
  return Number.isInteger(month) && Number.isInteger(day) && day >= 1 && day <= (DAYS[month - 1] ?? 0);
}

/** @returns whether the day is from one to the other, both included; `to` before `from` goes over the turn of the year */
export function isBetweenDays(today: DayOfYear, from: DayOfYear, to: DayOfYear): boolean {
  const [at, first, last] = [ordinal(today), ordinal(from), ordinal(to)];
  return first <= last ? at >= first && at <= last : at >= first || at <= last;
}

const ordinal = ({ month, day }: DayOfYear): number => month * 100 + day;

/** @param timezone IANA name @returns the day that the shop has at this moment */
export function dayIn(timezone: string, moment: Date): DayOfYear {
  const date = dateIn(timezone, moment);
  return { month: Number(date.slice(5, 7)), day: Number(date.slice(8)) };
}

/** @returns the shop's own date, "YYYY-MM-DD" */
export function dateIn(timezone: string, moment: Date): string {
  const quarter = Math.floor(moment.getTime() / QUARTER_MS);
  const last = dates.get(timezone);
  if (last?.quarter === quarter) return last.date;
  const format = last?.format ?? new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const date = format.format(moment);
  dates.set(timezone, { format, quarter, date });
  return date;
}

/** No zone is off by less, so that no day begins within one. */
const QUARTER_MS = 15 * 60_000;
/** The last answer of each: to format one takes as long as a tenth of a decision, to make a format longer than a whole one. */
const dates = new Map<string, { format: Intl.DateTimeFormat; quarter: number; date: string }>();
