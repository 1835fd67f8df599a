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
import { createHistoryBuilder, type OrderHistory } from '#app/domain/association/order-history.ts';
import type { KeyedModel } from '#app/domain/association/keyed-model.ts';
import { rankAssociations } from '#app/domain/association/rank.ts';
import { UsageError } from './exit.ts';

const COLUMNS = ['order_id', 'customer_id', 'ordered_at', 'product_id'] as const;
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

export function parseTime(text: string): number | undefined {
  const time = isoTime.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

interface Order { at: string; time: number; customer: string | null; products: string[] }

/** Orders placed before `before`, from lines in any order. */
export async function readOrders(file: string, before: number): Promise<OrderHistory> {
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
  for (const [key, order] of orders) if (order.time < before) builder.add(key, order.time, order.customer, order.products);
  return builder.finish();
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

/** The app's own ranking for a question; what a returning customer owns is left out, what is in a cart too. */
export function answerQuery({ model, listsOf }: KeyedModel<string>, { task, cart, owned }: Query): string[] {
  return rankAssociations(model, listsOf(cart), cart, {
    limit: ANSWERS,
    exclude: new Set(owned),
    keepCart: task === 'nextall',
    moment: task === 'next' || task === 'nextall' ? 'next' : 'cart',
  }).map(({ product }) => product);
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
