// The last gate on purpose: exposed and held out are counted here, among those who would all have been written to. Were it
// asked earlier, the holdout would hold people who would never have had an email.
import type { DecidedStepFacts, Gate } from '../step-facts.ts';

export const holdout: Gate<DecidedStepFacts> = ({ arm }) => (arm === 'holdout' ? { kind: 'holdout', reason: 'holdout' } : null);
