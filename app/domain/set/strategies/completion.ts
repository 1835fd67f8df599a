// What finishes what is in the cart: every slot beside its anchor.
import { anchorInCart, type SetStrategy } from './strategy.ts';

export const completion: SetStrategy = {
  begin: (set, standing) => {
    const anchorProductId = anchorInCart(set, standing);
    return anchorProductId === null ? null : { kind: 'begun', anchorProductId, slots: set.slots, isOwned: false };
  },
  beside: 'completes',
};
