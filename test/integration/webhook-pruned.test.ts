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

  it('forgets what a delivery said that nobody saw to for thirty days, keeps that it was there, and takes it out after ninety', async () => {
    const { shopId } = await buildShop();
    const setAside = (webhookId: string, appliedAt: Date) => ({ shopId, webhookId, topic: 'orders/create', triggeredAt: appliedAt, payload: '{"email":"someone@example.com"}', status: 'set_aside', error: 'Not readable.', appliedAt });
    await prisma().webhookDelivery.createMany({
      data: [setAside('old', new Date('2026-01-01')), setAside('month', new Date('2026-03-01')), setAside('recent', new Date('2026-04-10'))],
    });
    expect(await pruneDeliveries(new Date('2026-04-15'))).toBe(1);
    const left = await prisma().webhookDelivery.findMany({ where: { shopId }, orderBy: { appliedAt: 'asc' } });
    expect(left.map(({ webhookId, payload, error }) => [webhookId, payload, error])).toEqual([
      ['month', '', 'Not readable.'],
      ['recent', '{"email":"someone@example.com"}', 'Not readable.'],
    ]);
  });
});
