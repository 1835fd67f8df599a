// Why an item belongs, in one line for the shopper, in their language where it is spoken here, else in English. Only counted
// facts: a number is said when enough orders stand behind it, else what the item is for. Never a cost, a margin or a guess.
import { type Language, languageOf, REGION } from '../language.ts';
import { formatMoney } from '../money/money.ts';

/** Below this many orders a count says more about the shop than about the product. */
const SAYABLE_SUPPORT = 20;

interface Words {
  boughtTogether(orders: string): string;
  partOf(slotName: string, anchorTitle: string): string;
  ofSet: string;
  moreThan(money: string, anchorTitle: string): string;
  mayLike: string;
}

const WORDS: Record<Language, Words> = {
  en: {
    boughtTogether: (orders) => `Bought with it in ${orders} orders`,
    partOf: (slotName, anchorTitle) => `The ${slotName} for your ${anchorTitle}`,
    ofSet: 'Part of this set',
    moreThan: (money, anchorTitle) => `${money} more than the ${anchorTitle}`,
    mayLike: 'You may also like',
  },
  de: {
    boughtTogether: (orders) => `In ${orders} Bestellungen zusammen gekauft`,
    // A slot is named in the shop's language, often in lower case: the title beside it says what it is in any.
    partOf: (_, anchorTitle) => `Passend zu ${anchorTitle}`,
    ofSet: 'Teil dieses Sets',
    moreThan: (money, anchorTitle) => `${money} mehr als ${anchorTitle}`,
    mayLike: 'Das könnte Ihnen auch gefallen',
  },
};

/**
 * @param support orders with anchor and item both, counted
 * @param anchorTitle null: the set stands beside something that does not start it, and that its parts are for that is not known
 * @param locale of the shopper, BCP 47
 */
export function shopperReason({ support, slotName, anchorTitle }: { support: number; slotName: string; anchorTitle: string | null }, locale: string): string {
  const language = languageOf([locale]);
  if (support >= SAYABLE_SUPPORT) return WORDS[language].boughtTogether(support.toLocaleString(REGION[language]));
  return anchorTitle === null ? WORDS[language].ofSet : WORDS[language].partOf(slotName, anchorTitle);
}

/** Of what is bought instead of something: by how much it is dearer, which is the whole of what changes hands. */
export function insteadReason({ anchorTitle, moreMinor, currency }: { anchorTitle: string; moreMinor: number; currency: string }, locale: string): string {
  const language = languageOf([locale]);
  return WORDS[language].moreThan(formatMoney(moreMinor, currency, REGION[language]), anchorTitle);
}

/** Above a set that stands beside what does not start it: its own heading may say what it makes of something else. */
export const neutralHeading = (locale: string): string => WORDS[languageOf([locale])].mayLike;
