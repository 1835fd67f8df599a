// What Results say of places and of all of them together: which number leads, how it became known, what would bring it nearer.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureExperiment, type ExperimentRow } from '#app/db/experiments.ts';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { outcomeTermsOf } from '#app/db/outcome-terms.ts';
import { refreshOutcomes } from '#app/db/outcomes.ts';
import { saveMeasureSettings } from '#app/pipeline/measure/save-measure-settings.ts';
import { resultDesk } from '#app/read/result-desk.ts';
import { buildCustomer, buildOrder, buildProduct, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

const FROM = new Date('2026-10-20T09:00:00Z');
const NOW = new Date('2026-11-20T09:00:00Z');
const DAY_MS = 86_400_000;
const later = (days: number): Date => new Date(FROM.getTime() + Math.round(days * DAY_MS));
let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

interface Crowd {
  experiment: ExperimentRow;
  exposed: number;
  held: number;
  /** Minor units that the nth brings; cost is assumed to be none. */
  brings: (n: number, arm: string) => number;
  /** Days after FROM at which the nth is counted. */
  at: (n: number) => number;
}

/** Visitors who are counted at a place, and buy within the hour. */
async function come(shopId: bigint, { experiment: { experimentId }, exposed, held, brings, at }: Crowd): Promise<void> {
  const visitors = Array.from({ length: exposed + held }, (_, n) => ({ n, id: crypto.randomUUID(), arm: n < exposed ? 'exposed' : 'holdout', orderId: BigInt(Math.floor(Math.random() * 2 ** 45)) }));
  const ofArm = ({ n }: { n: number }) => (n < exposed ? n : n - exposed);
  await prisma().exposure.createMany({ data: visitors.map((visitor) => ({ shopId, experimentId, subjectKey: `v:${visitor.id}`, arm: visitor.arm, firstAt: later(at(ofArm(visitor))) })) });
  const buyers = visitors.map((visitor) => ({ ...visitor, minor: brings(ofArm(visitor), visitor.arm) })).filter(({ minor }) => minor > 0);
  await prisma().order.createMany({
    data: buyers.map((buyer) => ({ shopId, orderId: buyer.orderId, name: `#${buyer.orderId}`, currency: 'EUR', totalMinor: BigInt(buyer.minor), orderedAt: later(at(ofArm(buyer)) + 0.02), updatedAt: NOW, visitorId: buyer.id })),
  });
  await prisma().orderLine.createMany({ data: buyers.map(({ orderId, minor }) => ({ shopId, orderId, lineId: orderId, quantity: 1, unitPriceMinor: BigInt(minor), discountMinor: 0n, unitCostMinor: 0n })) });
}

async function shopWithPlaces(holdoutBp = 5_000): Promise<{ shopId: bigint; cart: ExperimentRow; page: ExperimentRow }> {
  const { shopId } = await buildShop();
  const [cart, page] = [await ensureExperiment(shopId, 'placement:cart_page', FROM, pool(), holdoutBp), await ensureExperiment(shopId, 'placement:product_page', FROM, pool(), holdoutBp)];
  return { shopId, cart, page };
}

/** Half of them buy; who is exposed brings a little more. */
const brings = (n: number, arm: string) => (n % 2 ? 0 : (arm === 'exposed' ? 1_300 : 1_000) + (n % 10) * 100);

describe('results', () => {
  it('lead with all places together where no place alone has enough, and say so; a place leads there', async () => {
    const { shopId, cart, page } = await shopWithPlaces();
    for (const experiment of [cart, page]) await come(shopId, { experiment, exposed: 550, held: 550, brings, at: (n) => 1 + (n / 550) * 20 });
    const desk = await resultDesk(shopId, NOW);
    const alone = desk.results.find(({ scope }) => scope === cart.experimentId);
    expect(desk).toMatchObject({ shown: 'on_site', pooledLeads: true });
    expect(desk.results[0]?.verdict).toMatchObject({ kind: 'known', direction: 'more' });
    if (alone?.verdict.kind !== 'not_yet') throw new Error(JSON.stringify(alone?.verdict));
    expect(alone.verdict.nearer[0]).toMatchObject({ kind: 'all_places', knownToday: true });
    expect((await resultDesk(shopId, NOW, cart.experimentId)).shown).toBe(cart.experimentId);
  });

  it('show how the number became known: the interval narrows, and its last point is the verdict', async () => {
    const { shopId, cart } = await shopWithPlaces();
    await come(shopId, { experiment: cart, exposed: 1_200, held: 1_200, brings, at: (n) => 1 + (n / 1_200) * 20 });
    await refreshOutcomes(shopId, await outcomeTermsOf(shopId));
    const { overTime, results } = await resultDesk(shopId, NOW);
    const verdict = results[0]?.verdict;
    if (verdict?.kind !== 'known') throw new Error(JSON.stringify(verdict));
    const [first, last] = [overTime[0], overTime.at(-1)];
    if (!first || !last) throw new Error('there are no points');
    expect(overTime.length).toBeGreaterThan(5);
    expect(last).toMatchObject({ subjects: 2_400, value: expect.closeTo(verdict.profit.value, 9), low: expect.closeTo(verdict.profit.low, 9), high: expect.closeTo(verdict.profit.high, 9) });
    expect(last.high - last.low).toBeLessThan(first.high - first.low);
    expect(overTime.map(({ subjects }) => subjects)).toEqual(overTime.map(({ subjects }) => subjects).toSorted((one, other) => one - other));
  });

  it('give a date by the traffic of the last two weeks', async () => {
    const { shopId, cart } = await shopWithPlaces();
    await come(shopId, { experiment: cart, exposed: 100, held: 100, brings, at: () => 1 });
    await come(shopId, { experiment: cart, exposed: 70, held: 70, brings, at: () => 25 });
    const dateOf = async () => {
      const verdict = (await resultDesk(shopId, NOW)).results[0]?.verdict;
      return verdict?.kind === 'not_yet' && verdict.needed !== null ? { wait: Math.round((Date.parse(verdict.knownOn ?? '') - NOW.getTime()) / DAY_MS), missing: verdict.needed - verdict.have } : null;
    };
    const sinceEver = await dateOf();
    expect(sinceEver?.wait).toBe(Math.ceil((sinceEver?.missing ?? 0) / (340 / 30)));
    await refreshOutcomes(shopId, await outcomeTermsOf(shopId));
    const lately = await dateOf();
    expect(lately?.wait).toBe(Math.ceil((lately?.missing ?? 0) / 10));
  });

  it('say nothing of all places while one of them does not add up', async () => {
    const { shopId, cart, page } = await shopWithPlaces();
    await come(shopId, { experiment: cart, exposed: 1_200, held: 1_200, brings, at: (n) => n / 100 });
    await come(shopId, { experiment: page, exposed: 60, held: 5, brings, at: (n) => n / 10 });
    const { results } = await resultDesk(shopId, NOW);
    expect(results.map(({ of, verdict }) => [of.kind === 'placement' ? of.placement : of.kind, verdict.kind])).toEqual([['on_site', 'broken'], ['cart_page', 'known'], ['product_page', 'broken']]);
  });

  it('are blocked where an arm loses subjects between being given and being counted', async () => {
    const { shopId, cart } = await shopWithPlaces();
    await come(shopId, { experiment: cart, exposed: 800, held: 800, brings, at: (n) => n / 100 });
    const { experimentId } = cart;
    await prisma().$executeRaw`INSERT INTO assignments (shop_id, experiment_id, subject_key, arm, assigned_at) SELECT shop_id, experiment_id, subject_key, arm, first_at FROM exposures WHERE shop_id = ${shopId}`;
    await prisma().assignment.createMany({ data: Array.from({ length: 400 }, (_, n) => ({ shopId, experimentId, subjectKey: `v:away-${n}`, arm: n < 300 ? 'holdout' : 'exposed', assignedAt: FROM })) });
    expect((await resultDesk(shopId, NOW)).results.map(({ verdict }) => verdict)).toEqual([expect.objectContaining({ kind: 'broken', fault: 'lost' }), expect.objectContaining({ kind: 'broken', fault: 'lost' }), expect.objectContaining({ kind: 'not_yet' })]);
  });

  it('offer the cap of the shop’s past to a merchant who took it away, with its date', async () => {
    const { shopId, cart } = await shopWithPlaces();
    const product = await buildProduct(shopId, { priceMinor: 1_000, unitCostMinor: 0 });
    for (let n = 0; n < 210; n++) await buildOrder(shopId, { customerId: await buildCustomer(shopId), orderedAt: later(-1 - n), lines: [{ product, quantity: n < 3 ? 20 + n : 1 }] });
    await prisma().orderLine.updateMany({ where: { shopId }, data: { unitCostMinor: 0n } });
    await come(shopId, { experiment: cart, exposed: 150, held: 150, brings: (n) => (n === 0 ? 900_000 : n % 2 ? 0 : 1_000), at: (n) => 18 + n / 20 });
    await saveMeasureSettings(shopId, { capMinor: 5_000 }, 'user:1', NOW);
    await saveMeasureSettings(shopId, { capMinor: null }, 'user:1', NOW);
    await refreshOutcomes(shopId, await outcomeTermsOf(shopId));
    const desk = await resultDesk(shopId, NOW);
    const verdict = desk.results[0]?.verdict;
    if (verdict?.kind !== 'not_yet') throw new Error(JSON.stringify(verdict));
    expect(verdict.nearer).toContainEqual(expect.objectContaining({ kind: 'cap', capMinor: 21_000 }));
    expect(desk.rule).toMatchObject({ capMinor: null, capFrom: 'merchant', capChangedAt: NOW.toISOString() });
  });
});
