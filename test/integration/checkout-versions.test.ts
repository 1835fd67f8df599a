// Two changes of a checkout within one second, told in either order.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutByToken, upsertCheckouts } from '#app/db/checkouts.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

const SHOP = 72n;
const updatedAt = new Date('2026-05-01T10:00:00Z');
const version = (checkoutToken: string, productId: bigint, ms: number) => ({ checkoutToken, checkoutId: null, customerId: null, productIds: [productId], updatedAt, completedAt: null, triggeredAt: new Date(updatedAt.getTime() + ms) });

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describe('a checkout that changed twice within a second', () => {
  it.each([['in order', [1, 2]], ['out of order', [2, 1]]] as const)('and is told of %s is what it was last', async (how, order) => {
    for (const number of order) await upsertCheckouts(SHOP, [version(how, BigInt(number), number * 100)]);
    expect(await checkoutByToken(SHOP, how)).toMatchObject({ productIds: [2n] });
  });
});
