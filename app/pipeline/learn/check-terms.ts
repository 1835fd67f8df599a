// Whether the guardrails, and the set itself, let a set give what a person wrote.
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';
import type { Guardrails } from '#app/domain/margin/guardrails.ts';
import type { OfferTerms } from '#app/domain/offer/offer-terms.ts';
import { GIVES } from '#app/domain/set/gives.ts';
import type { SetDefinition } from '#app/domain/set/set-definition.ts';

/** @throws AppError bad_request with what to do */
export function checkTerms(terms: OfferTerms, { strategy, anchor, slots }: SetDefinition, { maxDiscountBp, shippingMinor }: Guardrails): void {
  if (terms.kind === 'percent' && terms.bp > maxDiscountBp) throw new AppError('bad_request', says(({ sets }) => sets.discountRange(maxDiscountBp / 100)));
  if (terms.kind === 'free_shipping' && shippingMinor === 0) throw new AppError('bad_request', says(({ sets }) => sets.shippingCostFirst));
  if (terms.kind === 'gift' && !slots.some(({ slotNo }) => slotNo === terms.slotNo)) throw new AppError('bad_request', says(({ sets }) => sets.giftSlotGone));
  const startsFromOne = anchor.kind === 'products' && anchor.productIds.length === 1;
  // Both are paid for by what the anchor earns, which has to be known.
  if ((terms.kind === 'gift' || terms.kind === 'free_shipping') && !startsFromOne) throw new AppError('bad_request', says(({ sets }) => sets.givesFromOneProduct));
  if (!GIVES[strategy].includes(terms.kind)) throw new AppError('bad_request', says(({ sets }) => sets.kindGivesNot));
}
