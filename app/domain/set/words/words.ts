// What a language says of a definition that is none: what is wrong, and what to do.
import type { DefinitionProblem, ProblemCode } from '../check-definition.ts';

export type ProblemWords = Record<ProblemCode, (names: readonly string[], numbers: readonly number[]) => string>;

export const problemSentence = (words: ProblemWords, { code, names, numbers }: DefinitionProblem): string => words[code](names, numbers);
