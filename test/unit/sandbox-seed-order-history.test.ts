import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OrderHistoryError } from '#sandbox/seed/order-history/order-history-error.ts';
import { orderHistoryShop } from '#sandbox/seed/order-history/order-history-shop.ts';
import { readableTitle } from '#sandbox/seed/order-history/readable-title.ts';
import { tileFor } from '#sandbox/seed/order-history/tile.ts';

const UNTIL = new Date('2026-11-20T10:00:00Z');
const HEADER = 'order_id,customer_id,ordered_at,product_id,quantity,unit_price';
const ORDERS = [
  HEADER,
  '501,c1,2011-01-03T08:26:00Z,B2,2,4.25',
  '501,c1,2011-01-03T08:26:00Z,A1,1,7.65',
  '502,,2011-02-03T09:00:00Z,A1,3,7.5',
  '503,c1,2011-02-09T18:30:00Z,B2,1,4.00',
];
const PRODUCTS = ['product_id,title,price', 'A1,WHITE HANGING HEART T-LIGHT HOLDER,7.65', 'B2,"Mug, ""hello""",4.25'];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'setwise-history-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, lines: string[]): Promise<void> => writeFile(path.join(folder, name), gzipSync(`${lines.join('\n')}\n`));
const writeBoth = async (orders = ORDERS, products = PRODUCTS): Promise<void> => {
  await write('orders.csv.gz', orders);
  await write('products.csv.gz', products);
};
const failure = async (): Promise<string> => {
  const error: unknown = await orderHistoryShop(folder, UNTIL).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(OrderHistoryError);
  return (error as OrderHistoryError).message;
};

describe('a shop from an order history', () => {
  it('has the orders, products and customers of the folder', async () => {
    await writeBoth();
    const { seed } = await orderHistoryShop(folder, UNTIL);
    expect(seed.products.map(({ title, variants }) => [variants[0]?.sku, title, variants[0]?.price, variants[0]?.inventoryItem.unitCost])).toEqual([
      ['A1', 'White hanging heart T-light holder', '7.65', null],
      ['B2', 'Mug, "hello"', '4.25', null],
    ]);
    expect(seed.customers).toHaveLength(1);
    expect(seed.orders.map(({ name, customerId, lines }) => [name, customerId === null, lines.map(({ quantity, price }) => [quantity, price])])).toEqual([
      ['#501', false, [[2, '4.25'], [1, '7.65']]],
      ['#502', true, [[3, '7.50']]],
      ['#503', false, [[1, '4.00']]],
    ]);
    expect(seed.products[0]?.variants[0]?.levels[0]?.available).toBe(100);
  });

  it('moves times by whole days, so that the last order is within the day before', async () => {
    await writeBoth();
    const { seed } = await orderHistoryShop(folder, UNTIL);
    expect(seed.orders.map(({ processedAt }) => processedAt)).toEqual(['2026-10-13T08:26:00.000Z', '2026-11-13T09:00:00.000Z', '2026-11-19T18:30:00.000Z']);
  });

  it('gives the same ids whatever the order of the file', async () => {
    await writeBoth();
    const first = await orderHistoryShop(folder, UNTIL);
    await writeBoth([HEADER, ...ORDERS.slice(3), ...ORDERS.slice(1, 3)], [PRODUCTS[0] ?? '', PRODUCTS[2] ?? '', PRODUCTS[1] ?? '']);
    expect(await orderHistoryShop(folder, UNTIL)).toEqual(first);
    expect(String(first.seed.products[0]?.id)).toMatch(/^\d{13}$/);
  });

  it('uses the costs that the folder has', async () => {
    await writeBoth([`${HEADER},unit_cost`, '501,c1,2011-01-03T08:26:00Z,B2,2,4.25,1.10'], ['product_id,title,price,cost', 'A1,Vase,7.65,3', 'B2,Mug,4.25,']);
    const { seed } = await orderHistoryShop(folder, UNTIL);
    expect(seed.products.map(({ variants }) => variants[0]?.inventoryItem.unitCost)).toEqual(['3.00', '1.10']);
  });

  it('keeps a product that only the orders know', async () => {
    await writeBoth([...ORDERS, '504,c2,2011-02-09T19:00:00Z,Z9,1,2.50']);
    const { seed } = await orderHistoryShop(folder, UNTIL);
    expect(seed.products.map(({ title, variants }) => [title, variants[0]?.price]).at(-1)).toEqual(['Z9', '2.50']);
  });

  it('turns a return into a refund of the latest earlier order, and counts those without one', async () => {
    await writeBoth();
    await write('returns.csv.gz', [
      'return_id,customer_id,returned_at,product_id,quantity,unit_price',
      'R1,c1,2011-02-10T10:00:00Z,B2,1,4.25',
      'R2,c1,2011-01-10T10:00:00Z,B2,1,4.25',
      'R3,c1,2011-01-01T10:00:00Z,A1,1,7.65',
      'R4,c9,2011-02-01T10:00:00Z,A1,1,7.65',
    ]);
    const { seed, notes } = await orderHistoryShop(folder, UNTIL);
    expect(seed.orders.map(({ name, refunds }) => [name, refunds.map(({ lines }) => lines[0]?.subtotal)])).toEqual([['#501', ['4.25']], ['#502', []], ['#503', ['4.00']]]);
    expect(notes.join(' ')).toContain('2 of 4 returns became refunds; 2 have no earlier order');
  });

  it('makes one refund of what came back of an order at one moment', async () => {
    await writeBoth();
    await write('returns.csv.gz', ['customer_id,returned_at,product_id,quantity', 'c1,2011-02-07T10:00:00Z,B2,1', 'c1,2011-02-07T10:00:00Z,A1,1', 'c1,2011-02-08T10:00:00Z,B2,1']);
    const { seed } = await orderHistoryShop(folder, UNTIL);
    expect(seed.orders[0]?.refunds.map(({ lines }) => lines.map(({ quantity, subtotal }) => [quantity, subtotal]))).toEqual([[[1, '4.25'], [1, '7.65']], [[1, '4.25']]]);
  });

  it('never refunds more than was bought', async () => {
    await writeBoth();
    await write('returns.csv.gz', ['customer_id,returned_at,product_id,quantity', ...Array<string>(5).fill('c1,2011-02-10T10:00:00Z,B2,1')]);
    const { seed } = await orderHistoryShop(folder, UNTIL);
    expect(seed.orders.flatMap(({ refunds }) => refunds.flatMap(({ lines }) => lines.map(({ quantity }) => quantity))).sort()).toEqual([1, 2]);
  });
});

