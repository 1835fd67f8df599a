// One measurement of learning in a process of its own, so that its peak memory is its own: "count" is the bare minimum,
// pairs counted with inverted lists and one accumulator and thrown away; "learn" is what the app does.
import { readOrders } from '#app/commands/predict-io.ts';
import { learnAssociations } from '#app/domain/association/learn.ts';
import type { OrderHistory } from '#app/domain/association/order-history.ts';
import { syntheticHistory } from './synthetic-orders.ts';

const [work, source] = process.argv.slice(2);
const [orders, products] = source!.split('x').map(Number);
const history = products ? syntheticHistory(orders!, products) : await readOrders(source!, Number.POSITIVE_INFINITY);

const began = performance.now();
let fitting = began;
const counted = work === 'count' ? bareCount(history) : learnAssociations(history, (step, fraction) => {
  if (step === 'fitting' && fraction === 0) fitting = performance.now();
}).lists.targets.length;
const ended = performance.now();
process.stdout.write(JSON.stringify({
  counted,
  orders: history.orderedAtMs.length,
  totalSeconds: (ended - began) / 1_000,
  fitSeconds: (ended - fitting) / 1_000,
  peakMegabytes: process.resourceUsage().maxRSS / 1_024,
}));

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
