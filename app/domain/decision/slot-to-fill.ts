// A slot of a set, on its way to being filled: what the offer holds so far, and what it would give.
import type { ProductFacts } from '../catalog/product.ts';
import type { ItemTerms, SetTerms } from '../offer/item-terms.ts';
import type { SetFacts, SlotFacts } from '../set/set.ts';

export interface SlotToFill {
  set: SetFacts;
  slot: SlotFacts;
  /** Products that earlier slots of the offer hold. */
  taken: readonly ProductFacts[];
  ready: SetTerms;
  /** What the set gives each of its products; and what is not its own, which has full price. */
  termsOf: (product: ProductFacts) => ItemTerms;
  atFullPrice: (product: ProductFacts) => ItemTerms;
}
