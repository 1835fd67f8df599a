// Whether the guardrails, and the set itself, let a set give what a person wrote.
import { AppError } from '#app/domain/app-error.ts';
import type { Guardrails } from '#app/domain/margin/guardrails.ts';
import type { OfferTerms } from '#app/domain/offer/offer-terms.ts';
import type { Strategy } from '#app/domain/set/set-definition.ts';

/** @throws AppError bad_request with what to do */
export function checkTerms(terms: OfferTerms, { strategy, slots }: { strategy: Strategy; slots: readonly { slotNo: number }[] }, { maxDiscountBp, shippingMinor }: Guardrails): void {
  if (terms.kind === 'percent' && terms.bp > maxDiscountBp) throw new AppError('bad_request', `The discount has to be between 0 and ${maxDiscountBp / 100} %, the most your guardrails allow.`);
  if (terms.kind === 'free_shipping' && shippingMinor === 0) throw new AppError('bad_request', 'Say on Guardrails what sending an order costs you first: until then free shipping cannot be held above your floor.');
  if (terms.kind === 'gift' && !slots.some(({ slotNo }) => slotNo === terms.slotNo)) throw new AppError('bad_request', 'The slot of the gift is no longer there. Choose another one.');
  if (terms.kind === 'set_price' && strategy === 'upsell') throw new AppError('bad_request', 'A better version is bought instead of what starts the set, so there is no price for all of it together. Choose a percentage or an amount.');
}
