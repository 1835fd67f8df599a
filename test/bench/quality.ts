// How good the app's ranking is on real orders: the hidden product of a cart among the first ten, beside counting pairs on
// the same orders and questions; and how good it would be with the last 60 days of them alone, which is all that Shopify gives
// without read_all_orders. The folder of questions has <dataset>/split.json and <dataset>/test/{queries,truth}.jsonl.
import fs from 'node:fs';
import { answerQuery, type Query, readOrders, readQueries } from '#app/commands/predict-io.ts';
import { keyedModel, type KeyedModel } from '#app/domain/association/keyed-model.ts';
import { learnAssociations } from '#app/domain/association/learn.ts';
import { lastDays, type OrderHistory } from '#app/domain/association/order-history.ts';
import { SHORT_HISTORY_DAYS } from '#app/domain/association/withheld-past.ts';
import { countPairs } from '#app/domain/association/pair-counts.ts';
import type { Figure } from './figure.ts';
import { fileIn, folderFrom } from './orders-file.ts';
import { type Score, score } from './score.ts';

export const name = 'quality';

const DATASETS = ['online-retail', 'ta-feng-a'];
const MEASURED: readonly (readonly [task: string, metric: 'hit10' | 'ndcg10' | 'recall10'])[] = [
  ['cart', 'hit10'], ['cart', 'ndcg10'], ['cart<=4', 'hit10'], ['cart<=4', 'ndcg10'], ['cart1', 'hit10'], ['cart1', 'ndcg10'], ['next', 'recall10'],
];

const MEASURED_SHORT = MEASURED.filter(([, metric]) => metric !== 'ndcg10');

export async function* run(): AsyncGenerator<Figure> {
  const data = folderFrom('SETWISE_DATA', 'quality on real orders');
  const questions = folderFrom('SETWISE_EVAL', 'quality on real orders');
  if (!data || !questions) return;
  for (const dataset of DATASETS) yield* measure(dataset, fileIn(data, dataset, 'orders.csv.gz'), fileIn(questions, 'queries', dataset));
}

async function* measure(dataset: string, orders: string, folder: string): AsyncGenerator<Figure> {
  const { test } = JSON.parse(fs.readFileSync(fileIn(folder, 'split.json'), 'utf8')) as { test: { cutoff: string } };
  const history = await readOrders(orders, Date.parse(test.cutoff));
  const queries: Query[] = [];
  for await (const query of readQueries(fileIn(folder, 'test', 'queries.jsonl'))) queries.push(query);
  const truth = readTruth(fileIn(folder, 'test', 'truth.jsonl'));
  const learned = learnAssociations(history);
  const model = keyedModel(learned, learned.parameters.blends, history.productKeys);
  const ours = score(queries, truth, answersOf(queries, (query) => answerQuery(model, query)));
  const counted = countingModel(history);
  const counting = score(queries, truth, answersOf(queries, (query) => answerQuery(counted, query)));
  for (const [task, metric] of MEASURED) yield figure(`${dataset}: ${task} ${metric.replace('10', '@10')}`, ours.get(task)!, counting.get(task)!, metric);
  const recent = lastDays(history, SHORT_HISTORY_DAYS);
  const learnedRecently = learnAssociations(recent);
  const recentModel = keyedModel(learnedRecently, learnedRecently.parameters.blends, recent.productKeys);
  const short = score(queries, truth, answersOf(queries, (query) => answerQuery(recentModel, query)));
  for (const [task, metric] of MEASURED_SHORT) yield figure(`${dataset}: ${task} ${metric.replace('10', '@10')}, from 60 days beside all`, short.get(task)!, ours.get(task)!, metric);
}

function figure(metric: string, ours: Score, reference: Score, key: 'hit10' | 'ndcg10' | 'recall10'): Figure {
  return { bench: name, metric, value: ours[key], unit: 'share', reference: reference[key], ratio: ours[key] / reference[key] };
}

const answersOf = (queries: readonly Query[], answer: (query: Query) => string[]): Map<string, string[]> =>
  new Map(queries.map((query) => [query.id, answer(query)]));

/** Raw co-occurrence: orders that hold both, summed over the cart; whole rows, no weights, ties by popularity. */
function countingModel(history: OrderHistory): KeyedModel<string> {
  const counts = countPairs(history);
  const popular = Int32Array.from(counts.orders.keys()).sort((a, b) => counts.orders[b]! - counts.orders[a]! || a - b);
  const none = new Float64Array(counts.targets.length);
  const blend = { ridge: 0, pairs: 1, backoff: 1 };
  return keyedModel(
    {
      // With no weight of its own a product's pairs are divided by the back-off of 1 alone: the plain sum.
      lists: { weight: new Float64Array(counts.orders.length), orders: counts.orders, starts: counts.starts, targets: counts.targets, ridge: none, pairs: Float64Array.from(counts.support), support: counts.support },
      popular,
      shares: Float64Array.from(popular, (product) => counts.orders[product]! / history.lines.length),
    },
    { single: blend, full: blend, next: blend },
    history.productKeys,
  );
}

function readTruth(file: string): Map<string, string[]> {
  const lines = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return new Map(lines.map((line) => JSON.parse(line) as { id: string; answer: string[] }).map(({ id, answer }) => [id, answer]));
}
