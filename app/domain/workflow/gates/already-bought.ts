// A cart that was bought after all is not abandoned. (What else was bought meanwhile, the decision leaves out.)
import type { Gate, StepFacts } from '../step-facts.ts';

export const alreadyBought: Gate<StepFacts> = ({ cartBought }) => (cartBought ? { kind: 'cancelled', reason: 'already_bought' } : null);
