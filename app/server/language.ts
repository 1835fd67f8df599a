// In which language a request is answered: as the admin says in the address it opens (`locale`), else as the page or the
// browser asks. Kept for as long as the request lasts, so that whatever speaks finds it.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import { remember } from '@epic-web/remember';
import { type Language, languageOf } from '#app/domain/language.ts';

// Remembered, since the pages are a bundle with modules of its own.
const spoken = remember('setwise.language', () => new AsyncLocalStorage<Language>());

export const languageOfRequest = (): Language => spoken.getStore() ?? 'en';

export function answerInLanguage({ url = '/', headers }: Pick<IncomingMessage, 'url' | 'headers'>, answer: () => void): void {
  const locale = URL.parse(url, 'http://localhost')?.searchParams.get('locale');
  spoken.run(languageOf([...(locale ? [locale] : []), ...acceptable(headers['accept-language'] ?? '')]), answer);
}

/** "de-CH,de;q=0.9,en;q=0.8", best first. */
function acceptable(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', weight] = part.trim().split(/\s*;\s*q=/i);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag);
}
