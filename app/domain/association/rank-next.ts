// The one ranking of what a customer buys next, from all they have bought, best first. As with rank.ts the app calls it
// with lists read from the database and `npm run predict` with lists in memory, and both get the same to the last bit.
import { createBest, selectBest, touch } from './board.ts';
import { addStrengths, createNextBoard, nextScoreOf } from './next-board.ts';
import type { NextParameters } from './parameters.ts';
import { weighPast } from './past.ts';
import { compareKeys, popularBeside, type ProductKey } from './rank.ts';
import { createSlots } from './slots.ts';

/** What the history says comes next after one product; arrays of one length by targets of their own. */
export interface NextList<Key extends ProductKey> {
  readonly targets: readonly Key[];
  readonly rows: ArrayLike<number>;
  readonly follows: ArrayLike<number>;
  /** Of the product's association list: bought together. */
  readonly togetherTargets: readonly Key[];
  readonly together: ArrayLike<number>;
}

export interface RankedNext<Key extends ProductKey> {
  readonly product: Key;
  readonly score: number;
  /** What of the past speaks for it most; null where only popularity speaks. */
  readonly because: Key | null;
}

/** What all products share. */
export interface NextModel<Key extends ProductKey> {
  readonly parameters: NextParameters;
  /** Most bought lately first. */
  readonly popular: readonly Key[];
  readonly shares: ReadonlyMap<Key, number>;
}

/** Products whose lists a ranking asks for, with their weights. @param past products of each order, the newest first */
export const pastProducts = <Key extends ProductKey>(model: NextModel<Key>, past: readonly Iterable<Key>[]): Map<Key, number> =>
  weighPast(past, model.parameters.blend.memory, compareKeys);

/**
 * @param weights of what the customer has bought, as `pastProducts` gives them
 * @param lists of those products, as far as the model knows them
 * @param exclude never returned: what the customer owns, for instance
 * @returns at most `limit` products by falling score; ties by popularity, then by key as text
 */
export function rankNext<Key extends ProductKey>(
  model: NextModel<Key>, lists: ReadonlyMap<Key, NextList<Key>>, weights: ReadonlyMap<Key, number>, exclude: ReadonlySet<Key>, limit: number,
): RankedNext<Key>[] {
  const { blend } = model.parameters;
  const known = [...weights].filter(([key]) => lists.has(key));
  let total = 0;
  for (const [, weight] of known) total += weight;

  const { keys, slots, slotOf } = createSlots<Key>();
  const parts = known.map(([key, weight]) => {
    const list = lists.get(key)!;
    return { key, list, weight: weight / total, next: Int32Array.from(list.targets, slotOf), together: Int32Array.from(list.togetherTargets, slotOf) };
  });
  const filler = popularBeside(model.popular, slots, (key) => exclude.has(key), limit).map(slotOf);

  const board = createNextBoard(keys.length);
  keys.forEach((key, slot) => {
    board.share[slot] = model.shares.get(key) ?? 0;
  });
  for (const { list, weight, next, together } of parts) {
    addStrengths(board, board.rows, { slots: next, from: 0, to: next.length }, list.rows, weight);
    addStrengths(board, board.follows, { slots: next, from: 0, to: next.length }, list.follows, weight);
    addStrengths(board, board.together, { slots: together, from: 0, to: together.length }, list.together, weight);
  }
  for (const slot of filler) touch(board, slot);
  const best = createBest(limit);
  const score = (slot: number) => nextScoreOf(board, slot, blend);
  selectBest(board, score, best, (slot) => exclude.has(keys[slot]!), (a, b) => compareKeys(keys[a]!, keys[b]!));
  return Array.from({ length: best.count }, (_, at) => ({ product: keys[best.slots[at]!]!, score: best.scores[at]!, because: strongest(best.slots[at]!) }));

  function strongest(slot: number): Key | null {
    let because: Key | null = null;
    let most = 0;
    for (const { key, list, weight, next, together } of parts) {
      const at = next.indexOf(slot);
      const togetherAt = together.indexOf(slot);
      const part = weight * ((at < 0 ? 0 : blend.rows * list.rows[at]! + blend.follows * list.follows[at]!) + (togetherAt < 0 ? 0 : blend.together * list.together[togetherAt]!));
      if (part > most) [because, most] = [key, part];
    }
    return because;
  }
}
