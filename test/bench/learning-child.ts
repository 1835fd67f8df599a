// One measurement of learning in a process of its own, so that its peak memory is its own: "count" is the bare minimum,
// pairs counted with inverted lists and one accumulator and thrown away; "rank" is counting and ranking: pair counts, the
// weighed counts, popularity, and the best list of every product by the pair part (Dirichlet); "ridge" is the regression
// on top of that; "learn" is what the app does, backtest and "what next" included.
import { readOrders } from '#app/commands/predict-io.ts';
import { learnAssociations, neighboursOf } from '#app/domain/association/learn.ts';
import { buildLists, popularity } from '#app/domain/association/lists.ts';
import { fitRidge } from '#app/domain/association/local-ridge.ts';
import type { OrderHistory } from '#app/domain/association/order-history.ts';
import { countPairs, type PairCounts, weighPairs } from '#app/domain/association/pair-counts.ts';
import { DEFAULTS, LIST_LENGTH, POPULAR_LENGTH } from '#app/domain/association/parameters.ts';
import { syntheticHistory } from './synthetic-orders.ts';

const [work, source] = process.argv.slice(2);
const [orders, products] = source!.split('x').map(Number);
const history = products ? syntheticHistory(orders!, products) : await readOrders(source!, Number.POSITIVE_INFINITY);

/** Both in turns, the best of each: what else the machine does slows down both alike, but not always at once. */
const ROUNDS = 7;

if (work === 'rank') {
  let [bare, rank] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let counts: PairCounts | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    bare = Math.min(bare, secondsOf(() => bareCount(history)));
    rank = Math.min(rank, secondsOf(() => { counts = countAndRank(history); }));
  }
  const ridge = secondsOf(() => fitRidge(counts!, weighPairs(history, counts!, DEFAULTS.ridgeWeighting), { ...DEFAULTS.ridge, neighbours: neighboursOf(counts!, DEFAULTS) }));
  tell({ bareSeconds: bare, rankSeconds: rank, ridgeSeconds: ridge });
} else {
  const began = performance.now();
  let fitting = began;
  if (work === 'count') bareCount(history);
  else learnAssociations(history, (step, fraction) => {
    if (step === 'fitting' && fraction === 0) fitting = performance.now();
  });
  const ended = performance.now();
  tell({ totalSeconds: (ended - began) / 1_000, choosingSeconds: (fitting - began) / 1_000, fitSeconds: (ended - fitting) / 1_000 });
}

function tell(seconds: Record<string, number>): void {
  process.stdout.write(JSON.stringify({ ...seconds, peakMegabytes: process.resourceUsage().maxRSS / 1_024 }));
}

function secondsOf(run: () => void): number {
  const began = performance.now();
  run();
  return (performance.now() - began) / 1_000;
}

function countAndRank(of: OrderHistory): PairCounts {
  const counts = countPairs(of);
  const weighed = weighPairs(of, counts, DEFAULTS.pairWeighting);
  popularity(weighed.weight, POPULAR_LENGTH);
  buildLists(counts, weighed, null, LIST_LENGTH);
  return counts;
}

function bareCount({ starts, lines, productKeys }: OrderHistory): number {
  const products = productKeys.length;
  const from = new Int32Array(products + 1);
  for (const product of lines) from[product + 1]!++;
  for (let product = 0; product < products; product++) from[product + 1]! += from[product]!;
  const next = from.slice();
  const inverted = new Int32Array(lines.length);
  for (let order = 0; order + 1 < starts.length; order++)
    for (let line = starts[order]!; line < starts[order + 1]!; line++) inverted[next[lines[line]!]!++] = order;
  const seen = new Int32Array(products);
  let pairs = 0;
  for (let product = 0; product < products; product++) {
    for (let at = from[product]!; at < from[product + 1]!; at++) {
      const order = inverted[at]!;
      for (let line = starts[order]!; line < starts[order + 1]!; line++) if (lines[line]! > product && seen[lines[line]!]!++ === 0) pairs++;
    }
    for (let at = from[product]!; at < from[product + 1]!; at++) {
      const order = inverted[at]!;
      for (let line = starts[order]!; line < starts[order + 1]!; line++) seen[lines[line]!] = 0;
    }
  }
  return pairs;
}
