// How lines get into a cart whose pieces the theme draws: every kind of theme has its own way, one file each.
import type { PageData } from '../page-data.ts';

export interface NewLine {
  variantId: string;
  /** null: not a part of the set's price, such as the page's own product. */
  setId: string | null;
}

export type CartOutcome =
  /** What could be bought was taken; `refused` names the variants that could not, as a rule none. */
  | { kind: 'done'; refused: string[] }
  /** Nothing is known to have changed. */
  | { kind: 'failed' };

export interface CartStrategy {
  name: 'standard-actions' | 'dawn' | 'horizon-3' | 'plain';
  /** Whether this page's theme works this way. Asked at every write: themes set themselves up late. */
  fits(): boolean;
  add(lines: readonly NewLine[], page: PageData): Promise<CartOutcome>;
  /** Takes one unit of each line out again. */
  remove(lines: readonly NewLine[], page: PageData): Promise<CartOutcome>;
}
