// Why a person refuses a suggestion. Kept with the set; learning heeds it: what does not belong together is not proposed
// together again.

export const REFUSAL_CODES = ['not_complementary', 'wrong_products', 'margin_too_small', 'not_our_way', 'other'] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export const REFUSAL_NOTE_LIMIT = 300;

export interface WhyRefused {
  code: RefusalCode;
  /** In the person's own words; null: none. */
  note: string | null;
}

/** What was refused for these reasons is never proposed beside that anchor again, in whatever company. */
export const SPLITS_PAIRS: readonly RefusalCode[] = ['not_complementary', 'wrong_products'];
