// Every word of the desk, in the language of whoever reads. A catalog a language, a file a page; English says what there is
// to say, and the types keep the others whole. Read it where it is said, never when a file is loaded: by then nobody has asked.
import type { Language } from '#app/domain/language.ts';
import type { Said } from '#app/domain/said.ts';
import { de } from './de/all.ts';
import { en } from './en/all.ts';
import { language } from './language.ts';

export type Catalog = Said<typeof en>;

const catalogs: Record<Language, Catalog> = { en, de };

export const text = new Proxy({} as Catalog, { get: (_, page: keyof Catalog) => catalogs[language()][page] });
