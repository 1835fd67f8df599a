// Nobody is written to between 21:00 and 8:00 where the shop is.
import { DAY_MS } from '../days.ts';

const QUIET_FROM = 21;
const QUIET_TO = 8;
const HOUR_MS = 3_600_000;

/**
 * @param timezone IANA name
 * @returns 8:00 of the morning that ends the quiet hours `moment` is in; null when it is in none
 */
export function quietUntil(moment: Date, timezone: string): Date | null {
  const local = wallClock(moment, timezone);
  const hour = new Date(local).getUTCHours();
  if (hour >= QUIET_TO && hour < QUIET_FROM) return null;
  const midnight = Math.floor(local / DAY_MS) * DAY_MS;
  const morning = midnight + (hour >= QUIET_FROM ? DAY_MS : 0) + QUIET_TO * HOUR_MS;
  // The offset of the moment, then that of the morning itself: the clocks may change in the night between them.
  const guess = new Date(morning - (local - moment.getTime()));
  return new Date(morning - (wallClock(guess, timezone) - guess.getTime()));
}

/** @returns what a clock on the wall shows, as if it were UTC; milliseconds */
function wallClock(moment: Date, timezone: string): number {
  const parts = formatterOf(timezone).formatToParts(moment);
  const read = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second')) + moment.getUTCMilliseconds();
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en', { timeZone: timezone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
  formatters.set(timezone, made);
  return made;
}
