// From orders to a model: parameters are chosen on the shop's own latest orders, held out, then everything is fitted
// again on all of them. Work is bounded before it is begun, by counting the multiplications it would take.
import { measureBlends, measureCounting, measurePopularity } from './backtest.ts';
import type { DenseModel, Quality } from './backtest.ts';
import { askQuestions, heldOutOrders } from './held-out.ts';
import type { Questions } from './held-out.ts';
import { buildLists, popularity } from './lists.ts';
import type { SourceLists } from './lists.ts';
import { fitRidge, ridgeCost } from './local-ridge.ts';
import { firstOrders, lastDays } from './order-history.ts';
import type { OrderHistory } from './order-history.ts';
import { countPairs, weighPairs } from './pair-counts.ts';
import type { PairCounts, Weighting } from './pair-counts.ts';
import { SHORT_HISTORY_DAYS } from './withheld-past.ts';
import { BACKOFFS, BLENDS, DECAYS, DEFAULTS, LAMBDAS, LIST_LENGTH, MOMENTS, PAIR_SIZE_EXPONENTS, POPULAR_LENGTH, POPULARITY_ONLY, RIDGE_SIZE_EXPONENTS } from './parameters.ts';
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
  /** The same questions to a model that knows the last 60 days alone; null where there is no older order. */
  readonly shortHistory: { orders: number; moments: Readonly<Record<Moment, Quality>> } | null;
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
    return { parameters: DEFAULTS, backtest: { heldOut, asked: false, moments: null, shortHistory: null } };
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
  const parameters = { pairWeighting, ridgeWeighting, ridge, blends };
  return { parameters, backtest: { heldOut, asked: true, moments, shortHistory: measureShortHistory(search, parameters) } };
}

function measureShortHistory({ train, questions, neighbours }: Search, parameters: ModelParameters): Backtest['shortHistory'] {
  const recent = lastDays(train, SHORT_HISTORY_DAYS);
  if (recent.orderedAtMs.length === train.orderedAtMs.length) return null;
  const model = modelOf(recent, countPairs(recent), parameters, neighbours);
  const quality = (moment: Moment) => measureBlends(model, questions[moment], [parameters.blends[moment]])[0]!;
  return { orders: recent.orderedAtMs.length, moments: { single: quality('single'), full: quality('full'), next: quality('next') } };
}

interface Search {
  readonly train: OrderHistory;
  readonly counts: PairCounts;
  readonly questions: Questions;
  readonly neighbours: number;
}

const PAIRS_ALONE: readonly Blend[] = BACKOFFS.map((backoff) => ({ ridge: 0, pairs: 1, backoff }));

function choosePairWeighting(search: Search, onProgress: (fraction: number) => void): Weighting {
  const measured = (choice: Weighting): Measured<Weighting> => {
    const model = modelOf(search.train, search.counts, { ...DEFAULTS, pairWeighting: choice }, null);
    return { choice, quality: Math.max(...measureBlends(model, search.questions.single, PAIRS_ALONE).map((each) => each.ndcg10)) };
  };
  const byDecay = best(DECAYS.map((decayDays) => measured({ ...DEFAULTS.pairWeighting, decayDays })));
  onProgress(0.15);
  const others = PAIR_SIZE_EXPONENTS.filter((each) => each !== byDecay.choice.sizeExponent);
  const chosen = best([byDecay, ...others.map((sizeExponent) => measured({ ...byDecay.choice, sizeExponent }))]);
  onProgress(0.25);
  return chosen.choice;
}

interface RidgeChoice extends Measured<ModelParameters> {
  readonly model: DenseModel;
}

function chooseRidge(search: Search, pairWeighting: Weighting, onProgress: (fraction: number) => void) {
  // Fuller carts are what the ridge is for; a shop that has none asks about single products.
  const asked = search.questions.full.length >= FEWEST_QUESTIONS ? search.questions.full : search.questions.single;
  const start = { ...DEFAULTS, pairWeighting, ridgeWeighting: { ...DEFAULTS.ridgeWeighting, decayDays: pairWeighting.decayDays } };
  let fits = 0;
  const measured = (choice: ModelParameters): RidgeChoice => {
    const model = modelOf(search.train, search.counts, choice, search.neighbours);
    const quality = Math.max(...measureBlends(model, asked, BLENDS).map((each) => each.ndcg10));
    onProgress(0.25 + (0.65 * ++fits) / (LAMBDAS.length + RIDGE_SIZE_EXPONENTS.length - 1));
    return { choice, quality, model };
  };
  const byLambda = best(LAMBDAS.map((lambda) => measured({ ...start, ridge: { ...start.ridge, lambda } })));
  const others = RIDGE_SIZE_EXPONENTS.filter((each) => each !== start.ridgeWeighting.sizeExponent);
  const chosen = best([byLambda, ...others.map((sizeExponent) => measured({ ...byLambda.choice, ridgeWeighting: { ...start.ridgeWeighting, sizeExponent } }))]);
  return { ridge: chosen.choice.ridge, ridgeWeighting: chosen.choice.ridgeWeighting, model: chosen.model };
}

function chooseBlend(model: DenseModel, questions: Questions, moment: Moment): { blend: Blend; quality: Quality } {
  const candidates = [DEFAULTS.blends[moment], ...(questions[moment].length < FEWEST_QUESTIONS ? [] : BLENDS)];
  const qualities = measureBlends(model, questions[moment], candidates);
  // A returning customer's order has many answers, so there what counts is how many of them are found.
  const metric = moment === 'next' ? 'recall10' : 'ndcg10';
  const measured = candidates.map((each, at) => ({ choice: each, of: qualities[at]!, quality: qualities[at]![metric] }));
  const floor = measured.find(({ choice }) => choice === POPULARITY_ONLY)?.quality ?? 0;
  // What stands by default has to keep up with plain popularity first.
  const { choice, of } = best(measured[0]!.quality >= floor ? measured : measured.slice(1).sort((a, b) => b.quality - a.quality));
  return { blend: choice, quality: of };
}

function plainPopularity(counts: PairCounts, model: DenseModel): DenseModel {
  const top = popularity(Float64Array.from(counts.orders), POPULAR_LENGTH);
  return { lists: model.lists, popular: top.products, shares: top.shares };
}

interface Measured<T> {
  readonly choice: T;
  readonly quality: number;
}

/** What is better by less than one part in a hundred is taken for chance. */
const CLEARLY = 1.01;

/** The best of several, if it is clearly better than the first, which is what stands without asking. */
function best<M extends Measured<unknown>>(candidates: readonly M[]): M {
  const standing = candidates[0]!;
  const top = candidates.reduce((highest, each) => (each.quality > highest.quality ? each : highest));
  return top.quality > standing.quality * CLEARLY ? top : standing;
}
