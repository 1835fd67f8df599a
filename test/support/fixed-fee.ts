// What the fixed payment fee comes to, said anew: an order pays it once, so whoever adds to what lies in their cart pays none
// for that, and whatever else is offered may be all that is ordered.
import type { DecisionFacts, Offer, Policy } from '#app/domain/decision/facts.ts';

/** @returns minor units that each thing of the offer has to bear by itself */
export const fixedFeeOf = ({ moment, cart }: DecisionFacts, { anchorProductId }: Pick<Offer, 'anchorProductId'>, { guardrails }: Policy): number =>
  moment === 'browsing' && cart.some(({ productId }) => productId === anchorProductId) ? 0 : guardrails.feeMinor;
