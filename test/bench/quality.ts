// How good the app's ranking is on real orders: the hidden product of a cart, or what a customer buys next, among the first
// ten, beside counting pairs on the same orders and questions. And with little to learn from, beside what is most bought in
// it: the last 60 days of orders, which is all that Shopify gives without read_all_orders, and the last 500 orders. The folder
// of questions has <dataset>/split.json and <dataset>/test/{queries,truth}.jsonl.
import fs from 'node:fs';
import { answererOf, answerQuery, type Query, readQueries, readShop } from '#app/commands/predict-io.ts';
import { keyedModel } from '#app/domain/association/keyed-model.ts';
import { learnAssociations } from '#app/domain/association/learn.ts';
import { lastDays, lastOrders, type OrderHistory } from '#app/domain/association/order-history.ts';
import { SHORT_HISTORY_DAYS } from '#app/domain/association/withheld-past.ts';
import { countPairs } from '#app/domain/association/pair-counts.ts';
import { rankAssociations } from '#app/domain/association/rank.ts';
import type { Figure } from './figure.ts';
import { fileIn, folderFrom } from './orders-file.ts';
import { type Score, score } from './score.ts';

export const name = 'quality';

const DATASETS = ['online-retail', 'ta-feng-a'];
const MEASURED: readonly (readonly [task: string, metric: Metric])[] = [
  ['cart', 'hit10'], ['cart', 'ndcg10'], ['cart<=4', 'hit10'], ['cart<=4', 'ndcg10'], ['cart1', 'hit10'], ['cart1', 'ndcg10'], ['next', 'recall10'],
];

type Metric = 'hit10' | 'ndcg10' | 'recall10';
const FEW_ORDERS = 500;
const TOP = 10;

export async function* run(): AsyncGenerator<Figure> {
  const data = folderFrom('SETWISE_DATA', 'quality on real orders');
  const questions = folderFrom('SETWISE_EVAL', 'quality on real orders');
  if (!data || !questions) return;
  for (const dataset of DATASETS) yield* measure(dataset, fileIn(data, dataset, 'orders.csv.gz'), fileIn(questions, 'queries', dataset));
}

async function* measure(dataset: string, orders: string, folder: string): AsyncGenerator<Figure> {
  const { test } = JSON.parse(fs.readFileSync(fileIn(folder, 'split.json'), 'utf8')) as { test: { cutoff: string } };
  const shop = await readShop(orders, Date.parse(test.cutoff));
  const queries: Query[] = [];
  for await (const query of readQueries(fileIn(folder, 'test', 'queries.jsonl'))) queries.push(query);
  const truth = readTruth(fileIn(folder, 'test', 'truth.jsonl'));
  const scoreOf = (answer: (query: Query) => string[]) => score(queries, truth, new Map(queries.map((query) => [query.id, answer(query)])));
  const learnedFrom = (history: OrderHistory) => {
    const answerer = answererOf(learnAssociations(history), { history, pastOf: (customer) => shop.pastOf(customer, history.orderedAtMs[0]) });
    return scoreOf((query) => answerQuery(answerer, query));
  };
  const all = learnedFrom(shop.history);
  const counting = scoreOf(countingPairs(shop.history));
  for (const [task, metric] of MEASURED) yield figure(`${dataset}: ${named(task, metric)}`, all.get(task)!, counting.get(task)!, metric);
  const little: [string, OrderHistory][] = [['60 days', lastDays(shop.history, SHORT_HISTORY_DAYS)], [`${FEW_ORDERS} orders`, lastOrders(shop.history, FEW_ORDERS)]];
  for (const [what, history] of little) {
    const [ours, popular] = [learnedFrom(history), scoreOf(mostBought(history))];
    for (const [task, metric] of MEASURED) yield figure(`${dataset}: ${named(task, metric)}, from ${what} beside popularity`, ours.get(task)!, popular.get(task)!, metric);
  }
}

const named = (task: string, metric: Metric) => `${task} ${metric.replace('10', '@10')}`;

function figure(metric: string, ours: Score, reference: Score, key: Metric): Figure {
  return { bench: name, metric, value: ours[key], unit: 'share', reference: reference[key], ratio: ours[key] / reference[key] };
}

/** Raw co-occurrence: orders that hold both, summed over the cart; whole rows, no weights, ties by popularity. */
function countingPairs(history: OrderHistory): (query: Query) => string[] {
  const counts = countPairs(history);
  const popular = Int32Array.from(counts.orders.keys()).sort((a, b) => counts.orders[b]! - counts.orders[a]! || a - b);
  const none = new Float64Array(counts.targets.length);
  const blend = { ridge: 0, pairs: 1, backoff: 1 };
  const { model, listsOf } = keyedModel(
    {
      // With no weight of its own a product's pairs are divided by the back-off of 1 alone: the plain sum.
      lists: { weight: new Float64Array(counts.orders.length), orders: counts.orders, starts: counts.starts, targets: counts.targets, ridge: none, pairs: Float64Array.from(counts.support), support: counts.support },
      popular,
      shares: Float64Array.from(popular, (product) => counts.orders[product]! / history.lines.length),
    },
    { single: blend, full: blend },
    history.productKeys,
  );
  return ({ cart, owned }) => rankAssociations(model, listsOf(cart), cart, { limit: TOP, exclude: new Set(owned) }).map(({ product }) => product);
}

/** The same for everybody: what most orders hold. */
function mostBought(history: OrderHistory): (query: Query) => string[] {
  const orders = new Int32Array(history.productKeys.length);
  for (const product of history.lines) orders[product]!++;
  const popular = history.productKeys.filter((_, product) => orders[product]! > 0);
  const ordersOf = new Map(history.productKeys.map((key, product) => [key, orders[product]!]));
  popular.sort((a, b) => ordersOf.get(b)! - ordersOf.get(a)!);
  return ({ cart, owned }) => {
    const passed = new Set([...cart, ...owned]);
    const answers: string[] = [];
    for (let rank = 0; rank < popular.length && answers.length < TOP; rank++) if (!passed.has(popular[rank]!)) answers.push(popular[rank]!);
    return answers;
  };
}

function readTruth(file: string): Map<string, string[]> {
  const lines = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return new Map(lines.map((line) => JSON.parse(line) as { id: string; answer: string[] }).map(({ id, answer }) => [id, answer]));
}
