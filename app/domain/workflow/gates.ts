// Every gate, in the order they are asked; the first that does not let a step pass says what becomes of it. What needs no
// decision is asked before one is made.
import { alreadyBought } from './gates/already-bought.ts';
import { anchorReturned } from './gates/anchor-returned.ts';
import { capped } from './gates/capped.ts';
import { holdout } from './gates/holdout.ts';
import { leftAlone } from './gates/left-alone.ts';
import { noConsent } from './gates/no-consent.ts';
import { nothingToOffer } from './gates/nothing-to-offer.ts';
import { openCase } from './gates/open-case.ts';
import { paymentProblem } from './gates/payment-problem.ts';
import { quietHours } from './gates/quiet-hours.ts';
import { returnOpen } from './gates/return-open.ts';
import { wantsNone } from './gates/wants-none.ts';
import { workflowOff } from './gates/workflow-off.ts';
import type { DecidedStepFacts, Gate, StepFacts, Verdict } from './step-facts.ts';

export const GATES_BEFORE_DECIDING: readonly Gate<StepFacts>[] = [workflowOff, leftAlone, wantsNone, noConsent, openCase, paymentProblem, anchorReturned, returnOpen, alreadyBought, capped, quietHours];
export const GATES_AFTER_DECIDING: readonly Gate<DecidedStepFacts>[] = [nothingToOffer, holdout];

/** @returns what the first gate that does not let it pass says; null when all do */
export function passThrough<Facts>(gates: readonly Gate<Facts>[], facts: Facts, now: Date): Verdict | null {
  for (const gate of gates) {
    const verdict = gate(facts, now);
    if (verdict) return verdict;
  }
  return null;
}
