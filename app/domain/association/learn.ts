// From orders to a model: parameters are chosen on the shop's own latest orders, held out, then everything is fitted
// again on all of them. Work is bounded before it is begun, by counting the multiplications it would take.
import { doDefaultsStand } from './ask-in-turn.ts';
import { measureBlends, measureCounting, measurePopularity } from './backtest.ts';
import type { DenseModel } from './backtest.ts';
import { countable } from './countable.ts';
import { best, BEYOND_CHANCE, FEWEST_QUESTIONS, type Measured } from './choice.ts';
import { askQuestions, heldOutOrders } from './held-out.ts';
import type { Question, Questions } from './held-out.ts';
import { buildLists, popularity } from './lists.ts';
import type { SourceLists } from './lists.ts';
import { chooseNext, fitNext } from './learn-next.ts';
import { fitRidge, ridgeCost } from './local-ridge.ts';
import { type DenseNextModel, lastOrderOf, measureNext } from './measure-next.ts';
import { firstOrders, lastDays } from './order-history.ts';
import type { OrderHistory } from './order-history.ts';
import { countPairs, weighPairs } from './pair-counts.ts';
import type { PairCounts, PairLists, WeighedPairs, Weighting } from './pair-counts.ts';
import { plainPopularity, type Popular } from './popular.ts';
import { isBeyondChance, type Quality } from './tally.ts';
import { SHORT_HISTORY_DAYS } from './withheld-past.ts';
import { BACKOFFS, BLENDS, DECAYS, DEFAULTS, LAMBDAS, isByPopularity, LIST_LENGTH, NEXT_POPULARITY, PAIR_SIZE_EXPONENTS, POPULAR_LENGTH, POPULARITY_ONLY, RIDGE_SIZE_EXPONENTS } from './parameters.ts';
import type { Blend, Blends, ModelParameters, Moment } from './parameters.ts';

