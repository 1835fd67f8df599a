// Sets of the small store's things, as a merchant approved them.
import { type BuiltProduct, buildSet } from '#prisma/seed/builders.ts';
import { BAG, CAMERA, CARD } from './small-store.ts';

/** A thing of the store as the builders know it, as far as a set needs it. */
export const built = (ids: typeof CAMERA): BuiltProduct => ({ productId: BigInt(ids.product), variantId: BigInt(ids.variant), inventoryItemId: BigInt(ids.item) }) as BuiltProduct;

/** Camera: first choice the card, stand-in the bag; 10 % off. @returns its id */
export function buildCameraSet(shopId: bigint): Promise<string> {
  return buildSet(shopId, {
    anchor: built(CAMERA),
    goal: 'Bereit für die erste Reise',
    slots: [{ name: 'Speicherkarte', candidates: [{ product: built(CARD), support: 214 }, { product: built(BAG), support: 3 }] }],
  });
}

/** Camera with the card and the bag, both; 10 % off. @returns its id */
export function buildTripSet(shopId: bigint): Promise<string> {
  return buildSet(shopId, {
    anchor: built(CAMERA),
    slots: [{ name: 'memory card', candidates: [{ product: built(CARD) }] }, { name: 'bag', candidates: [{ product: built(BAG) }] }],
  });
}
