// "What next": chosen on the shop's own customers who came back, then fitted on all orders. It stands only where it answers
// more of them than popularity does, by more than chance.
import { customerRows, weighRows, type CustomerRows } from './customer-rows.ts';
import type { NextQuestion } from './held-out.ts';
import { popularity, type SourceLists } from './lists.ts';
import { fitRidge, ridgeCost } from './local-ridge.ts';
import { type DenseNextModel, measureNext } from './measure-next.ts';
import { buildNextLists } from './next-lists.ts';
import type { OrderHistory } from './order-history.ts';
import { countPairs, type InvertedLists, orderWeights, type PairCounts } from './pair-counts.ts';
import { DEFAULTS, NEXT_BLENDS, NEXT_DECAYS, NEXT_LAMBDAS, NEXT_POPULARITY_ONLY, type NextBlend, type NextParameters, POPULAR_LENGTH, POPULARITY_DAYS } from './parameters.ts';
import { best, BEYOND_CHANCE, BEYOND_LUCK, FEWEST_QUESTIONS, type Measured } from './choice.ts';
import { isBeyondChance, type Quality } from './tally.ts';
import { countTransitions, type Transitions } from './transitions.ts';

/** Multiplications of a fit. */
const BUDGET = 1e9;
const NEIGHBOUR_CHOICES = [50, 30, 20, 10];
/** Most that is kept of what follows a product. */
const TRANSITIONS = 40;

/** Customers who came back are few, and the best of many blends among them is mostly luck: by one standard error it has to be. */
const BEYOND_DOUBT = 1;

/** What is counted once of a history, whatever the parameters. */
interface NextCounts {
  readonly history: OrderHistory;
  readonly rows: CustomerRows;
  readonly pairs: PairCounts;
  readonly transitions: Transitions;
}

function countNext(history: OrderHistory, inverted: InvertedLists): NextCounts {
  const rows = customerRows(history);
  return { history, rows, pairs: countPairs(rows.rows), transitions: countTransitions(history, inverted, TRANSITIONS) };
}

/** @param inverted of the same history */
export const fitNext = (history: OrderHistory, inverted: InvertedLists, parameters: NextParameters): DenseNextModel => fitCounted(countNext(history, inverted), parameters);

function fitCounted(counts: NextCounts, parameters: NextParameters): DenseNextModel {
  const wanted = NEIGHBOUR_CHOICES.filter((choice) => choice <= parameters.ridge.neighbours);
  const neighbours = wanted.find((choice) => ridgeCost(counts.pairs, choice) <= BUDGET) ?? wanted.at(-1) ?? parameters.ridge.neighbours;
  const ridge = fitRidge(counts.pairs, weighRows(counts.rows, counts.pairs, parameters.weighting), { ...parameters.ridge, neighbours });
  return { lists: buildNextLists(ridge, counts.transitions), ...recentPopularity(counts.history, parameters.popularityDays) };
}

function recentPopularity(history: OrderHistory, decayDays: number): { popular: Int32Array; shares: Float64Array } {
  const weights = orderWeights(history, { sizeExponent: 0, decayDays });
  const weight = new Float64Array(history.productKeys.length);
  for (let order = 0; order < weights.length; order++)
    for (let line = history.starts[order]!; line < history.starts[order + 1]!; line++) weight[history.lines[line]!] = weight[history.lines[line]!]! + weights[order]!;
  const { products, shares } = popularity(weight, POPULAR_LENGTH);
  return { popular: products, shares };
}

/** A few blends to tell one fit from another by: by what they answer on average, which chance moves less than the best. */
const PROBES: readonly NextBlend[] = [0.1, 1, 3].map((popular) => ({ ...DEFAULTS.next.blend, popularity: popular }));

/**
 * @param orders lists of the model of orders, of the same history
 * @param inverted of the same history
 * @param onProgress called with the fraction of the work that is done
 */
export function chooseNext(
  history: OrderHistory, inverted: InvertedLists, orders: SourceLists, questions: readonly NextQuestion[], onProgress: (fraction: number) => void,
): { parameters: NextParameters; quality: Quality } {
  const counts = countNext(history, inverted);
  const standing = DEFAULTS.next;
  if (questions.length < FEWEST_QUESTIONS)
    return { parameters: standing, quality: measureNext(orders, fitCounted(counts, standing), questions, [standing.blend])[0]!.quality };
  const fits = NEXT_DECAYS.length + NEXT_LAMBDAS.length - 1;
  let done = 0;
  const fitted = (choice: NextParameters): Measured<NextParameters> & { model: DenseNextModel } => {
    const model = fitCounted(counts, choice);
    const quality = probe(orders, model, questions);
    onProgress(++done / (fits + 1));
    return { choice, model, quality };
  };
  const byDecay = best(NEXT_DECAYS.map((decayDays) => fitted({ ...standing, weighting: { ...standing.weighting, decayDays } })));
  const others = NEXT_LAMBDAS.filter((lambda) => lambda !== standing.ridge.lambda);
  const { choice, model } = best([byDecay, ...others.map((lambda) => fitted({ ...byDecay.choice, ridge: { ...byDecay.choice.ridge, lambda } }))]);
  const byPopularity = best(POPULARITY_DAYS.map((popularityDays) => {
    const aged = { ...model, ...recentPopularity(history, popularityDays) };
    return { choice: { ...choice, popularityDays }, model: aged, quality: probe(orders, aged, questions) };
  }));
  const blend = chooseNextBlend(orders, byPopularity.model, questions);
  onProgress(1);
  return { parameters: { ...byPopularity.choice, blend: blend.choice }, quality: blend.quality };
}

function probe(orders: SourceLists, model: DenseNextModel, questions: readonly NextQuestion[]): number {
  const measured = measureNext(orders, model, questions, PROBES);
  return measured.reduce((sum, { quality }) => sum + quality.recall10, 0) / measured.length;
}

function chooseNextBlend(orders: SourceLists, model: DenseNextModel, questions: readonly NextQuestion[]): { choice: NextBlend; quality: Quality } {
  const candidates = [DEFAULTS.next.blend, ...NEXT_BLENDS, NEXT_POPULARITY_ONLY];
  const measured = measureNext(orders, model, questions, candidates).map((answered, at) => ({ choice: candidates[at]!, answered, quality: answered.quality.recall10 }));
  const [standing, floor] = [measured[0]!, measured.at(-1)!];
  const top = best(measured);
  const chosen = isBeyondChance(top.answered.recalls, standing.answered.recalls, BEYOND_DOUBT) ? top : standing;
  const beats = (one: typeof chosen, errors: number) => isBeyondChance(one.answered.recalls, floor.answered.recalls, errors);
  const { choice, answered } = beats(chosen, BEYOND_CHANCE) ? chosen : beats(standing, BEYOND_LUCK) ? standing : floor;
  return { choice, quality: answered.quality };
}
