// Joins of what a shopper waits for.

/**
 * Looked up by key for each row before it, never read whole: the plan may have been made while the table was empty, when
 * either looks as good.
 */
export const each = (select: string): string => `LATERAL (${select} OFFSET 0)`;
