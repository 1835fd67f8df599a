// The sums behind every ranking: features of each target, added up over the products of a cart, then blended and
// cut to the best few. Works on small integers ("slots"); rank.ts gives products slots, the backtest uses dense indices.
import type { Blend } from './parameters.ts';

export interface SlotList {
  readonly weight: number;
  readonly from: number;
  readonly to: number;
  readonly slots: Int32Array;
  readonly ridge: ArrayLike<number>;
  readonly pairs: ArrayLike<number>;
}

/** Who may be chosen. */
export interface Candidates {
  /** Popularity share of each slot; the caller fills it. */
  share: Float64Array;
  /** 0 untouched, 1 a candidate. */
  state: Uint8Array;
  touched: Int32Array;
  count: number;
}

export interface Board extends Candidates {
  ridge: Float64Array;
  pairs: Float64Array;
  /** Σ backoff / (n_i + backoff): how much of plain popularity is believed. */
  background: number;
}

export function createBoard(slots: number): Board {
  return {
    ridge: new Float64Array(slots), pairs: new Float64Array(slots), share: new Float64Array(slots),
    state: new Uint8Array(slots), touched: new Int32Array(slots), count: 0, background: 0,
  };
}

export function clearBoard(board: Board): void {
  for (let at = 0; at < board.count; at++) {
    const slot = board.touched[at]!;
    board.ridge[slot] = 0;
    board.pairs[slot] = 0;
    board.state[slot] = 0;
  }
  board.count = 0;
  board.background = 0;
}

export function touch(board: Candidates, slot: number): void {
  if (board.state[slot] !== 0) return;
  board.state[slot] = 1;
  board.touched[board.count++] = slot;
}

/** Adds one cart product's list. */
export function addList(board: Board, list: SlotList, backoff: number): void {
  const scale = 1 / (list.weight + backoff);
  board.background += backoff * scale;
  for (let at = list.from; at < list.to; at++) {
    const slot = list.slots[at]!;
    touch(board, slot);
    board.ridge[slot] = board.ridge[slot]! + list.ridge[at]!;
    board.pairs[slot] = board.pairs[slot]! + list.pairs[at]! * scale;
  }
}

export function scoreOf(board: Board, slot: number, blend: Blend): number {
  return blend.ridge * board.ridge[slot]! + blend.pairs * (board.pairs[slot]! + board.share[slot]! * board.background);
}

export interface Best {
  readonly slots: Int32Array;
  readonly scores: Float64Array;
  count: number;
}

export const createBest = (limit: number): Best => ({ slots: new Int32Array(limit), scores: new Float64Array(limit), count: 0 });

/**
 * The best candidates by score; ties by popularity, then by `compare`.
 * @param skip slots that may not be chosen
 */
export function selectBest(
  board: Candidates, scoreOfSlot: (slot: number) => number, best: Best, skip: (slot: number) => boolean, compare: (a: number, b: number) => number,
): void {
  const limit = best.slots.length;
  best.count = 0;
  for (let at = 0; at < board.count; at++) {
    const slot = board.touched[at]!;
    const score = scoreOfSlot(slot);
    if (best.count === limit && score < best.scores[limit - 1]!) continue;
    if (skip(slot)) continue;
    let place = best.count < limit ? best.count++ : limit;
    while (place > 0 && isBefore(slot, score, best.slots[place - 1]!, best.scores[place - 1]!)) {
      if (place < limit) {
        best.slots[place] = best.slots[place - 1]!;
        best.scores[place] = best.scores[place - 1]!;
      }
      place--;
    }
    if (place < limit) {
      best.slots[place] = slot;
      best.scores[place] = score;
    }
  }

  function isBefore(a: number, scoreA: number, b: number, scoreB: number): boolean {
    if (scoreA !== scoreB) return scoreA > scoreB;
    const shares = board.share[a]! - board.share[b]!;
    return shares !== 0 ? shares > 0 : compare(a, b) < 0;
  }
}
