// What Polaris itself says ("Previous", "Clear", "1 of 3 selected"), in the language of whoever reads. English it knows.
import german from '@shopify/polaris/locales/de.json' with { type: 'json' };
import type { Language } from '#app/domain/language.ts';
import { language } from './language.ts';

const WORDS: Record<Exclude<Language, 'en'>, typeof german> = { de: german };

export function polarisWords(): { i18n?: typeof german } {
  const spoken = language();
  return spoken === 'en' ? {} : { i18n: WORDS[spoken] };
}
