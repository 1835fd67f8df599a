// What is stored of "what next": for each source product one short list of targets with two strengths, from customers as
// rows and from what follows what. Single precision, in memory as in the database, so that both rank alike.
import type { RidgeWeights } from './local-ridge.ts';
import { transpose } from './lists.ts';
import { markStrongest } from './strongest.ts';
import type { Transitions } from './transitions.ts';

/** Dense, by source: targets of product i stand at `starts[i] … starts[i + 1]`, ascending. */
export interface NextLists {
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  readonly rows: Float32Array;
  readonly follows: Float32Array;
}

/** Strongest regression weights kept for each source; as many at most come from transitions. */
const NEXT_LIST_LENGTH = 60;

export function buildNextLists(ridge: RidgeWeights, transitions: Transitions): NextLists {
  const products = ridge.counts.length;
  const bySource = transpose(ridge, products);
  const starts = new Int32Array(products + 1);
  const targets = new Int32Array(products * NEXT_LIST_LENGTH + transitions.targets.length);
  const rows = new Float32Array(targets.length);
  const follows = new Float32Array(targets.length);
  const strength = new Float64Array(products);
  const kept = new Uint8Array(products);
  let used = 0;
  for (let source = 0; source < products; source++) {
    const [from, to] = [bySource.starts[source]!, bySource.starts[source + 1]!];
    for (let at = from; at < to; at++) strength[at - from] = Math.abs(bySource.weights[at]!);
    markStrongest(strength, kept, to - from, NEXT_LIST_LENGTH);
    // Both are ascending by target, so they merge.
    let follow = transitions.starts[source]!;
    const followEnd = transitions.starts[source + 1]!;
    for (let at = from; at < to; at++) {
      if (kept[at - from] === 0) continue;
      for (; follow < followEnd && transitions.targets[follow]! < bySource.targets[at]!; follow++) add(transitions.targets[follow]!, 0, transitions.strengths[follow]!);
      const isBoth = follow < followEnd && transitions.targets[follow] === bySource.targets[at];
      add(bySource.targets[at]!, bySource.weights[at]!, isBoth ? transitions.strengths[follow++]! : 0);
    }
    for (; follow < followEnd; follow++) add(transitions.targets[follow]!, 0, transitions.strengths[follow]!);
    kept.fill(0, 0, to - from);
    starts[source + 1] = used;
  }
  return { starts, targets: targets.slice(0, used), rows: rows.slice(0, used), follows: follows.slice(0, used) };

  function add(target: number, row: number, following: number): void {
    targets[used] = target;
    rows[used] = row;
    follows[used++] = following;
  }
}
