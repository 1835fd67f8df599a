// Who waits for an answer to a question or complaint is not sold to meanwhile. Taking the tag off lifts this.
import type { Gate, StepFacts } from '../step-facts.ts';
import { untilSettled } from './until-settled.ts';

export const openCase: Gate<StepFacts> = (facts, now) => (facts.openCase ? untilSettled('open_case', facts, now) : null);
