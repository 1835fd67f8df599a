// "What next": chosen on the shop's own customers who came back, then fitted on all orders. It stands only where it answers
// more of them than popularity does, by more than chance.
import { customerRows, weighRows, type CustomerRows } from './customer-rows.ts';
import type { NextQuestion } from './held-out.ts';
import type { SourceLists } from './lists.ts';
import { fitRidge, ridgeCost } from './local-ridge.ts';
import { type DenseNextModel, measureNext } from './measure-next.ts';
import { buildNextLists } from './next-lists.ts';
import type { OrderHistory } from './order-history.ts';
import { countPairs, type InvertedLists, type PairCounts } from './pair-counts.ts';
import { DEFAULTS, NEXT_BLENDS, NEXT_DECAYS, NEXT_LAMBDAS, NEXT_POPULARITY, NEXT_POPULARITY_ONLY, type NextBlend, type NextParameters, POPULARITY_DAYS } from './parameters.ts';
import { best, BEYOND_CHANCE, BEYOND_LUCK, FEWEST_QUESTIONS, type Measured } from './choice.ts';
import { plainPopularity, popularityLately } from './popular.ts';
import { type Answered, isBeyondChance, type Quality } from './tally.ts';
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
  return { lists: buildNextLists(ridge, counts.transitions), ...popularityLately(counts.history, parameters.popularityDays) };
}

/** A few blends to tell one fit from another by: by what they answer on average, which chance moves less than the best. */
const PROBES: readonly NextBlend[] = [0.1, 1, 3].map((popular) => ({ ...DEFAULTS.next.blend, popularity: popular }));

/**
 * @param orders lists of the model of orders, of the same history
 * @param inverted of the same history
 * @param unasked what stands where too few customers came back to be asked
 * @param onProgress called with the fraction of the work that is done
 */
export function chooseNext(
  history: OrderHistory, inverted: InvertedLists, orders: SourceLists, questions: readonly NextQuestion[], unasked: NextParameters, onProgress: (fraction: number) => void,
): { parameters: NextParameters; quality: Quality } {
  const counts = countNext(history, inverted);
  const standing = DEFAULTS.next;
  if (questions.length < FEWEST_QUESTIONS)
    return { parameters: unasked, quality: measureNext(orders, fitCounted(counts, unasked), questions, [unasked.blend])[0]!.quality };
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
    const aged = { ...model, ...popularityLately(history, popularityDays) };
    return { choice: { ...choice, popularityDays }, model: aged, quality: probe(orders, aged, questions) };
  }));
  const plain = measureNext(orders, { ...model, ...plainPopularity(history) }, questions, [NEXT_POPULARITY_ONLY])[0]!;
  const blend = chooseNextBlend(orders, byPopularity.model, plain, questions);
  onProgress(1);
  return { parameters: blend ? { ...byPopularity.choice, blend: blend.choice } : NEXT_POPULARITY, quality: (blend?.answered ?? plain).quality };
}

function probe(orders: SourceLists, model: DenseNextModel, questions: readonly NextQuestion[]): number {
  const measured = measureNext(orders, model, questions, PROBES);
  return measured.reduce((sum, { quality }) => sum + quality.recall10, 0) / measured.length;
}

/** @returns undefined where nothing is better than `plain`, the popularity of all orders, beyond chance */
function chooseNextBlend(orders: SourceLists, model: DenseNextModel, plain: Answered, questions: readonly NextQuestion[]): { choice: NextBlend; answered: Answered } | undefined {
  const candidates = [DEFAULTS.next.blend, ...NEXT_BLENDS, NEXT_POPULARITY_ONLY];
  const measured = measureNext(orders, model, questions, candidates).map((answered, at) => ({ choice: candidates[at]!, answered, quality: answered.quality.recall10 }));
  const [standing, lately] = [measured[0]!, measured.at(-1)!];
  const top = best(measured);
  const chosen = isBeyondChance(top.answered.recalls, standing.answered.recalls, BEYOND_DOUBT) ? top : standing;
  const isLatelyBetter = isBeyondChance(lately.answered.recalls, plain.recalls, BEYOND_DOUBT);
  const floor = isLatelyBetter ? lately.answered : plain;
  const beats = (one: typeof chosen, errors: number) => isBeyondChance(one.answered.recalls, floor.recalls, errors);
  if (beats(chosen, BEYOND_CHANCE)) return chosen;
  if (beats(standing, BEYOND_LUCK)) return standing;
  return isLatelyBetter ? lately : undefined;
}
