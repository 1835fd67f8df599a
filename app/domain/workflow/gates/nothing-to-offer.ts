// No message for a message's sake.
import type { DecidedStepFacts, Gate } from '../step-facts.ts';

export const nothingToOffer: Gate<DecidedStepFacts> = ({ hasOffer, ownsAll }) => {
  if (hasOffer) return null;
  return { kind: 'refused', reason: ownsAll ? 'already_bought' : 'nothing_to_offer' };
};
