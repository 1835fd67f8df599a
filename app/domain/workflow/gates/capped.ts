// One budget across workflows and channels. A capped step is moved to when the window frees, not silently dropped; moved
// twice, it has missed its moment.
import { budgetFreesAt } from '../../frequency/budget.ts';
import { quietUntil } from '../../consent/quiet-hours.ts';
import type { Gate, StepFacts } from '../step-facts.ts';

const MAX_MOVES = 2;

export const capped: Gate<StepFacts> = ({ touches, enteredAt, timesMoved, timezone }, now) => {
  const freesAt = budgetFreesAt(touches, enteredAt, now);
  if (!freesAt) return null;
  if (timesMoved >= MAX_MOVES) return { kind: 'refused', reason: 'capped' };
  return { kind: 'moved', reason: 'capped', until: quietUntil(freesAt, timezone) ?? freesAt };
};
