// The one budget of a customer, across workflows and channels: one email in seven days, the shop's own counted; and none
// within a day of an offer they were shown on site after they entered, so that the same conversation is not held twice.
import { DAY_MS } from '../days.ts';

export interface Touch {
  /** on_site | email | sms */
  channel: string;
  at: Date;
}

export const EMAIL_WINDOW_DAYS = 7;
const ON_SITE_PAUSE_DAYS = 1;

/** @returns when the next email is within the budget; null: now */
export function budgetFreesAt(touches: readonly Touch[], enteredAt: Date, now: Date): Date | null {
  const frees = touches.flatMap(({ channel, at }) => {
    if (channel === 'email') return [at.getTime() + EMAIL_WINDOW_DAYS * DAY_MS];
    if (channel === 'on_site' && at > enteredAt) return [at.getTime() + ON_SITE_PAUSE_DAYS * DAY_MS];
    return [];
  });
  const latest = Math.max(...frees, Number.NEGATIVE_INFINITY);
  return latest > now.getTime() ? new Date(latest) : null;
}
