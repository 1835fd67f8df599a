// Where a customer is on the way from the first order to the last: one stage at a time, by the days since their last order
// beside the days in which nine of ten of the shop's customers who came back did so.
import { daysFrom } from '../days.ts';
import type { CustomerFacts } from './customer-facts.ts';
import type { ShopAudience } from './shop-audience.ts';

export type Stage = 'prospect' | 'new' | 'active' | 'lapsing' | 'lost';

export interface Lifecycle {
  stage: Stage;
  /** Whole days since the last order; 0 without one. */
  daysSince: number;
  /** The days in which nine of ten come back; 0 without an order. */
  usualDays: number;
}

/** So many times the usual days, and nobody is expected back. */
const LOST_TIMES = 2;

/** @returns null where the shop's customers are too few to say */
export function lifecycleOf({ isKnown, orders, lastOrderAt }: Pick<CustomerFacts, 'isKnown' | 'orders' | 'lastOrderAt'>, { gapDaysP90 }: ShopAudience, now: Date): Lifecycle | null {
  if (!isKnown) return null;
  if (orders === 0 || lastOrderAt === null) return { stage: 'prospect', daysSince: 0, usualDays: 0 };
  if (gapDaysP90 === null) return null;
  const [daysSince, usualDays] = [Math.max(0, Math.floor(daysFrom(lastOrderAt, now))), Math.ceil(gapDaysP90)];
  if (daysSince > LOST_TIMES * usualDays) return { stage: 'lost', daysSince, usualDays };
  if (daysSince > usualDays) return { stage: 'lapsing', daysSince, usualDays };
  return { stage: orders === 1 ? 'new' : 'active', daysSince, usualDays };
}
