// The shop's other discounts, as Guardrails tells of them: what each takes off what, whether the set discount could come together
// with it, and which of them only the merchant can say the most of.
import { setCollections } from '#app/db/collections.ts';
import { shopDiscountsOf } from '#app/db/shop-discounts.ts';
import { type DiscountClass, type DiscountValue, needsWord, type ShopDiscount } from '#app/domain/discount/shop-discount.ts';

export interface OtherDiscount {
  discountId: string;
  title: string;
  method: ShopDiscount['method'];
  classes: DiscountClass[];
  value: DiscountValue | null;
  /** Shopify does not say what it takes off: the merchant may say the most. */
  needsWord: boolean;
  /** That word; null: they said nothing. */
  saidBp: number | null;
  combinesWith: ShopDiscount['combinesWith'];
  /** How many products, or the titles of its collections, null for one that is not read yet; null: all; 'some': not known which. */
  covers: number | 'some' | null | { collections: (string | null)[] };
  /** ISO; null: it has begun. */
  beginsAt: string | null;
  /** ISO. */
  endsAt: string | null;
}

export async function otherDiscounts(shopId: bigint, now: Date): Promise<OtherDiscount[]> {
  const left = (await shopDiscountsOf(shopId)).filter(({ endsAt }) => endsAt === null || endsAt.getTime() > now.getTime());
  const collections = await setCollections(shopId, left.flatMap(({ collectionIds }) => collectionIds));
  return left.map((discount) => ({
    discountId: discount.discountId,
    title: discount.title,
    method: discount.method,
    classes: [...discount.classes],
    value: discount.value,
    needsWord: needsWord(discount),
    saidBp: discount.saidBp,
    combinesWith: discount.combinesWith,
    covers: coversOf(discount, (collectionId) => collections.get(collectionId)?.title ?? null),
    beginsAt: discount.startsAt.getTime() > now.getTime() ? discount.startsAt.toISOString() : null,
    endsAt: discount.endsAt?.toISOString() ?? null,
  }));
}

function coversOf({ classes, covers, collectionIds }: ShopDiscount, titleOf: (collectionId: bigint) => string | null): OtherDiscount['covers'] {
  if (classes.includes('order') || covers === 'all') return null;
  if (collectionIds.length > 0) return { collections: collectionIds.map(titleOf) };
  return covers === 'some' ? 'some' : covers.length;
}
