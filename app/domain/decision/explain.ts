// A kept decision in sentences for the merchant: plain, with the numbers that mattered. Recomputed whenever somebody
// looks, never stored. Not for shoppers: margins and floors are named here.
import { formatMoney } from '../money/money.ts';
import type { KeptItem } from './encode.ts';
import type { Refusal } from './facts.ts';
import type { RefusalCode } from './reason-codes.ts';

export interface Telling {
  currency: string;
  /** Title by product id; a product that is gone is called by its id. */
  titleOf(productId: bigint): string;
}

const percent = (bp: number): string => `${new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(bp / 100)} %`;

/** Why each refusal: the part after the colon. The numbers are those that the rule of that name gave. */
const BECAUSE: Record<RefusalCode, (numbers: readonly number[], telling: Telling) => string> = {
  deleted: () => 'deleted in Shopify',
  not_published: () => 'not published in the online store',
  out_of_stock: ([available = 0]) => `sold out (${available} in stock)`,
  in_cart: () => 'already in the cart, so this part of the set is filled',
  left_alone: () => 'the customer has a tag that you want left alone',
  already_owned: ([daysSince, usualDays]) =>
    usualDays === undefined ? 'the customer already has it' : `the customer bought it ${daysAgo(daysSince ?? 0)}, and it usually lasts ${usualDays} days`,
  open_return: () => 'the customer is sending it back, or has asked to',
  recent_return: ([daysSince = 0, cooldownDays = 0]) => `the customer sent it back ${daysAgo(daysSince)}; the cool-down is ${cooldownDays} days`,
  no_cost: () => 'its unit cost is not known, and guardrails assume none',
  wrong_currency: (_, { currency }) => `the cart is in ${currency}, which is not the shop's currency`,
  blocked: () => 'it is on your block list, itself, by its collection or by a tag',
  not_sold_here: () => 'no active market of the shop sells to the country',
  wants_none: () => 'the customer wants no suggestions',
  open_case: () => 'a support case or complaint of the customer is open',
  gift_card: () => 'it is a gift card',
  needs_subscription: () => 'it is sold by subscription only',
  out_of_season: ([fromMonth = 1, fromDay = 1, toMonth = 12, toDay = 31]) => `you offer it from ${dayText(fromMonth, fromDay)} to ${dayText(toMonth, toDay)} only`,
  region_limited: () => 'you offer it in some countries only, and this is none of them or not known',
  age_limited: () => 'you offer it from an age on only, and the customer has no tag that says so',
  companies_only: () => 'you offer it to companies only',
  incompatible: () => 'by your compatibility rules it does not fit the product that starts the set',
  not_for_me: () => 'the customer said that it is not for them',
  has_it: () => 'the customer said that they have it',
  bought_in_category: ([daysSince = 0, waitDays = 0]) => `the customer bought something of its type ${daysAgo(daysSince)}; you wait ${waitDays} days`,
  offered_lately: ([daysSince = 0, waitDays = 0]) => `a message suggested it ${daysAgo(daysSince)}, and they did not take it; you wait ${waitDays} days`,
  too_early: ([daysSince = 0, waitDays = 0]) => `the customer's first purchase arrived ${daysAgo(daysSince)}; you wait ${waitDays} days`,
  too_dear: ([shareBp = 0, mostBp = 0]) => `it costs ${percent(shareBp)} of what starts the set; your guardrails allow ${percent(mostBp)}`,
  below_margin_floor: ([marginBp = 0, floorBp = 0, floorMinor = 0], { currency }) =>
    `below the margin floor even at full price (margin ${percent(marginBp)}, floor ${floorText(floorBp, floorMinor, currency)})`,
  ranked_lower: () => 'another set was worth more for this cart',
  in_this_offer: () => 'already in another part of this offer',
  anchor_discounted: () => 'it was added at a set discount itself, and a discounted product starts no further set',
  anchor_not_on_sale: () => 'its set is not in the store while the product that starts it is not on sale',
  holdout: () => 'this shopper is in the holdout, who are shown nothing so that what Setwise adds can be measured',
};

/** @returns e.g. "Left out: sold out (0 in stock)" */
export function explainRefusal(refusal: Refusal, telling: Telling): string {
  return `Left out: ${BECAUSE[refusal.code](refusal.numbers, telling)}`;
}

/** @returns one to three sentences: why this item, and why at this price */
export function explainItem(item: KeptItem, telling: Telling): string[] {
  return [choiceSentence(item, telling), discountSentence(item, telling), marginSentence(item)];
}

function choiceSentence(item: KeptItem, telling: Telling): string {
  const bought = item.support > 0 ? `, bought with it in ${item.support.toLocaleString('en')} orders` : '';
  if (!item.insteadOf) return `First choice for “${item.slotName}”${bought}`;
  const { code, numbers, productId } = item.insteadOf;
  return `Stands in for ${telling.titleOf(productId)}${bought}: that one is left out, ${BECAUSE[code](numbers, telling)}`;
}

function discountSentence({ discountBp, setDiscountBp, limitedBy, floorBp, floorMinor }: KeptItem, { currency }: Telling): string {
  const given = discountBp > 0 ? `Discount ${percent(discountBp)}` : 'No discount';
  if (limitedBy === 'set') return given;
  const wanted = `${given} instead of ${percent(setDiscountBp)}`;
  if (limitedBy === 'max_discount') return `${wanted}: your guardrails allow no more`;
  return `${wanted}: more would take the margin below ${floorText(floorBp, floorMinor, currency)}`;
}

function marginSentence({ marginBp, costAssumed }: KeptItem): string {
  return `Margin after discount ${percent(marginBp)}${costAssumed ? ' (cost assumed)' : ''}`;
}

function floorText(floorBp: number, floorMinor: number, currency: string): string {
  return floorMinor > 0 ? `${percent(floorBp)} or ${formatMoney(floorMinor, currency)}` : percent(floorBp);
}

function dayText(month: number, day: number): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, month - 1, day));
}

function daysAgo(days: number): string {
  if (days === 0) return 'today';
  return days === 1 ? 'yesterday' : `${days} days ago`;
}
