// What Polaris itself says ("Previous", "Clear", "1 of 3 selected"), in the language of whoever reads.
import german from '@shopify/polaris/locales/de.json' with { type: 'json' };
import english from '@shopify/polaris/locales/en.json' with { type: 'json' };
import type { Language } from '#app/domain/language.ts';
import { language } from './language.ts';

const WORDS = { en: english, de: german } satisfies Record<Language, object>;

export const polarisWords = () => WORDS[language()];
