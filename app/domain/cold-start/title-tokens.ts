// The words of a title with the names of models in it: "eos", "r6", "nb-21"; lower case and singular.
import { singular } from '../set/title-words.ts';

export const wordsIn = (title: string): Set<string> => new Set((title.toLowerCase().match(/[\p{L}\d][\p{L}\d-]*/gu) ?? []).map(singular));
