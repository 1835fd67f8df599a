// A sentence that was kept in English (why a step ended, what is wrong with Klaviyo) told again in the reader's language. It
// is known again by the English catalog, with the names and numbers that stand in it.
import type { Language } from '../language.ts';
import { en } from './en/all.ts';
import { saysIn } from './says.ts';

interface Known {
  pattern: RegExp;
  again(language: Language, given: readonly string[]): string;
}

/** @returns the sentence itself where it is none of ours */
export function retold(sentence: string, language: Language): string {
  if (language === 'en') return sentence;
  for (const { pattern, again } of KNOWN) {
    const found = pattern.exec(sentence);
    if (found) return again(language, found.slice(1).map((given) => retold(given, language)));
  }
  return sentence;
}

type Sentence = string | ((...given: readonly string[]) => string);

const escaped = (said: string): string => said.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** @param said in English. What it is given is found again where it prints it; what it does not print is not known any more. */
function knownBy(said: Sentence, same: (language: Language) => Sentence): Known {
  const marks = typeof said === 'string' ? [] : Array.from({ length: said.length }, (_, index) => `⟦${index}⟧`);
  const printed: number[] = [];
  const pattern = escaped(filled(said, marks)).replace(/⟦(\d+)⟧/g, (_, index) => {
    printed.push(Number(index));
    return '([\\s\\S]+)';
  });
  return { pattern: new RegExp(`^${pattern}$`), again: (language, given) => filled(same(language), marks.map((mark, index) => given[printed.indexOf(index)] ?? mark)) };
}

const filled = (said: Sentence, given: readonly string[]): string => (typeof said === 'string' ? said : said(...given));

type Area = Record<string, Sentence>;

const KNOWN: readonly Known[] = Object.entries(en as unknown as Record<string, Area>).flatMap(([area, words]) =>
  Object.entries(words).map(([key, said]) => knownBy(said, (language) => (saysIn(language) as unknown as Record<string, Area>)[area]?.[key] ?? said)),
);
