// What a set of each strategy can give: an amount, a set price and a gift need every slot of a set there; of a ladder, a family
// and a better version only some are.
import { OFFER_KINDS, type OfferKind } from '../offer/offer-terms.ts';
import type { Strategy } from './set-definition.ts';

export const GIVES: Record<Strategy, readonly OfferKind[]> = {
  completion: OFFER_KINDS,
  upsell: ['none', 'percent', 'amount', 'early_access'],
  evolution: ['none', 'percent', 'amount', 'early_access'],
  ecosystem: ['none', 'percent', 'early_access'],
};
