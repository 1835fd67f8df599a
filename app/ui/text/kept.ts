// A sentence that was kept in English, such as why a step ended, in the language of whoever reads.
import { retold } from '#app/domain/says/retold.ts';
import { language } from './language.ts';

export const kept = (sentence: string): string => retold(sentence, language());
