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
  const [month, day] = formatterOf(timezone).format(moment).split('/');
  return { month: Number(month), day: Number(day) };
}

/** @returns the shop's own date, "YYYY-MM-DD" */
export function dateIn(timezone: string, moment: Date): string {
  const known = dates.get(timezone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit' });
  dates.set(timezone, known);
  return known.format(moment);
}

const dates = new Map<string, Intl.DateTimeFormat>();
const formatters = new Map<string, Intl.DateTimeFormat>();

/** To make one takes longer than a whole decision. */
function formatterOf(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone: timezone, month: 'numeric', day: 'numeric' });
  formatters.set(timezone, made);
  return made;
}
