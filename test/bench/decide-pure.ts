// How long deciding itself takes, facts in hand: 200 candidates in the sets of one cart, some sold out, owned or below the
// floor, beside half a millisecond, which is what it may take; and one slot of 10,000 candidates of which the last can be
// had, which no shop has and nobody should wait for.
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import { decide } from '#app/domain/decision/decide.ts';
import type { DecisionFacts } from '#app/domain/decision/facts.ts';
import { customer, decisionFacts, NOW, policy, productFacts, setFacts, soldOut } from '#test/support/decision-facts.ts';
import type { Figure } from './figure.ts';

export const name = 'decide-pure';

/** Of so many rounds the quietest counts: what else the machine does is no part of deciding. */
const ROUNDS = 10;
const RUNS = 1_000;
const WARM_UP = 2_000;
const ALLOWED_MS = 0.5;
const SETS = 20;
const SLOTS = 2;
const CANDIDATES = 5;

export async function* run(): AsyncGenerator<Figure> {
  const rails = { ...policy(), includedTaxBp: 1_900 };
  const facts = ordinary();
  for (let at = 0; at < WARM_UP; at++) decide(facts, rails, NOW, String(at));
  const rounds = Array.from({ length: ROUNDS }, () => Array.from({ length: RUNS }, (_, at) => timed(() => decide(facts, rails, NOW, String(at)))).sort((one, other) => one - other));
  const times = rounds.reduce((quietest, round) => (at99(round) < at99(quietest) ? round : quietest));
  const candidates = SETS * SLOTS * CANDIDATES;
  for (const [quantile, share] of [['p50', 0.5], ['p99', 0.99]] as const) {
    const value = times[Math.floor(RUNS * share)] ?? 0;
    yield { bench: name, metric: `decide on ${candidates} candidates, ${quantile}, beside what it may take`, value, unit: 'ms', reference: ALLOWED_MS, ratio: value / ALLOWED_MS };
  }
  const endless = oneSlotOf(10_000);
  const value = Math.min(...Array.from({ length: 5 }, () => timed(() => decide(endless, rails, NOW, 's'))));
  yield { bench: name, metric: 'decide on one slot of 10,000 candidates, all but the last sold out', value, unit: 'ms', reference: null, ratio: null };
}

const at99 = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length * 0.99)] ?? 0;

function timed(work: () => unknown): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

/** Every fifth sold out, every seventh owned, every third too thin for a discount; in ten kinds. */
function ordinary(): DecisionFacts {
  const ids = Array.from({ length: SETS * SLOTS * CANDIDATES }, (_, at) => BigInt(at + 2));
  const products = ids.map((id): ProductFacts => productFacts(id, { productType: `Kind ${id % 10n}`, title: `Thing ${id} of kind ${id % 10n}`, variant: { ...(id % 5n === 0n ? soldOut : {}), unitCostMinor: id % 3n === 0n ? 8_000 : 4_000 } }));
  const sets = Array.from({ length: SETS }, (_, set) =>
    setFacts(Array.from({ length: SLOTS }, (_, slot) => ids.slice((set * SLOTS + slot) * CANDIDATES, (set * SLOTS + slot + 1) * CANDIDATES)), { setId: `set-${set}` }));
  return decisionFacts(products, sets, {
    chances: new Map(ids.map((id) => [id, Number(id % 30n) / 100])),
    companions: ids.map((productId) => ({ productId, score: Number(productId % 30n) / 100 })),
    customer: customer({ bought: new Map(ids.filter((id) => id % 7n === 0n).map((id) => [id, { firstAt: NOW, lastAt: NOW, times: 1 }])) }),
  });
}

function oneSlotOf(count: number): DecisionFacts {
  const ids = Array.from({ length: count }, (_, at) => BigInt(at + 2));
  return decisionFacts(ids.map((id, at) => productFacts(id, at < count - 1 ? { variant: soldOut } : {})), [setFacts([ids])]);
}
