// The shop's other discounts, as Guardrails tells of them: what each takes off what, and whether the set discount could come
// together with it.
import { shopDiscountsOf } from '#app/db/shop-discounts.ts';
import type { DiscountClass, DiscountValue, ShopDiscount } from '#app/domain/discount/shop-discount.ts';

export interface OtherDiscount {
  discountId: string;
  title: string;
  method: ShopDiscount['method'];
  classes: DiscountClass[];
  value: DiscountValue | null;
  combinesWith: ShopDiscount['combinesWith'];
  /** How many products; null: all of them; 'some': not known which. */
  covers: number | 'some' | null;
  /** ISO; null: it has begun. */
  beginsAt: string | null;
  /** ISO. */
  endsAt: string | null;
}

export async function otherDiscounts(shopId: bigint, now: Date): Promise<OtherDiscount[]> {
  const all = await shopDiscountsOf(shopId);
  return all
    .filter(({ endsAt }) => endsAt === null || endsAt.getTime() > now.getTime())
    .map(({ discountId, title, method, classes, value, combinesWith, covers, startsAt, endsAt }) => ({
      discountId, title, method, classes: [...classes], value, combinesWith,
      covers: classes.includes('order') || covers === 'all' ? null : covers === 'some' ? 'some' : covers.length,
      beginsAt: startsAt.getTime() > now.getTime() ? startsAt.toISOString() : null,
      endsAt: endsAt?.toISOString() ?? null,
    }));
}
