// What a decided step says, kept in steps.message until it is sent: facts without words, so that whoever writes the message
// decides nothing. Ids are decimal text, money is minor units of `currency`. No cost, no margin.
import type { TriggerName } from './triggers.ts';

export interface StepDraftItem {
  productId: string;
  variantId: string;
  title: string;
  handle: string;
  imageUrl: string | null;
  slotName: string;
  priceMinor: number;
  offerPriceMinor: number;
  discountBp: number;
  /** Orders with the anchor and this. */
  support: number;
  /** It stands in for a better candidate that fell out. */
  substitute: boolean;
}

export interface StepDraft {
  trigger: TriggerName;
  setId: string;
  goal: string;
  /** What was bought, or lies in the cart, that the offer completes. */
  anchor: { productId: string; title: string };
  currency: string;
  /** The recipient's, else the shop's. */
  locale: string;
  /** In the set's order. */
  items: StepDraftItem[];
  totalMinor: number;
  savingMinor: number;
}
