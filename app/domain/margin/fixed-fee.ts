// Who bears the fixed part of the payment fee, which an order pays once. What joins a cart that makes an order anyway adds none
// of it; what may be all that somebody orders bears all of it, alone, since nobody has to take the rest. Asked here and nowhere
// else, by way of rails: floor, discount, ranking and what is published go by the same answer (docs/decisions/0048).
import type { Moment } from '../decision/moment.ts';
import type { Guardrails } from './guardrails.ts';

/** joins: beside what is in the cart, or instead of it. begins: it may be an order of its own. */
export type InOrder = 'joins' | 'begins';

/** @param isOwned what starts the set is the customer's already: nothing is known to lie in the cart beside it */
export const inOrderAt = (moment: Moment, isOwned: boolean): InOrder => (moment === 'browsing' && !isOwned ? 'joins' : 'begins');

/** In the store, of a set whose shopper is not known: a ladder starts from what somebody has, every other set from a cart. */
export const inOrderOf = (strategy: string): InOrder => inOrderAt('browsing', strategy === 'evolution');

/** @returns minor units that one line bears, however many units it has */
export const fixedFeeMinor = ({ feeMinor }: Pick<Guardrails, 'feeMinor'>, inOrder: InOrder): number => (inOrder === 'joins' ? 0 : feeMinor);
