// No message for a message's sake.
import type { DecidedStepFacts, Gate } from '../step-facts.ts';

export const nothingToOffer: Gate<DecidedStepFacts> = ({ hasOffer, notSoldHere, ownsAll }) => {
  if (hasOffer) return null;
  if (notSoldHere) return { kind: 'refused', reason: 'not_sold_here' };
  return { kind: 'refused', reason: ownsAll ? 'already_bought' : 'nothing_to_offer' };
};
