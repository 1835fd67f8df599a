// What stands against saving a set, in the language of whoever reads.
import type { DefinitionProblem } from '#app/domain/set/check-definition.ts';
import { de } from '#app/domain/set/words/de.ts';
import { en } from '#app/domain/set/words/en.ts';
import { problemSentence } from '#app/domain/set/words/words.ts';
import { language } from '../text/language.ts';

export const problemWords = (problem: DefinitionProblem): string => problemSentence({ en, de }[language()], problem);
