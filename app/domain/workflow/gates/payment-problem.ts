// Whose subscription could not be charged hears about that first: everything else waits until a payment succeeds, or has
// missed its moment.
import { quietUntil } from '../../consent/quiet-hours.ts';
import type { Gate, StepFacts } from '../step-facts.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 30;

export const paymentProblem: Gate<StepFacts> = ({ paymentFailed, enteredAt, timezone }, now) => {
  if (!paymentFailed) return null;
  if (now.getTime() - enteredAt.getTime() >= MOST_DAYS * DAY_MS) return { kind: 'cancelled', reason: 'payment_problem' };
  const tomorrow = new Date(now.getTime() + DAY_MS);
  return { kind: 'moved', reason: 'payment_problem', until: quietUntil(tomorrow, timezone) ?? tomorrow };
};
