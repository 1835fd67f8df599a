// What a cold start knows of a product, and what a signal says of one that may complete it.
import type { NamedProduct } from '../set/kind.ts';

export interface ColdProduct extends NamedProduct {
  vendor: string;
  /** Lower case. */
  tags: readonly string[];
  createdAt: Date;
}

export interface Hint {
  productId: bigint;
  /** The higher the better; comparable within one signal for one anchor. */
  score: number;
}
