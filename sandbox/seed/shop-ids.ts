// Shopify-like ids: 13 digits, one range per kind, so that a number seen in a log can be told apart.

export type IdKind = 'shop' | 'location' | 'product' | 'variant' | 'inventoryItem' | 'customer' | 'order' | 'line' | 'refund' | 'refundLine' | 'market' | 'collection';

const BASE: Record<IdKind, number> = {
  shop: 1_064_000_000_000,
  location: 1_071_000_000_000,
  product: 8_120_000_000_000,
  variant: 4_420_000_000_000,
  inventoryItem: 4_640_000_000_000,
  customer: 7_030_000_000_000,
  order: 5_510_000_000_000,
  line: 1_380_000_000_000,
  refund: 9_210_000_000_000,
  refundLine: 6_350_000_000_000,
  market: 1_410_000_000_000,
  collection: 4_080_000_000_000,
};

/** Real ids are sparse; so are these. The steps of lines are small because a shop may have millions. */
const STEP: Partial<Record<IdKind, number>> = { line: 4096, refundLine: 4096 };

/** @param index position within its kind, from 0; or a hash below 2^32 with `step` 1 */
export const shopId = (kind: IdKind, index: number, step = STEP[kind] ?? 32_768): number => BASE[kind] + index * step;
