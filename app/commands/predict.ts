// npm run predict -- --orders FILE.csv.gz --before ISO-TIME --queries FILE.jsonl --out FILE.jsonl
// Learns from the orders before a moment and answers questions with the app's own ranking, so that its quality can be
// measured on any orders file. Nothing is asked of a database or a network.
import { parseArgs } from 'node:util';
import { learnAssociations } from '#app/domain/association/learn.ts';
import { command, UsageError } from './exit.ts';
import { type Answerer, answererOf, answerQuery, parseTime, readQueries, readShop, writeLines } from './predict-io.ts';

const USAGE = 'Use: npm run predict -- --orders FILE.csv.gz --before 2011-10-26T13:27:00Z --queries FILE.jsonl --out FILE.jsonl';

command(async () => {
  const { orders, before, queries, out } = options();
  const shop = await readShop(orders, before);
  const { history } = shop;
  if (history.productKeys.length === 0) throw new UsageError(`${orders}: no order before ${new Date(before).toISOString()}, so there is nothing to learn from.`);
  const learned = learnAssociations(history);
  await writeLines(out, answers(answererOf(learned, shop), queries));
  process.stderr.write(`${JSON.stringify({ orders: learned.orders, products: history.productKeys.length, parameters: learned.parameters })}\n`);
});

async function* answers(answerer: Answerer, file: string): AsyncGenerator<string> {
  for await (const query of readQueries(file)) yield `${JSON.stringify({ id: query.id, items: answerQuery(answerer, query) })}\n`;
}

function options() {
  let values: { orders?: string; before?: string; queries?: string; out?: string };
  try {
    const text = { type: 'string' } as const;
    values = parseArgs({ options: { orders: text, before: text, queries: text, out: text } }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
  const { orders, before, queries, out } = values;
  if (!orders || !before || !queries || !out) throw new UsageError(USAGE);
  const time = parseTime(before);
  if (time === undefined) throw new UsageError(`--before "${before}" is not a time like 2011-10-26T13:27:00Z.\n${USAGE}`);
  return { orders, before: time, queries, out };
}
