// What other discounts take off at most, as a person types it: percent as text, by discount. Empty: they say nothing.
import type { DiscountWord } from '#app/domain/discount/shop-discount.ts';
import type { OtherDiscount } from '#app/read/other-discounts.ts';
import { scaled } from './form.ts';

/** Of what was typed in; the others stand as they are saved. */
export type TypedWords = Readonly<Record<string, string>>;

const ALL_OF_IT_BP = 10_000;

export const wordOf = ({ discountId, saidBp }: OtherDiscount, typed: TypedWords): string => typed[discountId] ?? (saidBp === null ? '' : String(saidBp / 100));

/** @returns basis points; null: nothing is said; undefined: it is no share up to all of it */
export function readWord(word: string): number | null | undefined {
  if (word.trim() === '') return null;
  const bp = scaled(word, 2);
  return bp !== undefined && bp <= ALL_OF_IT_BP ? bp : undefined;
}

/** @returns those that differ from what is saved; null where one is no share */
export function changedWords(others: readonly OtherDiscount[], typed: TypedWords): DiscountWord[] | null {
  const changed: DiscountWord[] = [];
  for (const other of others) {
    const saidBp = readWord(wordOf(other, typed));
    if (saidBp === undefined) return null;
    if (saidBp !== other.saidBp) changed.push({ discountId: other.discountId, saidBp });
  }
  return changed;
}
