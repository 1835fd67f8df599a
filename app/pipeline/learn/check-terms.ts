// Whether the guardrails, and the set itself, let a set give what a person wrote.
import { AppError } from '#app/domain/app-error.ts';
import type { Guardrails } from '#app/domain/margin/guardrails.ts';
import { OFFER_KINDS, type OfferKind, type OfferTerms } from '#app/domain/offer/offer-terms.ts';
import type { Strategy } from '#app/domain/set/set-definition.ts';

/** @throws AppError bad_request with what to do */
export function checkTerms(terms: OfferTerms, { strategy, slots }: { strategy: Strategy; slots: readonly { slotNo: number }[] }, { maxDiscountBp, shippingMinor }: Guardrails): void {
  if (terms.kind === 'percent' && terms.bp > maxDiscountBp) throw new AppError('bad_request', `The discount has to be between 0 and ${maxDiscountBp / 100} %, the most your guardrails allow.`);
  if (terms.kind === 'free_shipping' && shippingMinor === 0) throw new AppError('bad_request', 'Say on Guardrails what sending an order costs you first: until then free shipping cannot be held above your floor.');
  if (terms.kind === 'gift' && !slots.some(({ slotNo }) => slotNo === terms.slotNo)) throw new AppError('bad_request', 'The slot of the gift is no longer there. Choose another one.');
  if (!GIVES[strategy].includes(terms.kind)) throw new AppError('bad_request', 'This kind of set cannot give that. Choose a percentage, or full price.');
}

/** An amount, a set price and a gift need every slot of a set there; of a ladder, a family and a better version only some are. */
const GIVES: Record<Strategy, readonly OfferKind[]> = {
  completion: OFFER_KINDS,
  upsell: ['none', 'percent', 'amount', 'early_access'],
  evolution: ['none', 'percent', 'amount', 'free_shipping', 'early_access'],
  ecosystem: ['none', 'percent', 'free_shipping', 'early_access'],
};
