import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'setwise-predict-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const HEADER = 'order_id,customer_id,ordered_at,product_id,quantity,unit_price';
const ORDERS = [HEADER, '1,c1,2026-01-01T10:00:00Z,camera,1,900', '1,c1,2026-01-01T10:00:00Z,card,1,40', '2,,2026-01-02T10:00:00Z,camera,1,900', '2,,2026-01-02T10:00:00Z,bag,1,60', '2,,2026-01-02T10:00:00Z,card,1,40', '3,c1,2026-02-01T10:00:00Z,strap,1,20'];

async function predict(orders: string | Buffer, queries: string, before = '2026-01-15T00:00:00Z') {
  const files = { orders: path.join(folder, 'orders.csv.gz'), queries: path.join(folder, 'queries.jsonl'), out: path.join(folder, 'out.jsonl') };
  await rm(files.out, { force: true });
  await writeFile(files.orders, typeof orders === 'string' ? gzipSync(orders) : orders);
  await writeFile(files.queries, queries);
  const run = await new Promise<{ code: number; stderr: string }>((resolve) => {
    execFile(process.execPath, ['app/commands/predict.ts', '--orders', files.orders, '--before', before, '--queries', files.queries, '--out', files.out], (error, _stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stderr }));
  });
  const written = await readFile(files.out, 'utf8').catch(() => null);
  return { ...run, answers: written?.trim().split('\n').map((line) => JSON.parse(line) as { id: string; items: string[] }) };
}

const ask = (query: object) => JSON.stringify({ id: 'q', task: 'cart', cart: [], ...query });

describe('npm run predict', () => {
  it('learns only from orders before the moment and answers each kind of question', async () => {
    const { code, answers } = await predict(ORDERS.join('\n'), [
      ask({ id: 'cart', cart: ['camera', 'bag'] }), ask({ id: 'one', task: 'cart1', cart: ['camera'] }), ask({ id: 'next', task: 'next', cart: ['camera'], owned: ['camera', 'card'] }), ask({ id: 'all', task: 'nextall', cart: ['camera'] }),
    ].join('\n'));
    expect(code).toBe(0);
    expect(answers).toEqual([
      { id: 'cart', items: ['card'] },
      { id: 'one', items: ['card', 'bag'] },
      { id: 'next', items: ['bag'] },
      { id: 'all', items: expect.arrayContaining(['camera', 'card', 'bag']) },
    ]);
  });

  it.each([
    ['a line with too few fields', [HEADER, '1,c1'].join('\n'), ask({}), /orders\.csv\.gz, line 2: /],
    ['a time that is none', [...ORDERS, '4,,yesterday,card,1,1'].join('\n'), ask({}), /orders\.csv\.gz, line 8: ordered_at "yesterday" is not a time/],
    ['an order at two times', [...ORDERS, '3,c1,2026-02-02T10:00:00Z,card,1,1'].join('\n'), ask({}), /line 8: order 3 was at 2026-02-01T10:00:00Z/],
    ['a missing column', ORDERS.map((line) => line.replace('product_id', 'sku')).join('\n'), ask({}), /line 1: the column product_id is missing/],
    ['a file that is not gzip', Buffer.from('order_id'), ask({}), /orders\.csv\.gz: not a readable gzip file/],
    ['a query that is not JSON', ORDERS.join('\n'), `${ask({})}\n{"id":`, /queries\.jsonl, line 2: not JSON/],
    ['a query of an unknown task', ORDERS.join('\n'), ask({ task: 'guess' }), /queries\.jsonl, line 1: task is not as expected/],
  ])('refuses %s with the file, the line and why, and writes nothing', async (_what, orders, queries, message) => {
    const { code, stderr, answers } = await predict(orders, queries);
    expect(stderr).toMatch(message);
    expect(code).toBe(1);
    expect(answers).toBeUndefined();
    expect((await readdir(folder)).filter((file) => file.includes('partial'))).toEqual([]);
  });

  it('says so when nothing was ordered before the moment', async () => {
    const { code, stderr } = await predict(ORDERS.join('\n'), ask({}), '2020-01-01T00:00:00Z');
    expect(code).toBe(1);
    expect(stderr).toContain('there is nothing to learn from');
  });
});
