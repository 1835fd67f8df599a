// How good "what next" is on customers who came back: all blends from one pass over what they had bought.
import { createBest, selectBest } from './board.ts';
import { addFloor } from './backtest.ts';
import type { NextQuestion } from './held-out.ts';
import type { SourceLists } from './lists.ts';
import { addStrengths, clearNextBoard, createNextBoard, nextScoreOf } from './next-board.ts';
import type { NextLists } from './next-lists.ts';
import type { NextBlend } from './parameters.ts';
import { weighPast } from './past.ts';
import { type Answered, answered, createTally, tally, TOP } from './tally.ts';

/** As the backtest reads it: dense lists with dense popularity. */
export interface DenseNextModel {
  readonly lists: NextLists;
  readonly popular: Int32Array;
  readonly shares: Float64Array;
}

export function measureNext(orders: SourceLists, next: DenseNextModel, questions: readonly NextQuestion[], blends: readonly NextBlend[]): Answered[] {
  const products = orders.orders.length;
  const board = createNextBoard(products);
  next.popular.forEach((product, rank) => {
    board.share[product] = next.shares[rank]!;
  });
  const tallies = blends.map(() => createTally(questions.length));
  const byMemory = Map.groupBy(blends.keys(), (index) => blends[index]!.memory);
  const excluded = new Uint8Array(products);
  const best = createBest(TOP);
  const skip = (slot: number) => excluded[slot] === 1;
  const byIndex = (a: number, b: number) => a - b;
  for (const question of questions) {
    for (const product of question.excluded) excluded[product] = 1;
    for (const [memory, indices] of byMemory) {
      addPast(question.past, memory);
      addFloor(board, next.popular, excluded);
      for (const index of indices) {
        const blend = blends[index]!;
        selectBest(board, (slot) => nextScoreOf(board, slot, blend), best, skip, byIndex);
        tally(tallies[index]!, best, question.answers);
      }
      clearNextBoard(board);
    }
    for (const product of question.excluded) excluded[product] = 0;
  }
  return tallies.map(answered);

  function addPast(past: readonly Int32Array[], memory: number): void {
    const known = [...weighPast(past, memory, byIndex)].filter(([product]) => orders.orders[product]! > 0);
    let total = 0;
    for (const [, weight] of known) total += weight;
    for (const [product, weight] of known) {
      const list = { slots: next.lists.targets, from: next.lists.starts[product]!, to: next.lists.starts[product + 1]! };
      addStrengths(board, board.rows, list, next.lists.rows, weight / total);
      addStrengths(board, board.follows, list, next.lists.follows, weight / total);
      addStrengths(board, board.together, { slots: orders.targets, from: orders.starts[product]!, to: orders.starts[product + 1]! }, orders.ridge, weight / total);
    }
  }
}

/** The last order alone, as a cart: what counting pairs is asked. */
export const lastOrderOf = ({ past, answers, excluded }: NextQuestion) => ({ cart: past[0] ?? new Int32Array(), answers, excluded });

