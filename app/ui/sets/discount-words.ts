// What a merchant reads of a discount that was cut: to what, or that nothing is left of it.
import type { SetProduct } from '#app/read/set-product.ts';
import { text } from '../text/text.ts';

type Cut = Pick<SetProduct, 'discountBp' | 'discountLimit'>;

/** @param products those of them that are offered @returns a line for each reason that cut any of them */
export function discountWords(products: readonly Cut[]): string[] {
  const { discountCut, discountCutToNone, discountLeast, discountLeastIsNone } = text.sets;
  const isNoneLeft = products.every(({ discountBp }) => discountBp === 0);
  const isCutBy = (limit: Cut['discountLimit']) => products.some(({ discountLimit }) => discountLimit === limit);
  return [
    ...(isCutBy('margin_floor') ? [isNoneLeft ? discountCutToNone : discountCut] : []),
    ...(isCutBy('would_not_pay') ? [isNoneLeft ? discountLeastIsNone : discountLeast] : []),
  ];
}
