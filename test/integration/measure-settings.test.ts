// What the verdict goes by: what a merchant says is saved and logged, and how much of one shopper counts is fixed once, by the
// orders of the time before the first experiment.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listChanges } from '#app/db/changes.ts';
import { customerWeeks } from '#app/db/customer-weeks.ts';
import { ensureExperiment } from '#app/db/experiments.ts';
import { measureSettingsOf } from '#app/db/measure-settings.ts';
import { outcomeTermsOf } from '#app/db/outcome-terms.ts';
import { prisma } from '#app/db/prisma.ts';
import { AppError } from '#app/domain/app-error.ts';
import { DEFAULT_MEASURE_SETTINGS } from '#app/domain/experiment/measure-settings.ts';
import { fixCap } from '#app/pipeline/measure/fix-cap.ts';
import { saveMeasureSettings } from '#app/pipeline/measure/save-measure-settings.ts';
import { buildCustomer, buildOrder, buildProduct, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

const BEGAN = new Date('2026-11-01T09:00:00Z');
const NOW = new Date('2026-11-20T09:00:00Z');
const DAY_MS = 86_400_000;
const daysBefore = (days: number) => new Date(BEGAN.getTime() - days * DAY_MS);
let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const changesOf = (shopId: bigint) => listChanges(shopId, { limit: 10, events: ['measure_settings_saved'] });

/** One order each; of every fiftieth customer with a hundred pieces. What a piece brings is its price less its cost. */
async function shopWithOrders(customers: number, orderedAt: (n: number) => Date): Promise<bigint> {
  const { shopId } = await buildShop();
  const product = await buildProduct(shopId, { priceMinor: 1_000, unitCostMinor: 400 });
  for (let n = 0; n < customers; n++) await buildOrder(shopId, { customerId: await buildCustomer(shopId), orderedAt: orderedAt(n), lines: [{ product, quantity: n % 50 === 0 ? 100 + n : 1 }] });
  await prisma().orderLine.updateMany({ where: { shopId }, data: { unitCostMinor: 400n } });
  return shopId;
}

describe('what a merchant says of measuring', () => {
  it('is saved, counts from then on and is in the log; said again, it changes nothing', async () => {
    const { shopId } = await buildShop();
    expect(await measureSettingsOf(shopId)).toEqual(DEFAULT_MEASURE_SETTINGS);
    for (let times = 0; times < 2; times++) await saveMeasureSettings(shopId, { plausibleBp: 3_000, messageCostMilli: 90, capMinor: 48_000 }, 'user:1', NOW);
    expect(await measureSettingsOf(shopId)).toEqual({ plausibleBp: 3_000, messageCostMilli: 90, capMinor: 48_000, capFrom: 'merchant', capAt: NOW });
    expect(await outcomeTermsOf(shopId)).toMatchObject({ messageCostMilli: 90, capMinor: 48_000 });
    expect((await changesOf(shopId)).map(({ actor, detail }) => [actor, (detail.before as typeof DEFAULT_MEASURE_SETTINGS).plausibleBp, (detail.after as typeof DEFAULT_MEASURE_SETTINGS).plausibleBp])).toEqual([['user:1', 2_000, 3_000]]);
  });

  it('leaves the cap undecided where it says something else', async () => {
    const { shopId } = await buildShop();
    await saveMeasureSettings(shopId, { plausibleBp: 3_000 }, 'user:1', NOW);
    expect(await measureSettingsOf(shopId)).toMatchObject({ plausibleBp: 3_000, capFrom: null, capAt: null });
  });

  it('is refused out of bounds, and nothing of it saved', async () => {
    const { shopId } = await buildShop();
    await expect(saveMeasureSettings(shopId, { plausibleBp: 20, messageCostMilli: 90 }, 'user:1', NOW)).rejects.toThrow(AppError);
    expect(await measureSettingsOf(shopId)).toEqual(DEFAULT_MEASURE_SETTINGS);
  });
});

describe('how much of one shopper counts', () => {
  it('is fixed once, by customers’ weeks of the year before the first experiment', async () => {
    const shopId = await shopWithOrders(250, (n) => daysBefore(1 + n));
    await ensureExperiment(shopId, 'placement:cart_page', BEGAN);
    // As large as any, but of afterwards, or too long ago.
    for (const orderedAt of [NOW, daysBefore(400)]) await buildOrder(shopId, { customerId: await buildCustomer(shopId), orderedAt, lines: [{ product: await buildProduct(shopId, { priceMinor: 9_000_000, unitCostMinor: 0 }), quantity: 1 }] });
    // One of 200 is the second largest of 250: the largest five brought 100, 150, … 300 pieces of 6.00.
    expect(await customerWeeks(shopId, NOW, 5_000)).toMatchObject({ weeks: 250, oneIn200: 250 * 600 });
    await fixCap(shopId, NOW);
    expect(await measureSettingsOf(shopId)).toMatchObject({ capMinor: 250 * 600, capFrom: 'history', capAt: NOW });
    await prisma().order.updateMany({ where: { shopId }, data: { orderedAt: daysBefore(500) } });
    await fixCap(shopId, new Date(NOW.getTime() + DAY_MS));
    expect(await measureSettingsOf(shopId)).toMatchObject({ capMinor: 250 * 600, capAt: NOW });
    expect(await changesOf(shopId)).toHaveLength(1);
  });

  it('waits for 200 such weeks in a shop without a past, and takes those of both arms together', async () => {
    const shopId = await shopWithOrders(199, (n) => new Date(BEGAN.getTime() + n * 60_000));
    await ensureExperiment(shopId, 'placement:cart_page', BEGAN);
    await fixCap(shopId, NOW);
    expect((await measureSettingsOf(shopId)).capFrom).toBeNull();
    await buildOrder(shopId, { customerId: await buildCustomer(shopId), orderedAt: NOW, lines: [{ product: await buildProduct(shopId, { priceMinor: 1_000, unitCostMinor: 400 }), quantity: 1 }] });
    await fixCap(shopId, NOW);
    expect((await measureSettingsOf(shopId)).capFrom).toBe('history');
  });

  it('stays as the merchant said, and is not asked while the past is being read', async () => {
    const shopId = await shopWithOrders(220, (n) => daysBefore(1 + n));
    await ensureExperiment(shopId, 'placement:cart_page', BEGAN);
    await prisma().backfill.create({ data: { shopId, backfillId: '00000000-0000-4000-8000-000000000001', status: 'running', stage: 'orders', stages: [], startedAt: NOW, updatedAt: NOW } });
    await fixCap(shopId, NOW);
    expect((await measureSettingsOf(shopId)).capFrom).toBeNull();
    await prisma().backfill.updateMany({ where: { shopId }, data: { status: 'done' } });
    await saveMeasureSettings(shopId, { capMinor: 5_000 }, 'user:1', NOW);
    await fixCap(shopId, NOW);
    expect(await measureSettingsOf(shopId)).toMatchObject({ capMinor: 5_000, capFrom: 'merchant' });
  });
});
