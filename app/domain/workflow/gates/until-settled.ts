// What is put off from day to day until something is settled; what drags on has cost the moment.
import { quietUntil } from '../../consent/quiet-hours.ts';
import { daysAfter, daysFrom } from '../../days.ts';
import type { StepFacts, Verdict } from '../step-facts.ts';
import type { StepReason } from '../step-reasons.ts';

const MOST_DAYS = 30;

export function untilSettled(reason: StepReason, { enteredAt, timezone }: Pick<StepFacts, 'enteredAt' | 'timezone'>, now: Date): Verdict {
  if (daysFrom(enteredAt, now) >= MOST_DAYS) return { kind: 'cancelled', reason };
  const tomorrow = daysAfter(now, 1);
  return { kind: 'moved', reason, until: quietUntil(tomorrow, timezone) ?? tomorrow };
}
