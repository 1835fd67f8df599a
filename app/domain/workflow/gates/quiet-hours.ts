// Nobody is written to at night: the step waits for the morning where the shop is.
import { quietUntil } from '../../consent/quiet-hours.ts';
import type { Gate, StepFacts } from '../step-facts.ts';

export const quietHours: Gate<StepFacts> = ({ timezone }, now) => {
  const until = quietUntil(now, timezone);
  return until ? { kind: 'moved', reason: 'quiet_hours', until } : null;
};
