// Who wants to send something back is not sold more to it meanwhile. A refused or withdrawn return lifts this.
import type { Gate, StepFacts } from '../step-facts.ts';
import { untilSettled } from './until-settled.ts';

export const returnOpen: Gate<StepFacts> = (facts, now) => (facts.returnOpen ? untilSettled('return_open', facts, now) : null);
