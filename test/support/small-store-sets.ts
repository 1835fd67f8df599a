// Sets of the small store's things, as a merchant approved them.
import { prisma } from '#app/db/prisma.ts';
import { type OfferTerms, writtenTerms } from '#app/domain/offer/offer-terms.ts';
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

/** What a set gives from now on, as far as the app knows; the store is told when it is published. */
export async function giveTerms(shopId: bigint, setId: string, terms: OfferTerms): Promise<void> {
  const { kind, discountBp, minor, slotNo, tag } = writtenTerms(terms);
  await prisma().productSet.updateMany({ where: { shopId, setId }, data: { offerKind: kind, discountBp, offerMinor: minor === null ? null : BigInt(minor), offerSlotNo: slotNo, offerTag: tag } });
}
