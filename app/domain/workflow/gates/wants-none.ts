// Who asked for no recommendations gets none, until they take that back.
import type { Gate, StepFacts } from '../step-facts.ts';

export const wantsNone: Gate<StepFacts> = ({ wantsNone: wanted }) => (wanted ? { kind: 'refused', reason: 'wants_none' } : null);
