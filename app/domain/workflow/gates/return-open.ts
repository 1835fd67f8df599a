// Who wants to send something back is not sold more to it meanwhile. A refused or withdrawn return lifts this; one that drags
// on has cost the moment.
import { quietUntil } from '../../consent/quiet-hours.ts';
import type { Gate, StepFacts } from '../step-facts.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 30;

export const returnOpen: Gate<StepFacts> = ({ returnOpen: open, enteredAt, timezone }, now) => {
  if (!open) return null;
  if (now.getTime() - enteredAt.getTime() >= MOST_DAYS * DAY_MS) return { kind: 'cancelled', reason: 'return_open' };
  const tomorrow = new Date(now.getTime() + DAY_MS);
  return { kind: 'moved', reason: 'return_open', until: quietUntil(tomorrow, timezone) ?? tomorrow };
};
