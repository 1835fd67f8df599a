// Why an item belongs, in one line for the shopper. Only counted facts: a number is said when enough orders stand behind
// it, else what the item is for. Never a cost, a margin or a guess.

import { formatMoney } from '../money/money.ts';

/** Below this many orders a count says more about the shop than about the product. */
const SAYABLE_SUPPORT = 20;

/** @param support orders with anchor and item both, counted */
export function shopperReason(item: { support: number; slotName: string; anchorTitle: string }): string {
  if (item.support >= SAYABLE_SUPPORT) return `Bought with it in ${item.support.toLocaleString('en')} orders`;
  return `The ${item.slotName} for your ${item.anchorTitle}`;
}

/** Of what is bought instead of something: by how much it is dearer, which is the whole of what changes hands. */
export function insteadReason({ anchorTitle, moreMinor, currency }: { anchorTitle: string; moreMinor: number; currency: string }): string {
  return `${formatMoney(moreMinor, currency, 'en')} more than the ${anchorTitle}`;
}
