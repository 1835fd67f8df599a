// The language of this moment. The server asks the request (app/server/language.ts), the browser the document it was given;
// a component never asks, it reads `text`.
import type { Language } from '#app/domain/language.ts';

let asked: () => Language = () => 'en';

/** Says once, when a bundle begins, how the language is known. */
export function speakAs(source: () => Language): void {
  asked = source;
}

export const language = (): Language => asked();
