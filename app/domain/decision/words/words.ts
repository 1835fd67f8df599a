// What a language has to say of decisions, and how numbers are written in it. A catalog a language, beside this; the desk
// and the sandbox's previews say a decision in whichever they are handed.
import type { DiscountLimit } from '../../margin/allowed-discount.ts';
import { formatMoney } from '../../money/money.ts';
import type { FitCode } from '../fits-customer.ts';
import type { RefusalCode } from '../reason-codes.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Numbers as the language writes them. */
export interface Say {
  currency: string;
  percent(bp: number): string;
  money(minor: number): string;
  count(number: number): string;
  /** Day and month. */
  day(month: number, day: number): string;
}

export interface ReasonWords {
  locale: string;
  leftOut(because: string): string;
  /** Of a set that gives less than it says. */
  notGiven(because: string): string;
  /** Why something is not; the numbers are those that the rule of that name gave. */
  because: Record<RefusalCode, (numbers: readonly number[], say: Say) => string>;
  /** Why this kind of set, of all that begin here; about what started it. */
  turn: Record<FitCode, (anchor: string) => string>;
  firstChoice(slotName: string, bought: string): string;
  standsIn(title: string, bought: string, because: string): string;
  boughtWith(orders: string): string;
  discount(given: string): string;
  noDiscount: string;
  insteadOf(given: string, wanted: string): string;
  heldBack: Record<Exclude<DiscountLimit, 'set'>, (floor: string) => string>;
  floor(percent: string, money: string | null): string;
  margin(percent: string, assumed: boolean): string;
  marginUnknown: string;
  costDisregarded: string;
  freeShipping: string;
  /** A test ran here; which of its versions was shown. */
  tested(version: string, asItWas: boolean): string;
}

/** @param locale BCP 47; a language that is not there is said in English */
export const reasonWords = (locale: string): ReasonWords => (locale.toLowerCase().split('-')[0] === 'de' ? de : en);

export function sayIn({ locale }: ReasonWords, currency: string): Say {
  return {
    currency,
    percent: (bp) => `${new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(bp / 100)} %`,
    money: (minor) => formatMoney(minor, currency, locale),
    count: (number) => number.toLocaleString(locale),
    day: (month, day) => new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, month - 1, day)),
  };
}
