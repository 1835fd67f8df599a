// A kept decision in sentences for the merchant: plain, with the numbers that mattered, in the language of the words that
// are handed in. Recomputed whenever somebody looks, never stored. Not for shoppers: margins and floors are named here.
import { CONTROL } from '../experiment-test/test.ts';
import type { KeptItem } from './encode.ts';
import type { Refusal } from './facts.ts';
import { NOT_GIVEN } from './reason-codes.ts';
import { type ReasonWords, type Say, sayIn } from './words/words.ts';

export interface Telling {
  words: ReasonWords;
  currency: string;
  /** Title by product id; a product that is gone is called by its id. */
  titleOf(productId: bigint): string;
}

/** @returns e.g. "Left out: sold out (0 in stock)" */
export function explainRefusal({ code, numbers }: Refusal, { words, currency }: Telling): string {
  const because = words.because[code](numbers, sayIn(words, currency));
  return NOT_GIVEN.has(code) ? words.notGiven(because) : words.leftOut(because);
}

/** @returns a few sentences: why this item, and why at this price */
export function explainItem(item: KeptItem, telling: Telling): string[] {
  const { words } = telling;
  const say = sayIn(words, telling.currency);
  return [
    choiceSentence(item, telling, say),
    discountSentence(item, words, say),
    item.marginBp === null ? words.marginUnknown : words.margin(say.percent(item.marginBp), item.costAssumed),
    ...(item.costDisregarded ? [words.costDisregarded] : []),
    ...(item.freeShipping ? [words.freeShipping] : []),
    ...(item.tested ? [words.tested(item.tested.arm.toUpperCase(), item.tested.arm === CONTROL)] : []),
  ];
}

function choiceSentence({ slotName, support, insteadOf }: KeptItem, { words, titleOf }: Telling, say: Say): string {
  const bought = support > 0 ? words.boughtWith(say.count(support)) : '';
  if (!insteadOf) return words.firstChoice(slotName, bought);
  return words.standsIn(titleOf(insteadOf.productId), bought, words.because[insteadOf.code](insteadOf.numbers, say));
}

function discountSentence(item: KeptItem, words: ReasonWords, say: Say): string {
  const { discountBp, setDiscountBp, limitedBy, floorBp, floorMinor, givenAs, priceMinor, offerPriceMinor } = item;
  const off = givenAs === 'percent' ? say.percent(discountBp) : say.money(priceMinor - offerPriceMinor);
  const given = offerPriceMinor < priceMinor || discountBp > 0 ? words.discount(off) : words.noDiscount;
  if (limitedBy === 'set') return given;
  const wanted = givenAs === 'percent' ? say.percent(setDiscountBp) : say.money(Math.round((priceMinor * setDiscountBp) / 10_000));
  const floor = words.floor(say.percent(floorBp), floorMinor > 0 ? say.money(floorMinor) : null);
  return `${words.insteadOf(given, wanted)}: ${words.heldBack[limitedBy](floor)}`;
}
