// The words of one return, told in every order, one by one and at once: what is kept does not depend on it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTransaction } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import type { ReturnRow, ReturnWord } from '#app/db/returns.ts';
import { hearReturns, takeReturns } from '#app/pipeline/sync/take-returns.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

const SHOP = 73n;
const ORDER = 5n;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const hour = (hours: number) => new Date(Date.UTC(2026, 4, 1, hours));
const STATUSES = ['requested', 'open', 'closed', 'open', 'closed'] as const;
const wordsOf = (returnId: bigint): ReturnWord[] => STATUSES.map((status, index) => ({ returnId, orderId: ORDER, status, triggeredAt: hour(index) }));
const hear = (words: readonly ReturnWord[]) => withTransaction((on) => hearReturns(SHOP, words, on));
const kept = (returnId: bigint) => prisma().return.findUnique({ where: { shopId_returnId: { shopId: SHOP, returnId } } });

function ordersOf<One>(all: readonly One[]): One[][] {
  return all.length === 0 ? [[]] : all.flatMap((one, index) => ordersOf(all.toSpliced(index, 1)).map((rest) => [one, ...rest]));
}

const ENDS = { status: 'closed', requestedAt: hour(0), openedAt: hour(1), closedAt: hour(4), triggeredAt: hour(4) };

describe('a return that is requested, approved, closed, opened again and closed', () => {
  it('ends the same in whatever order it is told, one word after the other', async () => {
    const orders = ordersOf([0, 1, 2, 3, 4]);
    expect(orders).toHaveLength(120);
    for (const [index, order] of orders.entries()) {
      const returnId = BigInt(1_000 + index);
      const words = wordsOf(returnId);
      for (const which of order) await hear([words[which]!]);
      expect(await kept(returnId), `told ${order.join()}`).toMatchObject(ENDS);
    }
  });

  it('ends the same when it is told at once', async () => {
    await hear(wordsOf(2_000n).toReversed());
    expect(await kept(2_000n)).toMatchObject(ENDS);
  });
});

describe('a return that was read whole when it was requested', () => {
  it('learns when it was approved from an approval that comes after its end', async () => {
    const [requested, approved, closed] = wordsOf(3_000n);
    const read: ReturnRow = { ...requested!, requestedAt: hour(0), openedAt: null, closedAt: null, lines: [{ returnLineId: 1n, lineId: 2n, quantity: 1 }] };
    await withTransaction((on) => takeReturns(SHOP, [read], on));
    await hear([closed!]);
    expect(await kept(3_000n)).toMatchObject({ status: 'closed', openedAt: null });
    await hear([approved!]);
    expect(await kept(3_000n)).toMatchObject({ status: 'closed', openedAt: hour(1), closedAt: hour(2), triggeredAt: hour(2), linesKnown: true });
  });
});

describe('a return that was read whole after it was closed', () => {
  it('keeps what Shopify says of its moments, whatever is told late', async () => {
    const [requested, approved, closed] = wordsOf(4_000n);
    const read: ReturnRow = { ...closed!, requestedAt: hour(0), openedAt: hour(1), closedAt: hour(2), triggeredAt: hour(9), lines: [] };
    await withTransaction((on) => takeReturns(SHOP, [read], on));
    const reopened: ReturnWord = { ...approved!, triggeredAt: new Date(hour(2).getTime() + 400) };
    await hear([requested!, { ...approved!, triggeredAt: new Date(hour(1).getTime() + 300) }, reopened]);
    expect(await kept(4_000n)).toMatchObject({ status: 'closed', requestedAt: hour(0), openedAt: hour(1), closedAt: hour(2), triggeredAt: hour(9) });
  });
});
