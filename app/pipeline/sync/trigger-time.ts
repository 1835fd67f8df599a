// When a delivery says that it was triggered, as far as it can be believed. Triggers put versions of one second in order,
// so a clock that is hours ahead must not make what comes later lose: nothing was triggered after it arrived.

/** Before Shopify's webhooks were: a clock that was never set. */
const FIRST = Date.UTC(2006, 0);
/** How far two clocks that are kept may be apart; within it, what was told is the better order. */
const APART_MS = 5 * 60_000;

/** Finer than JavaScript's time: deliveries of one product are often fractions of a millisecond apart. */
const BEYOND_MILLISECONDS = /\.\d{3}(\d{1,6})/;

/**
 * @param told the header, as it came
 * @param receivedAt stands in where nothing is told, or nothing that can be
 * @returns RFC 3339 in UTC, with the digits that were told
 */
export function triggerTime(told: string | undefined, receivedAt: Date): string {
  const at = new Date(told ?? Number.NaN);
  if (!(at.getTime() >= FIRST && at.getTime() <= receivedAt.getTime() + APART_MS)) return receivedAt.toISOString();
  return `${at.toISOString().slice(0, -1)}${BEYOND_MILLISECONDS.exec(told as string)?.[1] ?? ''}Z`;
}
