// Whom the merchant wants left alone is not written to, whatever they agreed to.
import type { Gate, StepFacts } from '../step-facts.ts';

export const leftAlone: Gate<StepFacts> = ({ leftAlone: alone }) => (alone ? { kind: 'refused', reason: 'left_alone' } : null);
