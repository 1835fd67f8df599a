import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prisma } from '#app/db/prisma.ts';
import { pruneDeliveries } from '#app/pipeline/sync/prune-deliveries.ts';
import { buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

let db: TestDatabase;
beforeAll(async () => { db = await testDatabase(); });
afterAll(() => db.drop());

describe('the nightly sweep of the inbox', () => {
  it('takes out what was applied more than thirty days ago, and nothing that a person or a worker still has to see', async () => {
    const { shopId } = await buildShop();
    const at = (day: number) => new Date(Date.UTC(2026, 9, day));
    const delivery = (webhookId: string, status: string, appliedAt: Date | null) => ({ shopId, webhookId, topic: 'products/update', triggeredAt: at(1), payload: '', status, appliedAt });
    await prisma().webhookDelivery.createMany({
      data: [delivery('old', 'applied', at(1)), delivery('recent', 'applied', at(20)), delivery('aside', 'set_aside', null), delivery('pending', 'pending', null)],
    });
    expect(await pruneDeliveries(new Date(Date.UTC(2026, 10, 5)))).toBe(1);
    const left = await prisma().webhookDelivery.findMany({ select: { webhookId: true }, orderBy: { webhookId: 'asc' } });
    expect(left.map(({ webhookId }) => webhookId)).toEqual(['aside', 'pending', 'recent']);
  });
});