export interface LearnedModel {
  readonly parameters: ModelParameters;
  readonly backtest: Backtest;
  readonly orders: number;
  readonly lists: SourceLists;
  readonly popular: Int32Array;
  readonly shares: Float64Array;
  readonly next: DenseNextModel;
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

/** Multiplications: some two to three seconds for the final fit, one for each of the backtest's. */
const FIT_BUDGET = 3e9;
const BACKTEST_FIT_BUDGET = 1e9;
const NEIGHBOUR_CHOICES = [100, 70, 50, 30, 20];

export type Progress = (step: 'choosing' | 'fitting', fraction: number) => void;

export function learnAssociations(whole: OrderHistory, onProgress: Progress = () => undefined): LearnedModel {
  const history = countable(whole);
  const { parameters, backtest } = chooseParameters(history, (fraction) => onProgress('choosing', fraction));
  onProgress('fitting', 0);
  const model = fitModel(history, parameters);
  onProgress('fitting', 1);
  return { ...model, parameters, backtest, orders: whole.orderedAtMs.length };
}

/** The model of these orders with given parameters. */
export function fitModel(history: OrderHistory, parameters: ModelParameters): DenseModel & { next: DenseNextModel } {
  const counts = countPairs(history);
  const model = modelOf(history, counts, parameters, neighboursOf(counts, parameters));
  return { ...model, next: fitNext(history, counts.inverted, parameters.next) };
}

function modelOf(history: OrderHistory, counts: PairCounts, parameters: ModelParameters, neighbours: number | null): DenseModel {
  const weighed = weighPairs(history, counts, parameters.pairWeighting);
  const ridge = neighbours === null ? null
    : fitRidge(counts, weighPairs(history, counts, parameters.ridgeWeighting), { ...parameters.ridge, neighbours });
  return { lists: buildLists(counts, weighed, ridge, LIST_LENGTH), ...popularityOf(counts, weighed, parameters.blends) };
}

/** What is most bought, weighed as pairs are, unless it answers alone. */
export function popularityOf({ orders }: PairLists, { weight }: WeighedPairs, blends: Blends): Popular {
  const { products, shares } = popularity(isByPopularity(blends) ? Float64Array.from(orders) : weight, POPULAR_LENGTH);
  return { popular: products, shares };
}

/** How many neighbours the model of these counts is fitted with. */
export const neighboursOf = (counts: PairLists, parameters: ModelParameters): number => neighboursWithin(counts, parameters.ridge.neighbours, FIT_BUDGET);

function neighboursWithin(counts: PairLists, wanted: number, budget: number): number {
  const allowed = NEIGHBOUR_CHOICES.filter((choice) => choice <= wanted);
  return allowed.find((choice) => ridgeCost(counts, choice) <= budget) ?? allowed.at(-1) ?? wanted;
}

/** One parameter after the other, each kept if it answers more of the held-out questions. */
function chooseParameters(history: OrderHistory, onProgress: (fraction: number) => void): { parameters: ModelParameters; backtest: Backtest } {
  const orders = history.orderedAtMs.length;
  const heldOut = heldOutOrders(orders);
  const questions = askQuestions(history, orders - heldOut);
  const standing = standingWithout(history, questions);
  if (questions.single.length < FEWEST_QUESTIONS)
    return { parameters: standing, backtest: { heldOut, asked: false, moments: null, shortHistory: null } };
  const train = firstOrders(history, orders - heldOut);
  const counts = countPairs(train);
  const search = { train, counts, questions, neighbours: neighboursWithin(counts, DEFAULTS.ridge.neighbours, BACKTEST_FIT_BUDGET) };

  const pairWeighting = choosePairWeighting(search, onProgress);
  const { ridge, ridgeWeighting, model } = chooseRidge(search, pairWeighting, onProgress);
  const plain = { lists: model.lists, ...plainPopularity(train) };
  const single = chooseBlend(model, plain, questions, 'single', standing.blends);
  const full = chooseBlend(model, plain, questions, 'full', standing.blends);
  onProgress(0.7);
  const next = chooseNext(train, counts.inverted, model.lists, questions.next, standing.next, (fraction) => onProgress(0.7 + 0.3 * fraction));
  const beside = (quality: Quality, asked: readonly Question[]) => ({
    model: quality, counting: measureCounting(counts, plain, asked), popularity: measurePopularity(plain, asked),
  });
  const moments = {
    single: beside(single.quality, questions.single),
    full: beside(full.quality, questions.full),
    next: beside(next.quality, questions.next.map(lastOrderOf)),
  };
  const parameters = { pairWeighting, ridgeWeighting, ridge, blends: { single: single.blend, full: full.blend }, next: next.parameters };
  return { parameters, backtest: { heldOut, asked: true, moments, shortHistory: measureShortHistory(search, parameters) } };
}

/** What stands for each moment that too few held-out orders ask about. */
function standingWithout(history: OrderHistory, questions: Questions): ModelParameters {
  if ([questions.single, questions.full, questions.next].every(({ length }) => length >= FEWEST_QUESTIONS)) return DEFAULTS;
  const stands = doDefaultsStand(history, (part) => fitModel(part, DEFAULTS));
  return {
    ...DEFAULTS,
    blends: { single: stands.single ? DEFAULTS.blends.single : POPULARITY_ONLY, full: stands.full ? DEFAULTS.blends.full : POPULARITY_ONLY },
    next: stands.next ? DEFAULTS.next : NEXT_POPULARITY,
  };
}

function measureShortHistory({ train, questions, neighbours }: Search, parameters: ModelParameters): Backtest['shortHistory'] {
  const recent = lastDays(train, SHORT_HISTORY_DAYS);
  if (recent.orderedAtMs.length === train.orderedAtMs.length) return null;
  const counts = countPairs(recent);
  const model = modelOf(recent, counts, parameters, neighbours);
  const quality = (moment: keyof Blends) => measureBlends(model, questions[moment], [parameters.blends[moment]])[0]!.quality;
  const next = measureNext(model.lists, fitNext(recent, counts.inverted, parameters.next), questions.next, [parameters.next.blend])[0]!.quality;
  return { orders: recent.orderedAtMs.length, moments: { single: quality('single'), full: quality('full'), next } };
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
    return { choice, quality: Math.max(...measureBlends(model, search.questions.single, PAIRS_ALONE).map((each) => each.quality.ndcg10)) };
  };
  const byDecay = best(DECAYS.map((decayDays) => measured({ ...DEFAULTS.pairWeighting, decayDays })));
  onProgress(0.1);
  const others = PAIR_SIZE_EXPONENTS.filter((each) => each !== byDecay.choice.sizeExponent);
  const chosen = best([byDecay, ...others.map((sizeExponent) => measured({ ...byDecay.choice, sizeExponent }))]);
  onProgress(0.2);
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
    const quality = Math.max(...measureBlends(model, asked, BLENDS).map((each) => each.quality.ndcg10));
    onProgress(0.2 + (0.5 * ++fits) / (LAMBDAS.length + RIDGE_SIZE_EXPONENTS.length - 1));
    return { choice, quality, model };
  };
  const byLambda = best(LAMBDAS.map((lambda) => measured({ ...start, ridge: { ...start.ridge, lambda } })));
  const others = RIDGE_SIZE_EXPONENTS.filter((each) => each !== start.ridgeWeighting.sizeExponent);
  const chosen = best([byLambda, ...others.map((sizeExponent) => measured({ ...byLambda.choice, ridgeWeighting: { ...start.ridgeWeighting, sizeExponent } }))]);
  return { ridge: chosen.choice.ridge, ridgeWeighting: chosen.choice.ridgeWeighting, model: chosen.model };
}

/** @param standing what stands where too few orders ask */
function chooseBlend(model: DenseModel, plain: DenseModel, questions: Questions, moment: keyof Blends, standing: Blends): { blend: Blend; quality: Quality } {
  const asked = questions[moment];
  const floor = { choice: POPULARITY_ONLY, answered: measureBlends(plain, asked, [POPULARITY_ONLY])[0]! };
  const isAsked = asked.length >= FEWEST_QUESTIONS;
  const candidates = isAsked ? [DEFAULTS.blends[moment], ...BLENDS] : [standing[moment]];
  const measured = measureBlends(model, asked, candidates).map((answered, at) => ({ choice: candidates[at]!, answered, quality: answered.quality.ndcg10 }));
  const chosen = best(measured);
  const { choice, answered } = isAsked && !isBeyondChance(chosen.answered.gains, floor.answered.gains, BEYOND_CHANCE) ? floor : chosen;
  return { blend: choice, quality: answered.quality };
}
