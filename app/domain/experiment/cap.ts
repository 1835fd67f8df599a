// How much of one shopper counts where a single order would decide. Fixed by what customers brought before the first
// experiment, never by its outcomes: chosen by those, it could be chosen to please. A shop without such a past takes its first
// weeks, of both arms together, once: a rule that does not know the arms cannot favour one.

/** Weeks in which a customer bought, of the year that is looked at: what they brought, minor units. */
export interface WeeksOfCustomers {
  weeks: number;
  /** Σ of the squares of them all, and of the largest hundredth. */
  squares: number;
  squaresOfLargest: number;
  /** What one of two hundred exceeded. */
  oneIn200: number;
}

export const LEAST_WEEKS = 200;
export const HISTORY_DAYS = 365;
/** The largest hundredth makes more than so much of all that varies: then few orders decide. */
const DECISIVE_PART = 0.5;

/** @returns undefined: too little past to tell; null: no order decides, all of it counts */
export function capOfHistory({ weeks, squares, squaresOfLargest, oneIn200 }: WeeksOfCustomers): number | null | undefined {
  if (weeks < LEAST_WEEKS) return undefined;
  return squaresOfLargest > DECISIVE_PART * squares && oneIn200 > 0 ? oneIn200 : null;
}