describe('a folder that is not an order history', () => {
  it('is refused when it does not exist or lacks a file, with the format in the message', async () => {
    expect(await failure()).toContain('has no orders.csv.gz and no products.csv.gz');
    await write('orders.csv.gz', ORDERS);
    expect(await failure()).toMatch(/has no products\.csv\.gz\. It should be a folder with orders\.csv\.gz \(order_id,/);
    await expect(orderHistoryShop(path.join(folder, 'nowhere'), UNTIL)).rejects.toThrow(/nowhere is not a folder/);
  });

  it.each([
    ['501,c1,2011-01-03T08:26:00Z,B2,x,4.25', 'orders.csv.gz line 6: quantity "x" is not a whole number above 0'],
    ['501,c1,2011-01-03T08:26:00Z,B2,0,4.25', 'orders.csv.gz line 6: quantity "0" is not a whole number above 0'],
    ['501,c1,2011-01-03T08:26:00Z,B2,1,cheap', 'orders.csv.gz line 6: unit_price "cheap" is not an amount such as 12.40'],
    ['501,c1,yesterday,B2,1,4.25', 'orders.csv.gz line 6: ordered_at "yesterday" is not a time such as 2026-03-01T09:30:00Z'],
    [',c1,2011-01-03T08:26:00Z,B2,1,4.25', 'orders.csv.gz line 6: order_id is empty'],
    ['501,c1,2011-01-03T08:26:00Z', 'orders.csv.gz line 6: Invalid Record Length: expect 6, got 3 on line 6'],
  ])('names the line and the reason: %s', async (line, message) => {
    await writeBoth([...ORDERS, line]);
    expect(await failure()).toBe(message);
  });

  it('names a column that the header lacks', async () => {
    await writeBoth(ORDERS, ['id,title', 'A1,Vase']);
    expect(await failure()).toBe('products.csv.gz line 1: the header has no product_id; it should have product_id,title');
  });

  it('is refused when a file is empty, holds no order, or is not gzip', async () => {
    await writeBoth([HEADER]);
    expect(await failure()).toBe('orders.csv.gz: there is no order in it');
    await writeFile(path.join(folder, 'orders.csv.gz'), ORDERS.join('\n'));
    expect(await failure()).toMatch(/^orders\.csv\.gz: this is not a whole gzip file/);
    await writeFile(path.join(folder, 'orders.csv.gz'), gzipSync(''));
    expect(await failure()).toMatch(/^orders\.csv\.gz: the file is empty/);
  });

  it('is left as it was', async () => {
    await writeBoth([...ORDERS, 'broken']);
    await failure();
    expect((await readdir(folder)).sort()).toEqual(['orders.csv.gz', 'products.csv.gz']);
  });
});

describe('readable titles', () => {
  it.each([
    ['WHITE HANGING HEART T-LIGHT HOLDER', 'White hanging heart T-light holder'],
    ['SET OF 3 CAKE TINS PANTRY DESIGN ', 'Set of 3 cake tins pantry design'],
    ['TV DINNER TRAY AIR HOSTESS', 'TV dinner tray air hostess'],
    ['Already fine (Blue)', 'Already fine (Blue)'],
    ['p00670', 'p00670'],
  ])('%s → %s', (original, readable) => {
    expect(readableTitle(original)).toBe(readable);
  });
});

describe('tiles', () => {
  it('follow the words, stay small and are always the same', () => {
    const tile = tileFor('Red retrospot mini cases');
    expect(tile).toBe(tileFor('Red retrospot mini cases'));
    expect(tile).toContain('#c8553d');
    expect(tile.length).toBeLessThan(1500);
  });
});
