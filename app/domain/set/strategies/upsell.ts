// A better version, instead of what is in the cart. Never both: who takes it gives the other back. After an order it is too late.
import { anchorInCart, type SetStrategy } from './strategy.ts';

export const upsell: SetStrategy = {
  begin: (set, standing) => {
    const anchorProductId = standing.isOrdered ? null : anchorInCart(set, standing);
    return anchorProductId === null ? null : { kind: 'begun', anchorProductId, slots: set.slots.slice(0, 1), isOwned: false };
  },
  beside: 'replaces',
};
