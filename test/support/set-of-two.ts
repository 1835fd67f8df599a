// A shop with one approved set, a product beside another, and the cart page switched on: what it takes to be offered something.
import { buildPlacement, buildProduct, buildSet, buildShop, type BuiltProduct } from '#prisma/seed/builders.ts';

export interface SetOfTwo {
  shopId: bigint;
  setId: string;
  anchor: BuiltProduct;
  companion: BuiltProduct;
}

export async function buildSetOfTwo(): Promise<SetOfTwo> {
  const { shopId } = await buildShop();
  const [anchor, companion] = [await buildProduct(shopId), await buildProduct(shopId)];
  const setId = await buildSet(shopId, { anchor, slots: [{ name: 'Lens', candidates: [{ product: companion }] }] });
  await buildPlacement(shopId, 'cart_page');
  return { shopId, setId, anchor, companion };
}
