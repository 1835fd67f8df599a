// Who has a part of a family, or is about to, is offered what the others add: the first of those that are missing.
import { anchorInCart, hadSince, type SetStrategy } from './strategy.ts';

/** As many slots as a widget has room for. */
const MOST_PARTS = 3;

export const ecosystem: SetStrategy = {
  begin: (set, standing) => {
    const had = new Set<number>();
    let owned: { productId: bigint; at: Date } | null = null;
    for (const [productId, slotNo] of set.startedBy) {
      const at = hadSince(productId, standing);
      if (at === null && !standing.cartProductIds.has(productId)) continue;
      had.add(slotNo);
      if (at && (owned === null || at > owned.at || (at.getTime() === owned.at.getTime() && productId < owned.productId))) owned = { productId, at };
    }
    const inCart = anchorInCart(set, standing);
    const anchorProductId = inCart ?? owned?.productId;
    if (anchorProductId === undefined) return null;
    const missing = set.slots.filter(({ slotNo }) => !had.has(slotNo));
    if (missing.length === 0) return { kind: 'refused', code: 'owns_all_parts', productId: anchorProductId, numbers: [set.slots.length] };
    return { kind: 'begun', anchorProductId, slots: missing.slice(0, MOST_PARTS), isOwned: inCart === null };
  },
  beside: 'grows',
};
