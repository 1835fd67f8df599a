// From orders to a model: parameters are chosen on the shop's own latest orders, held out, then everything is fitted
// again on all of them. Work is bounded before it is begun, by counting the multiplications it would take.
import { measureBlends, measureCounting, measurePopularity } from './backtest.ts';
import type { DenseModel, Quality } from './backtest.ts';
import { askQuestions, heldOutOrders } from './held-out.ts';
import type { Questions } from './held-out.ts';
import { buildLists, popularity } from './lists.ts';
import type { SourceLists } from './lists.ts';
import { fitRidge, ridgeCost } from './local-ridge.ts';
import { firstOrders } from './order-history.ts';
import type { OrderHistory } from './order-history.ts';
import { countPairs, weighPairs } from './pair-counts.ts';
import type { PairCounts, Weighting } from './pair-counts.ts';
import { BACKOFFS, BLENDS, DECAYS, DEFAULTS, LAMBDAS, LIST_LENGTH, MOMENTS, POPULAR_LENGTH, SIZE_EXPONENTS } from './parameters.ts';
import type { Blend, ModelParameters, Moment } from './parameters.ts';

export interface LearnedModel {
  readonly parameters: ModelParameters;
  readonly backtest: Backtest;
  readonly orders: number;
  readonly lists: SourceLists;
  readonly popular: Int32Array;
  readonly shares: Float64Array;
}

/** What the merchant is shown: this model beside counting pairs and beside plain popularity, on orders none had seen. */
export interface Backtest {
  readonly heldOut: number;
  /** False when there were too few orders to ask; the parameters are then the defaults. */
  readonly asked: boolean;
  readonly moments: Readonly<Record<Moment, { model: Quality; counting: Quality; popularity: Quality }>> | null;
}

/** Fewer questions than this say more about chance than about the shop. */
const FEWEST_QUESTIONS = 60;
/** Multiplications: some two to three seconds for the final fit, one for each of the backtest's. */
const FIT_BUDGET = 3e9;
const BACKTEST_FIT_BUDGET = 1e9;
const NEIGHBOUR_CHOICES = [100, 70, 50, 30, 20];

export type Progress = (step: 'choosing' | 'fitting', fraction: number) => void;

export function learnAssociations(history: OrderHistory, onProgress: Progress = () => undefined): LearnedModel {
  const { parameters, backtest } = chooseParameters(history, (fraction) => onProgress('choosing', fraction));
  onProgress('fitting', 0);
  const model = fitModel(history, parameters);
  onProgress('fitting', 1);
  return { ...model, parameters, backtest, orders: history.orderedAtMs.length };
}

/** The model of these orders with given parameters. */
export function fitModel(history: OrderHistory, parameters: ModelParameters): DenseModel {
  const counts = countPairs(history);
  return modelOf(history, counts, parameters, neighboursWithin(counts, parameters.ridge.neighbours, FIT_BUDGET));
}

function modelOf(history: OrderHistory, counts: PairCounts, parameters: ModelParameters, neighbours: number | null): DenseModel {
  const weighed = weighPairs(history, counts, parameters.pairWeighting);
  const ridge = neighbours === null ? null
    : fitRidge(counts, weighPairs(history, counts, parameters.ridgeWeighting), { ...parameters.ridge, neighbours });
  const top = popularity(weighed.weight, POPULAR_LENGTH);
  return { lists: buildLists(counts, weighed, ridge, LIST_LENGTH), popular: top.products, shares: top.shares };
}

function neighboursWithin(counts: PairCounts, wanted: number, budget: number): number {
  const allowed = NEIGHBOUR_CHOICES.filter((choice) => choice <= wanted);
  return allowed.find((choice) => ridgeCost(counts, choice) <= budget) ?? allowed.at(-1) ?? wanted;
}

/** One parameter after the other, each kept if it answers more of the held-out questions. */
export function chooseParameters(history: OrderHistory, onProgress: (fraction: number) => void): { parameters: ModelParameters; backtest: Backtest } {
  const orders = history.orderedAtMs.length;
  const heldOut = heldOutOrders(orders);
  const questions = askQuestions(history, orders - heldOut);
  if (questions.single.length < FEWEST_QUESTIONS)
    return { parameters: DEFAULTS, backtest: { heldOut, asked: false, moments: null } };
  const train = firstOrders(history, orders - heldOut);
  const counts = countPairs(train);
  const search = { train, counts, questions, neighbours: neighboursWithin(counts, DEFAULTS.ridge.neighbours, BACKTEST_FIT_BUDGET) };

  const pairWeighting = choosePairWeighting(search, onProgress);
  const { ridge, ridgeWeighting, model } = chooseRidge(search, pairWeighting, onProgress);
  const chosen = MOMENTS.map((moment) => [moment, chooseBlend(model, questions, moment)] as const);
  const blends = Object.fromEntries(chosen.map(([moment, { blend }]) => [moment, blend])) as Record<Moment, Blend>;
  const plain = plainPopularity(counts, model);
  const moments = Object.fromEntries(chosen.map(([moment, { quality }]) => [moment, {
    model: quality,
    counting: measureCounting(counts, plain, questions[moment]),
    popularity: measurePopularity(plain, questions[moment]),
  }])) as NonNullable<Backtest['moments']>;
  return { parameters: { pairWeighting, ridgeWeighting, ridge, blends }, backtest: { heldOut, asked: true, moments } };
}

