// What is put off from day to day until something is settled; what drags on has cost the moment.
import { quietUntil } from '../../consent/quiet-hours.ts';
import type { StepFacts, Verdict } from '../step-facts.ts';
import type { StepReason } from '../step-reasons.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 30;

export function untilSettled(reason: StepReason, { enteredAt, timezone }: Pick<StepFacts, 'enteredAt' | 'timezone'>, now: Date): Verdict {
  if (now.getTime() - enteredAt.getTime() >= MOST_DAYS * DAY_MS) return { kind: 'cancelled', reason };
  const tomorrow = new Date(now.getTime() + DAY_MS);
  return { kind: 'moved', reason, until: quietUntil(tomorrow, timezone) ?? tomorrow };
}
