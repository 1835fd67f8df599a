// Whose subscription could not be charged hears about that first: everything else waits until a payment succeeds.
import type { Gate, StepFacts } from '../step-facts.ts';
import { untilSettled } from './until-settled.ts';

export const paymentProblem: Gate<StepFacts> = (facts, now) => (facts.paymentFailed ? untilSettled('payment_problem', facts, now) : null);