interface Search {
  readonly train: OrderHistory;
  readonly counts: PairCounts;
  readonly questions: Questions;
  readonly neighbours: number;
}

const PAIRS_ALONE: readonly Blend[] = BACKOFFS.map((backoff) => ({ ridge: 0, pairs: 1, backoff }));

function choosePairWeighting(search: Search, onProgress: (fraction: number) => void): Weighting {
  const quality = (weighting: Weighting) => {
    const model = modelOf(search.train, search.counts, { ...DEFAULTS, pairWeighting: weighting }, null);
    return Math.max(...measureBlends(model, search.questions.single, PAIRS_ALONE).map((each) => each.ndcg10));
  };
  const byDecay = best(DECAYS.map((decayDays) => ({ ...DEFAULTS.pairWeighting, decayDays })), quality);
  onProgress(0.15);
  const others = SIZE_EXPONENTS.filter((each) => each !== byDecay.choice.sizeExponent);
  const chosen = best(others.map((sizeExponent) => ({ ...byDecay.choice, sizeExponent })), quality, byDecay);
  onProgress(0.25);
  return chosen.choice;
}

function chooseRidge(search: Search, pairWeighting: Weighting, onProgress: (fraction: number) => void) {
  // Fuller carts are what the ridge is for; a shop that has none asks about single products.
  const asked = search.questions.full.length >= FEWEST_QUESTIONS ? search.questions.full : search.questions.single;
  const start = { ...DEFAULTS, pairWeighting, ridgeWeighting: { ...DEFAULTS.ridgeWeighting, decayDays: pairWeighting.decayDays } };
  let fits = 0;
  let kept: { model: DenseModel; quality: number } | undefined;
  const quality = (parameters: ModelParameters) => {
    const model = modelOf(search.train, search.counts, parameters, search.neighbours);
    const reached = Math.max(...measureBlends(model, asked, BLENDS).map((each) => each.ndcg10));
    if (!kept || reached > kept.quality) kept = { model, quality: reached };
    onProgress(0.25 + (0.65 * ++fits) / (LAMBDAS.length + SIZE_EXPONENTS.length - 1));
    return reached;
  };
  const byLambda = best(LAMBDAS.map((lambda) => ({ ...start, ridge: { ...start.ridge, lambda } })), quality);
  const others = SIZE_EXPONENTS.filter((each) => each !== start.ridgeWeighting.sizeExponent);
  const { choice } = best(
    others.map((sizeExponent) => ({ ...byLambda.choice, ridgeWeighting: { ...start.ridgeWeighting, sizeExponent } })), quality, byLambda);
  return { ridge: choice.ridge, ridgeWeighting: choice.ridgeWeighting, model: kept!.model };
}

function chooseBlend(model: DenseModel, questions: Questions, moment: Moment): { blend: Blend; quality: Quality } {
  const qualities = measureBlends(model, questions[moment], BLENDS);
  // A returning customer's order has many answers, so there what counts is how many of them are found.
  const reached = qualities.map((each) => (moment === 'next' ? each.recall10 : each.ndcg10));
  if (questions[moment].length < FEWEST_QUESTIONS) return { blend: DEFAULTS.blends[moment], quality: measureBlends(model, questions[moment], [DEFAULTS.blends[moment]])[0]! };
  const at = reached.indexOf(Math.max(...reached));
  return { blend: BLENDS[at]!, quality: qualities[at]! };
}

function plainPopularity(counts: PairCounts, model: DenseModel): DenseModel {
  const top = popularity(Float64Array.from(counts.orders), POPULAR_LENGTH);
  return { lists: model.lists, popular: top.products, shares: top.shares };
}

interface Choice<T> { choice: T; quality: number }

/** The best of several, the first of equals; `standing` stands until something beats it. */
function best<T>(candidates: readonly T[], quality: (candidate: T) => number, standing?: Choice<T>): Choice<T> {
  let chosen = standing;
  for (const choice of candidates) {
    const reached = quality(choice);
    if (!chosen || reached > chosen.quality) chosen = { choice, quality: reached };
  }
  return chosen!;
}
