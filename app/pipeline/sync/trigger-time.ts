// When a delivery says that it was triggered, as far as it can be believed. Triggers put versions of one second in order,
// so a clock that is hours ahead must not make what comes later lose: nothing was triggered after it arrived.

/** Before Shopify's webhooks were: a clock that was never set. */
const FIRST = Date.UTC(2006, 0);
/** How far two clocks that are kept may be apart; within it, what was told is the better order. */
const APART_MS = 5 * 60_000;

/**
 * @param told the header, as it came
 * @param receivedAt stands in where nothing is told, or nothing that can be
 * @returns RFC 3339, with all the digits that were told
 */
export function triggerTime(told: string | undefined, receivedAt: Date): string {
  const at = told === undefined ? Number.NaN : Date.parse(told);
  return told !== undefined && at >= FIRST && at <= receivedAt.getTime() + APART_MS ? told : receivedAt.toISOString();
}
