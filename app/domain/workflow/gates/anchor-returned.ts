// Who cancelled or sent back is left in peace: a return stops the sequence.
import type { Gate, StepFacts } from '../step-facts.ts';

export const anchorReturned: Gate<StepFacts> = ({ orderCancelled, anchorReturned: returned }) => {
  if (orderCancelled) return { kind: 'cancelled', reason: 'order_cancelled' };
  return returned ? { kind: 'cancelled', reason: 'anchor_returned' } : null;
};
