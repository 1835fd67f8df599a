// How good a model's answers are on held-out orders, beside what anybody could have: counting pairs, and popularity.
import { addList, clearBoard, createBest, createBoard, selectBest, touch } from './board.ts';
import type { Best, Board } from './board.ts';
import type { Question } from './held-out.ts';
import type { SourceLists } from './lists.ts';
import type { PairCounts } from './pair-counts.ts';
import type { Blend } from './parameters.ts';
import { POPULARITY_ONLY } from './parameters.ts';

/** Means over the questions; for one hidden product, recall is the hit rate. */
export interface Quality {
  readonly questions: number;
  readonly ndcg10: number;
  readonly hit10: number;
  readonly recall10: number;
}

/** A model as the backtest reads it: dense lists with dense popularity. */
export interface DenseModel {
  readonly lists: SourceLists;
  readonly popular: Int32Array;
  readonly shares: Float64Array;
}

const TOP = 10;

/** One quality per blend, all from one pass over the questions. */
export function measureBlends(model: DenseModel, questions: readonly Question[], blends: readonly Blend[]): Quality[] {
  const products = model.lists.orders.length;
  const board = createBoard(products);
  model.popular.forEach((product, rank) => {
    board.share[product] = model.shares[rank]!;
  });
  const tallies = blends.map(() => createTally());
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
        selectBest(board, blends[index]!, best, (slot) => excluded[slot] === 1, (a, b) => a - b);
        tally(tallies[index]!, best, question);
      }
      clearBoard(board);
    }
    for (const product of question.excluded) excluded[product] = 0;
  }
  return tallies.map((sums) => meansOf(sums, questions.length));
}

/** What counting pairs gives: orders that hold both, summed over the cart. */
export function measureCounting(counts: PairCounts, popular: DenseModel, questions: readonly Question[]): Quality {
  const lists: SourceLists = {
    ...counts, weight: new Float64Array(counts.orders.length), ridge: new Float64Array(counts.targets.length),
    pairs: Float64Array.from(counts.support),
  };
  // With n_i taken as 0 and a back-off of 1, the blend's second part is the plain sum (plus a popularity below 1, for ties).
  return measureBlends({ ...popular, lists }, questions, [{ ridge: 0, pairs: 1, backoff: 1 }])[0]!;
}

export function measurePopularity(model: DenseModel, questions: readonly Question[]): Quality {
  return measureBlends(model, questions, [POPULARITY_ONLY])[0]!;
}

function addFloor(board: Board, popular: Int32Array, excluded: Uint8Array): void {
  let open = TOP;
  for (let rank = 0; rank < popular.length && open > 0; rank++) {
    const product = popular[rank]!;
    if (board.state[product] === 1 || excluded[product] === 1) continue;
    touch(board, product);
    open--;
  }
}

interface Tally { ndcg: number; hit: number; recall: number }
const createTally = (): Tally => ({ ndcg: 0, hit: 0, recall: 0 });

const GAIN = Float64Array.from({ length: TOP }, (_, rank) => 1 / Math.log2(rank + 2));

function tally(sums: Tally, best: Best, question: Question): void {
  let gained = 0;
  let found = 0;
  for (let rank = 0; rank < best.count; rank++) {
    if (!question.answers.includes(best.slots[rank]!)) continue;
    gained += GAIN[rank]!;
    found++;
  }
  let ideal = 0;
  for (let rank = 0; rank < Math.min(TOP, question.answers.length); rank++) ideal += GAIN[rank]!;
  sums.ndcg += gained / ideal;
  sums.hit += found > 0 ? 1 : 0;
  sums.recall += found / question.answers.length;
}

function meansOf(sums: Tally, questions: number): Quality {
  const mean = (sum: number) => (questions === 0 ? 0 : sum / questions);
  return { questions, ndcg10: mean(sums.ndcg), hit10: mean(sums.hit), recall10: mean(sums.recall) };
}
