// A day as a span of time: 24 hours, whatever the calendar says and the clocks of a place do.

export const DAY_MS = 86_400_000;

export const daysBefore = (at: Date, days: number): Date => new Date(at.getTime() - days * DAY_MS);
export const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS);
/** With the part of a day that is not over; below 0 where `later` is earlier. */
export const daysFrom = (earlier: Date, later: Date): number => (later.getTime() - earlier.getTime()) / DAY_MS;
