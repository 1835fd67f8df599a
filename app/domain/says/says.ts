// What the app itself tells a merchant, wherever it comes from: why something was not done, why a message waits. A sentence
// is told late, in the language of whoever reads; what is stored or logged is English.
import type { Language } from '../language.ts';
import type { Said } from '../said.ts';
import { de } from './de/all.ts';
import { en } from './en/all.ts';

export type Says = Said<typeof en>;
/** A sentence that waits for its reader. */
export type Told = (language: Language) => string;

const SAYS: Record<Language, Says> = { en, de };

export const saysIn = (language: Language): Says => SAYS[language];

/** says(({ sets }) => sets.gone) */
export const says = (pick: (words: Says) => string): Told => (language) => pick(SAYS[language]);
