// A customer of whom an order, or a consent, is told before anything else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteCustomers, setConsents, updateCustomers } from '#app/db/customers.ts';
import { prisma } from '#app/db/prisma.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

const SHOP = 71n;
const CAME = new Date('2026-05-01T10:00:00Z');
const LATER = new Date('2026-05-02T10:00:00Z');

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describe('a customer who is noted by something else', () => {
  it.each([
    ['an order', 1n, () => noteCustomers(SHOP, [{ customerId: 1n, locale: null, countryCode: 'AT', at: LATER }])],
    ['a consent', 2n, () => setConsents(SHOP, 'email', [{ customerId: 2n, consent: 'SUBSCRIBED', consentAt: LATER }])],
  ] as const)('that came later than they did: %s does not keep out what is told of them after all', async (_what, customerId, note) => {
    await note();
    await updateCustomers(SHOP, [{ customerId, countryCode: 'DE', createdAt: CAME, updatedAt: CAME }]);
    const row = await prisma().customer.findUnique({ where: { shopId_customerId: { shopId: SHOP, customerId } } });
    expect(row).toMatchObject({ createdAt: CAME, updatedAt: CAME, countryCode: 'DE' });
  });
});
