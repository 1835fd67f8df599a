// The sums behind "what next": strengths of each target, added up over what a customer has bought, then blended. Like
// board.ts it works on small integers; rank-next.ts gives products slots, the backtest uses dense indices.
import type { Candidates } from './board.ts';
import type { NextBlend } from './parameters.ts';

/** One list of targets with its strengths, `from … to`. */
export interface StrengthList {
  readonly from: number;
  readonly to: number;
  readonly slots: Int32Array;
}

export interface NextBoard extends Candidates {
  rows: Float64Array;
  together: Float64Array;
  follows: Float64Array;
}

export function createNextBoard(slots: number): NextBoard {
  return {
    rows: new Float64Array(slots), together: new Float64Array(slots), follows: new Float64Array(slots),
    share: new Float64Array(slots), state: new Uint8Array(slots), touched: new Int32Array(slots), count: 0,
  };
}

export function clearNextBoard(board: NextBoard): void {
  for (let at = 0; at < board.count; at++) {
    const slot = board.touched[at]!;
    board.rows[slot] = 0;
    board.together[slot] = 0;
    board.follows[slot] = 0;
    board.state[slot] = 0;
  }
  board.count = 0;
}

/** Adds `weight` × `strengths` of a list to one of the board's sums. */
export function addStrengths(board: NextBoard, sums: Float64Array, list: StrengthList, strengths: ArrayLike<number>, weight: number): void {
  for (let at = list.from; at < list.to; at++) {
    const slot = list.slots[at]!;
    if (board.state[slot] === 0) {
      board.state[slot] = 1;
      board.touched[board.count++] = slot;
    }
    sums[slot] = sums[slot]! + strengths[at]! * weight;
  }
}

export const nextScoreOf = (board: NextBoard, slot: number, blend: NextBlend): number =>
  blend.rows * board.rows[slot]! + blend.together * board.together[slot]! + blend.follows * board.follows[slot]! + blend.popularity * board.share[slot]!;
