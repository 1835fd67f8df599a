// How good ranked answers were: discounted gain, hits and recall of the first ten, as means and question by question, so
// that two ways of answering can be compared on the same questions.
import type { Best } from './board.ts';

/** Means over the questions; for one hidden product, recall is the hit rate. */
export interface Quality {
  readonly questions: number;
  readonly ndcg10: number;
  readonly hit10: number;
  readonly recall10: number;
}

export interface Answered {
  readonly quality: Quality;
  /** By question. */
  readonly gains: Float64Array;
  readonly recalls: Float64Array;
}

export const TOP = 10;

const GAIN = Float64Array.from({ length: TOP }, (_, rank) => 1 / Math.log2(rank + 2));

export interface Tally {
  readonly gains: Float64Array;
  readonly recalls: Float64Array;
  asked: number;
}

export const createTally = (questions: number): Tally => ({ gains: new Float64Array(questions), recalls: new Float64Array(questions), asked: 0 });

export function tally(sums: Tally, best: Best, answers: Int32Array): void {
  let gained = 0;
  let found = 0;
  for (let rank = 0; rank < best.count; rank++) {
    if (!answers.includes(best.slots[rank]!)) continue;
    gained += GAIN[rank]!;
    found++;
  }
  let ideal = 0;
  for (let rank = 0; rank < Math.min(TOP, answers.length); rank++) ideal += GAIN[rank]!;
  sums.gains[sums.asked] = gained / ideal;
  sums.recalls[sums.asked++] = found / answers.length;
}

export function answered({ gains, recalls, asked }: Tally): Answered {
  const mean = (values: Float64Array) => (asked === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / asked);
  return { quality: { questions: asked, ndcg10: mean(gains), hit10: mean(recalls.map((value) => (value > 0 ? 1 : 0))), recall10: mean(recalls) }, gains, recalls };
}

/** Whether `ours` is better than `theirs` by more than `errors` standard errors of the difference, question by question. */
export function isBeyondChance(ours: Float64Array, theirs: Float64Array, errors: number): boolean {
  const count = ours.length;
  if (count < 2) return false;
  const differences = ours.map((value, at) => value - theirs[at]!);
  const mean = differences.reduce((sum, value) => sum + value, 0) / count;
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return mean > errors * Math.sqrt(variance / count);
}
