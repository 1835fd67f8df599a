// How good a model's answers are on held-out orders, beside what anybody could have: counting pairs, and popularity.
import { addList, type Candidates, clearBoard, createBest, createBoard, scoreOf, selectBest, touch } from './board.ts';
import type { Question } from './held-out.ts';
import type { SourceLists } from './lists.ts';
import type { PairCounts } from './pair-counts.ts';
import type { Blend } from './parameters.ts';
import { POPULARITY_ONLY } from './parameters.ts';
import { type Answered, answered, createTally, type Quality, tally, TOP } from './tally.ts';

/** A model as the backtest reads it: dense lists with dense popularity. */
export interface DenseModel {
  readonly lists: SourceLists;
  readonly popular: Int32Array;
  readonly shares: Float64Array;
}

/** One quality per blend, all from one pass over the questions. */
export function measureBlends(model: DenseModel, questions: readonly Question[], blends: readonly Blend[]): Answered[] {
  const products = model.lists.orders.length;
  const board = createBoard(products);
  model.popular.forEach((product, rank) => {
    board.share[product] = model.shares[rank]!;
  });
  const tallies = blends.map(() => createTally(questions.length));
  const byBackoff = Map.groupBy(blends.keys(), (index) => blends[index]!.backoff);
  const excluded = new Uint8Array(products);
  const best = createBest(TOP);
  const { lists } = model;
  for (const question of questions) {
    for (const product of question.excluded) excluded[product] = 1;
    for (const [backoff, indices] of byBackoff) {
      for (const product of question.cart)
        addList(board, {
          weight: lists.weight[product]!, from: lists.starts[product]!, to: lists.starts[product + 1]!,
          slots: lists.targets, ridge: lists.ridge, pairs: lists.pairs,
        }, backoff);
      addFloor(board, model.popular, excluded);
      for (const index of indices) {
        const blend = blends[index]!;
        selectBest(board, (slot) => scoreOf(board, slot, blend), best, (slot) => excluded[slot] === 1, (a, b) => a - b);
        tally(tallies[index]!, best, question.answers);
      }
      clearBoard(board);
    }
    for (const product of question.excluded) excluded[product] = 0;
  }
  return tallies.map(answered);
}

/** What counting pairs gives: orders that hold both, summed over the cart. */
export function measureCounting(counts: PairCounts, popular: DenseModel, questions: readonly Question[]): Quality {
  const lists: SourceLists = {
    ...counts, weight: new Float64Array(counts.orders.length), ridge: new Float64Array(counts.targets.length),
    pairs: Float64Array.from(counts.support),
  };
  // With n_i taken as 0 and a back-off of 1, the blend's second part is the plain sum (plus a popularity below 1, for ties).
  return measureBlends({ ...popular, lists }, questions, [{ ridge: 0, pairs: 1, backoff: 1 }])[0]!.quality;
}

export function measurePopularity(model: DenseModel, questions: readonly Question[]): Quality {
  return measureBlends(model, questions, [POPULARITY_ONLY])[0]!.quality;
}

/** The most popular products that nothing else names, as far down as there is room for. */
export function addFloor(board: Candidates, popular: Int32Array, excluded: Uint8Array): void {
  let open = TOP;
  for (let rank = 0; rank < popular.length && open > 0; rank++) {
    const product = popular[rank]!;
    if (board.state[product] === 1 || excluded[product] === 1) continue;
    touch(board, product);
    open--;
  }
}
