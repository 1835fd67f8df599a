// What `npm run predict` reads, answers and writes: orders as gzipped CSV, questions and answers as JSON lines. A file that does not read
// ends the command with its name, the line and why; answers appear whole or not at all.
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { compareText, createHistoryBuilder, type OrderHistory } from '#app/domain/association/order-history.ts';
import { keyedModel, type KeyedModel } from '#app/domain/association/keyed-model.ts';
import { keyedNextModel, type KeyedNextModel } from '#app/domain/association/keyed-next-model.ts';
import type { LearnedModel } from '#app/domain/association/learn.ts';
import { rankAssociations } from '#app/domain/association/rank.ts';
import { pastProducts, rankNext } from '#app/domain/association/rank-next.ts';
import { UsageError } from './exit.ts';

const COLUMNS = ['order_id', 'customer_id', 'ordered_at', 'product_id'] as const;
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

export function parseTime(text: string): number | undefined {
  const time = isoTime.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

interface Order { at: string; time: number; customer: string | null; products: string[] }

export interface ReadShop {
  history: OrderHistory;
  /** The products of each order of a customer, the newest order first; of those placed at `since` or later. */
  pastOf(customer: string, since?: number): string[][];
}

/** Orders placed before `before`, from lines in any order. */
export const readOrders = async (file: string, before: number): Promise<OrderHistory> => (await readShop(file, before)).history;

export async function readShop(file: string, before: number): Promise<ReadShop> {
  const orders = new Map<string, Order>();
  const parser = parse({ columns: (header: string[]) => checkedHeader(file, header), info: true, bom: true });
  const source = createReadStream(file);
  const done = pipeline(file.endsWith('.gz') ? [source, createGunzip(), parser] : [source, parser]);
  try {
    for await (const { record, info } of parser) addLine(orders, record, (why) => new UsageError(`${file}, line ${info.lines}: ${why}.`));
    await done;
  } catch (error) {
    done.catch(() => undefined);
    throw readable(file, error);
  }
  const builder = createHistoryBuilder();
  const pasts = new Map<string, { key: string; time: number; products: string[] }[]>();
  for (const [key, { time, customer, products }] of orders) {
    if (time >= before) continue;
    builder.add(key, time, customer, products);
    if (customer === null) continue;
    const past = pasts.get(customer) ?? [];
    past.push({ key, time, products });
    pasts.set(customer, past);
  }
  return {
    history: builder.finish(),
    pastOf: (customer, since = Number.NEGATIVE_INFINITY) =>
      (pasts.get(customer) ?? []).filter(({ time }) => time >= since).sort((a, b) => b.time - a.time || compareText(b.key, a.key)).map(({ products }) => products),
  };
}

function checkedHeader(file: string, header: string[]): string[] {
  const missing = COLUMNS.filter((column) => !header.includes(column));
  if (missing.length > 0) throw new UsageError(`${file}, line 1: the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing.`);
  return header;
}

function addLine(orders: Map<string, Order>, record: Record<string, string>, problem: (why: string) => UsageError): void {
  const { order_id: key, customer_id: customer, ordered_at: at, product_id: product } = record;
  if (!key) throw problem('order_id is empty');
  if (!product) throw problem('product_id is empty');
  const order = orders.get(key);
  if (order) {
    if (order.at !== at) throw problem(`order ${key} was at ${order.at} on an earlier line and is at "${at}" here`);
    order.products.push(product);
    return;
  }
  const time = parseTime(at ?? '');
  if (at === undefined || time === undefined) throw problem(`ordered_at "${at}" is not a time like 2011-10-26T13:27:00Z`);
  orders.set(key, { at, time, customer: customer || null, products: [product] });
}

const query = z.object({
  id: z.string().min(1),
  task: z.enum(['cart', 'cart1', 'next', 'nextall']),
  customer: z.string().default(''),
  cart: z.array(z.string()),
  owned: z.array(z.string()).default([]),
});
export type Query = z.infer<typeof query>;

export async function* readQueries(file: string): AsyncGenerator<Query> {
  let line = 0;
  try {
    for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      line++;
      if (text.trim() === '') continue;
      const parsed = query.safeParse(JSON.parse(text));
      if (!parsed.success) {
        const issue = parsed.error.issues[0]!;
        throw new UsageError(`${file}, line ${line}: ${issue.path.join('.') || 'the query'} is not as expected (${issue.message}).`);
      }
      yield parsed.data;
    }
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${file}, line ${line}: not JSON (${error.message}).`);
    throw readable(file, error);
  }
}

const ANSWERS = 10;

export interface Answerer {
  cart: KeyedModel<string>;
  next: KeyedNextModel<string>;
  pastOf(customer: string): string[][];
}

export const answererOf = (learned: LearnedModel, { history, pastOf }: ReadShop): Answerer => ({
  cart: keyedModel(learned, learned.parameters.blends, history.productKeys),
  next: keyedNextModel(learned.lists, learned.next, learned.parameters.next, history.productKeys),
  pastOf,
});

/** The app's own ranking for a question. For the next order all that the customer bought speaks, or the cart of who is not known. */
export function answerQuery({ cart: { model, listsOf }, next, pastOf }: Answerer, { task, customer, cart, owned }: Query): string[] {
  if (task === 'cart' || task === 'cart1') return rankAssociations(model, listsOf(cart), cart, { limit: ANSWERS, exclude: new Set(owned) }).map(({ product }) => product);
  const past = pastOf(customer);
  const weights = pastProducts(next.model, past.length > 0 ? past : [cart]);
  return rankNext(next.model, next.listsOf(weights.keys()), weights, new Set(owned), ANSWERS).map(({ product }) => product);
}

/** Writes beside the file and renames, so that a reader never sees half of it. */
export async function writeLines(file: string, lines: AsyncIterable<string>): Promise<void> {
  const partial = `${file}.partial-${process.pid}`;
  try {
    await pipeline(Readable.from(lines), createWriteStream(partial));
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw readable(file, error);
  }
}

const SYSTEM: Record<string, string> = {
  ENOENT: 'there is no such file or folder', EACCES: 'it may not be read or written', EISDIR: 'it is a folder, not a file', ENOTDIR: 'its folder is not one',
};

function readable(file: string, error: unknown): unknown {
  if (error instanceof CsvError) return new UsageError(`${file}, line ${(error as CsvError & { lines?: number }).lines ?? '?'}: ${error.message.replace(/\.$/, '')}.`);
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (SYSTEM[code]) return new UsageError(`${file}: ${SYSTEM[code]}.`);
  if (code.startsWith('Z_')) return new UsageError(`${file}: not a readable gzip file (${(error as Error).message}).`);
  return error;
}
