// How long learning takes and how much memory it needs, beside the bare minimum: counting the pairs of the same orders in
// typed arrays, nothing kept.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Figure } from './figure.ts';
import { fileIn, folderFrom } from './orders-file.ts';

export const name = 'learning';

interface Measured { orders: number; totalSeconds: number; fitSeconds: number; peakMegabytes: number }

export async function* run(): AsyncGenerator<Figure> {
  const folder = folderFrom('SETWISE_ORDERS_DATA', 'learning from a real orders file');
  if (folder) yield* measure(path.basename(path.resolve(folder)), fileIn(folder, 'orders.csv.gz'));
  yield* measure('synthetic 1,000,000 orders, 100,000 products', '1000000x100000');
}

async function* measure(what: string, source: string): AsyncGenerator<Figure> {
  const bare = await inChild('count', source);
  const learned = await inChild('learn', source);
  const figure = (metric: string, value: number, unit: string, reference: number): Figure => ({ bench: name, metric: `${what}: ${metric}`, value, unit, reference, ratio: value / reference });
  yield figure('fit', learned.fitSeconds, 's', bare.totalSeconds);
  yield figure('backtest and fit', learned.totalSeconds, 's', bare.totalSeconds);
  yield figure('peak memory', learned.peakMegabytes, 'MB', bare.peakMegabytes);
}

async function inChild(work: 'count' | 'learn', source: string): Promise<Measured> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=8192', path.join(import.meta.dirname, 'learning-child.ts'), work, source]);
  return JSON.parse(stdout) as Measured;
}
