// What the results screen counts, held against a full recount in plain loops; and how an order finds the offers it followed.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endExperiment, ensureExperiment, type ExperimentRow, runningExperiments } from '#app/db/experiments.ts';
import { writeGuardrails } from '#app/db/guardrails.ts';
import { saveMeasureSettings } from '#app/db/measure-settings.ts';
import type { OutcomeTerms } from '#app/db/outcome-rows.ts';
import { outcomeTermsOf } from '#app/db/outcome-terms.ts';
import { refreshOutcomes } from '#app/db/outcomes.ts';
import { pool, withTransaction } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { armSums } from '#app/db/results.ts';
import { forgetPerson } from '#app/db/people.ts';
import { linkVisitor } from '#app/db/subjects.ts';
import { DEFAULT_MEASURE_SETTINGS } from '#app/domain/experiment/measure-settings.ts';
import { DEFAULT_GUARDRAILS } from '#app/domain/margin/guardrails.ts';
import { attributeOrder } from '#app/pipeline/measure/attribute-order.ts';
import { refreshOutcomes as refreshAll } from '#app/pipeline/measure/refresh-outcomes.ts';
import { resultDesk } from '#app/read/result-desk.ts';
import { resultsPage } from '#app/read/results.ts';
import { type BuiltOrder, type BuiltProduct, buildCustomer, buildOrder, buildProduct, buildRefund, buildSet, buildShop } from '#prisma/seed/builders.ts';
import { seededRandom } from '#sandbox/seed/seeded-random.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { recount } from '#test/support/recount-results.ts';

const FROM = new Date('2026-11-01T09:00:00Z');
const NOW = new Date('2026-11-20T09:00:00Z');
const DAY_MS = 24 * 3_600_000;
const later = (days: number): Date => new Date(FROM.getTime() + Math.round(days * DAY_MS));
const TERMS: OutcomeTerms = { feeBp: DEFAULT_GUARDRAILS.feeBp, feeMinor: DEFAULT_GUARDRAILS.feeMinor, defaultCostBp: DEFAULT_GUARDRAILS.defaultCostBp, messageCostMilli: 150, capMinor: 9_000 };
let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

interface Stage {
  shopId: bigint;
  camera: BuiltProduct;
  card: BuiltProduct;
  setId: string;
  cart: ExperimentRow;
  page: ExperimentRow;
}

async function stage(holdoutBp = 5_000): Promise<Stage> {
  const { shopId } = await buildShop();
  const camera = await buildProduct(shopId);
  const card = await buildProduct(shopId, { priceMinor: 4_990, unitCostMinor: 2_000 });
  const setId = await buildSet(shopId, { anchor: camera, slots: [{ name: 'card', candidates: [{ product: card }] }] });
  const cart = await ensureExperiment(shopId, 'placement:cart_page', FROM, pool(), holdoutBp);
  const page = await ensureExperiment(shopId, 'placement:product_page', FROM, pool(), holdoutBp);
  return { shopId, camera, card, setId, cart, page };
}

const expose = ({ shopId }: Stage, experiment: ExperimentRow, subjectKey: string, arm: string, firstAt: Date) =>
  prisma().exposure.create({ data: { shopId, experimentId: experiment.experimentId, subjectKey, arm, firstAt } });

async function order({ shopId, camera, card, setId }: Stage, who: { visitorId?: string; customerId?: bigint }, orderedAt: Date, options: { withCard?: boolean; quantity?: number; cost?: bigint | null } = {}) {
  const { withCard = false, quantity = 1, cost = 4_000n } = options;
  const built = await buildOrder(shopId, { orderedAt, customerId: who.customerId ?? null, lines: [{ product: camera, quantity }, ...(withCard ? [{ product: card, setId, discountMinor: 499 }] : [])] });
  await prisma().order.updateMany({ where: { shopId, orderId: built.orderId }, data: { visitorId: who.visitorId ?? null, shippingDiscountMinor: quantity > 1 ? 490n : 0n } });
  await prisma().orderLine.updateMany({ where: { shopId, orderId: built.orderId, productId: camera.productId }, data: { unitCostMinor: cost } });
  return built;
}
interface BusyShop {
  at: Stage;
  global: ExperimentRow;
  customers: bigint[];
  orders: BuiltOrder[];
}

/** Two places and the global experiment; visitors of whom some are customers, some of them the same. @param between called now and then */
async function busyShop(seed: number, between: (shopId: bigint) => Promise<unknown> = async () => {}): Promise<BusyShop> {
  const at = await stage();
  const global = await ensureExperiment(at.shopId, 'global', FROM, pool(), 200);
  const chance = seededRandom(seed);
  const money = seededRandom(seed + 1);
  const customers = await Promise.all(Array.from({ length: 12 }, () => buildCustomer(at.shopId)));
  const orders: BuiltOrder[] = [];
  for (let n = 0; n < 60; n++) {
    if (n % 13 === 12) await between(at.shopId);
    const visitorId = randomUUID();
    const customerId = chance.chance(0.5) ? chance.pick(customers) : undefined;
    const first = chance.next() * 9;
    if (customerId && chance.chance(0.8)) await linkVisitor(at.shopId, visitorId, customerId, later(first));
    for (const experiment of [at.cart, at.page]) if (chance.chance(0.7)) await expose(at, experiment, `v:${visitorId}`, chance.chance(0.5) ? 'exposed' : 'holdout', later(first + chance.next()));
    if (chance.chance(0.8)) await expose(at, global, `v:${visitorId}`, chance.chance(0.8) ? 'exposed' : 'holdout', later(first));
    for (let each = chance.between(0, 2); each > 0; each--) {
      const built = await order(at, { visitorId, ...(customerId ? { customerId } : {}) }, later(first + chance.next() * 9 - 1), { withCard: chance.chance(0.5), quantity: chance.between(1, 3), cost: chance.chance(0.6) ? 4_100n : null });
      orders.push(built);
      await attributeOrder(at.shopId, built.orderId, NOW);
      if (chance.chance(0.3)) {
        const refundId = await buildRefund(at.shopId, built, { lineNos: [0], refundedAt: later(20) });
        await prisma().refundLine.updateMany({ where: { shopId: at.shopId, refundId }, data: { amountMinor: BigInt(chance.between(0, 10_000)), taxMinor: BigInt(money.between(0, 900)) } });
        if (money.chance(0.4)) await prisma().refund.updateMany({ where: { shopId: at.shopId, refundId }, data: { adjustmentMinor: BigInt(money.between(-300, 800)) } });
      }
      if (money.chance(0.5)) await prisma().order.updateMany({ where: { shopId: at.shopId, orderId: built.orderId }, data: { taxesIncluded: true } });
      if (money.chance(0.7)) await prisma().orderLine.updateMany({ where: { shopId: at.shopId, orderId: built.orderId }, data: { taxMinor: BigInt(money.between(1, 700)) } });
      if (money.chance(0.2)) await prisma().orderLine.updateMany({ where: { shopId: at.shopId, orderId: built.orderId }, data: { removedQuantity: 1 } });
      if (chance.chance(0.1)) await prisma().order.updateMany({ where: { shopId: at.shopId, orderId: built.orderId }, data: { cancelledAt: later(20) } });
    }
  }
  return { at, global, customers, orders };
}

/** Every sum of every scope is what plain loops over plain rows come to. */
async function expectRecount(at: Stage, global: ExperimentRow, terms = TERMS): Promise<void> {
  const sums = await armSums(at.shopId, terms);
  const only = ({ experimentId }: ExperimentRow) => (id: string) => id === experimentId;
  const running = new Set((await runningExperiments(at.shopId)).map(({ experimentId }) => experimentId));
  const scopes: [string, (id: string) => boolean, takes?: (id: string) => boolean][] = [
    ['on_site', (id) => id !== global.experimentId && running.has(id), (id) => id !== global.experimentId], [global.experimentId, only(global), () => true], [at.cart.experimentId, only(at.cart)], [at.page.experimentId, only(at.page)],
  ];
  for (const [scope, counts, takes] of scopes.filter(([scope]) => scope === 'on_site' || running.has(scope))) {
    const expected = await recount(at.shopId, counts, terms, takes);
    expect(sums.filter((row) => row.scope === scope).map(({ arm }) => arm).sort()).toEqual(Object.keys(expected).sort());
    for (const { arm, ...found } of sums.filter((row) => row.scope === scope))
      for (const [name, value] of Object.entries(expected[arm] ?? {})) expect([scope, arm, name, found[name as 'profit']]).toEqual([scope, arm, name, value]);
  }
}

const attributed = ({ shopId }: Stage, orderId: bigint) => prisma().attribution.findMany({ where: { shopId, orderId } });

describe('an order', () => {
  it('gives the lines that a widget added to the place that its visitor reached last, and no other line', async () => {
    const at = await stage();
    const visitorId = randomUUID();
    await expose(at, at.page, `v:${visitorId}`, 'exposed', later(0));
    await expose(at, at.cart, `v:${visitorId}`, 'exposed', later(1));
    const after = await ensureExperiment(at.shopId, 'placement:thank_you', FROM);
    await expose(at, after, `v:${visitorId}`, 'exposed', new Date(later(2).getTime() + 900));
    const { orderId, lineIds } = await order(at, { visitorId }, later(2), { withCard: true });
    await attributeOrder(at.shopId, orderId, NOW);
    await attributeOrder(at.shopId, orderId, NOW);
    expect(await attributed(at, orderId)).toMatchObject([{ lineId: lineIds[1], experimentId: at.cart.experimentId, subjectKey: `v:${visitorId}`, stepId: null }]);
  });

  it('in the second of the offer came after it: the platform dates orders by whole seconds', async () => {
    const at = await stage();
    const visitorId = randomUUID();
    await expose(at, at.cart, `v:${visitorId}`, 'exposed', new Date('2026-11-01T09:00:00.900Z'));
    const { orderId } = await order(at, { visitorId }, new Date('2026-11-01T09:00:00Z'), { withCard: true });
    await attributeOrder(at.shopId, orderId, NOW);
    expect(await attributed(at, orderId)).toHaveLength(1);
    expect((await resultsPage(at.shopId, NOW)).onSite).toMatchObject({ acceptance: 1, exposed: { buyers: 1 } });
  });

  it.each([
    ['before the offer', 'exposed', -0.1],
    ['later than the window', 'exposed', 7.01],
    ['of the holdout', 'holdout', 1],
  ])('%s is attributed to nothing', async (_, arm, days) => {
    const at = await stage();
    const visitorId = randomUUID();
    await expose(at, at.cart, `v:${visitorId}`, arm, later(1));
    const { orderId } = await order(at, { visitorId }, later(1 + days), { withCard: true });
    await attributeOrder(at.shopId, orderId, NOW);
    expect(await attributed(at, orderId)).toEqual([]);
  });

  it('makes its visitor its customer, whose other devices count as theirs', async () => {
    const at = await stage();
    const [phone, desk] = [randomUUID(), randomUUID()];
    const customerId = await buildCustomer(at.shopId);
    await linkVisitor(at.shopId, phone, customerId, later(0));
    await expose(at, at.cart, `v:${phone}`, 'exposed', later(0));
    const { orderId } = await order(at, { visitorId: desk, customerId }, later(1), { withCard: true });
    await attributeOrder(at.shopId, orderId, NOW);
    expect(await attributed(at, orderId)).toMatchObject([{ subjectKey: `c:${customerId}` }]);
    expect(await prisma().subjectLink.findMany({ where: { shopId: at.shopId, visitorId: desk } })).toMatchObject([{ customerId }]);
  });

  it('through a message gives what it offered to the workflow', async () => {
    const at = await stage();
    const customerId = await buildCustomer(at.shopId);
    const workflowId = randomUUID();
    const workflow = await ensureExperiment(at.shopId, `workflow:${workflowId}`, FROM);
    const [stepId, decisionId] = [randomUUID(), randomUUID()];
    await prisma().step.create({ data: { shopId: at.shopId, stepId, enrollmentId: randomUUID(), workflowId, customerId, channel: 'email', dueAt: later(0), status: 'sent', sentAt: later(0), decisionId } });
    await prisma().decision.create({ data: { shopId: at.shopId, decidedAt: NOW, decisionId, placement: 'email', currency: 'EUR', cartProductIds: [], setId: at.setId, offered: [{ p: String(at.card.productId) }], refused: [] } });
    await prisma().discountCode.create({ data: { shopId: at.shopId, code: 'SET-1', stepId, discountNodeId: 'x', endsAt: later(14) } });
    const built = await buildOrder(at.shopId, { customerId, orderedAt: later(3), lines: [{ product: at.camera }, { product: at.card }] });
    await prisma().order.updateMany({ where: { shopId: at.shopId, orderId: built.orderId }, data: { discountCodes: ['set-1'] } });
    await attributeOrder(at.shopId, built.orderId, NOW);
    expect(await attributed(at, built.orderId)).toMatchObject([{ lineId: built.lineIds[1], experimentId: workflow.experimentId, stepId, subjectKey: `c:${customerId}` }]);
    expect(await prisma().discountCode.findFirst({ where: { shopId: at.shopId } })).toMatchObject({ orderId: built.orderId, usedAt: later(3) });
  });
});

describe('the results', () => {
  it('equal a full recount: devices that are one customer, refunds, costs that are assumed, orders out of the window', async () => {
    const { at, global } = await busyShop(7);
    await expectRecount(at, global);
    const sums = await armSums(at.shopId, TERMS);
    const subjects = (scope: string) => sums.filter((row) => row.scope === scope).reduce((total, row) => total + row.subjects, 0);
    const each = [subjects(at.cart.experimentId), subjects(at.page.experimentId)];
    expect(Math.max(...each)).toBeLessThanOrEqual(subjects('on_site'));
    expect(subjects('on_site')).toBeLessThanOrEqual(each[0] as number + (each[1] as number));
  });

  it('equal it too when most of it was kept before, whatever happens late', async () => {
    const refresh = (shopId: bigint) => refreshOutcomes(shopId, TERMS);
    const { at, global, customers, orders } = await busyShop(11, refresh);
    const { shopId } = at;
    const some = (part: number) => orders.filter((_, n) => n % 5 === part);
    const idsOf = (part: number) => ({ shopId, orderId: { in: some(part).map(({ orderId }) => orderId) } });
    const { visitorId } = await prisma().order.findFirstOrThrow({ where: { shopId, customerId: null, visitorId: { not: null } }, orderBy: { orderId: 'asc' } });
    const late: [string, () => Promise<unknown>][] = [
      ['refunds', () => prisma().refundLine.createMany({ data: some(0).map(({ orderId, lineIds: [lineId] }) => ({ shopId, refundId: orderId + 5_000_000n, orderId, lineId: lineId as bigint, quantity: 0, amountMinor: 2_000n })) })],
      ['refunds for no line', () => prisma().refund.createMany({ data: some(0).map(({ orderId }) => ({ shopId, refundId: orderId + 6_000_000n, orderId, refundedAt: later(20), adjustmentMinor: 700n })) })],
      ['taxes in the price', () => prisma().order.updateMany({ where: idsOf(0), data: { taxesIncluded: true } })],
      ['cancellations', () => prisma().order.updateMany({ where: idsOf(1), data: { cancelledAt: later(20) } })],
      ['edited lines', () => prisma().orderLine.updateMany({ where: idsOf(2), data: { quantity: 5 } })],
      ['lines that go', () => prisma().orderLine.deleteMany({ where: idsOf(3) })],
      ['orders of somebody else', () => prisma().order.updateMany({ where: idsOf(4), data: { customerId: customers[3] as bigint } })],
      ['a visitor who turns out to be a customer', () => linkVisitor(shopId, visitorId as string, customers[4] as bigint, NOW)],
      ['a customer who is forgotten', () => withTransaction((client) => forgetPerson(shopId, customers[5] as bigint, [], client))],
      ['an offer taken up', () => prisma().attribution.create({ data: { shopId, orderId: 1n, lineId: 1n, experimentId: at.cart.experimentId, subjectKey: `v:${visitorId}`, attributedAt: NOW } })],
      ['a first exposure that was earlier', () => prisma().exposure.updateMany({ where: { shopId, subjectKey: `v:${visitorId}` }, data: { firstAt: later(-1), arm: 'holdout' } })],
      ['a place that begins anew', () => endExperiment(shopId, 'placement:cart_page', NOW)],
    ];
    const sums = async () => JSON.stringify((await armSums(shopId, TERMS)).sort((a, b) => `${a.scope} ${a.arm}`.localeCompare(`${b.scope} ${b.arm}`)));
    for (const [what, happens] of late) {
      await refresh(shopId);
      const before = await sums();
      await expectRecount(at, global);
      await happens();
      await expectRecount(at, global);
      expect(await sums(), `${what} changed something`).not.toBe(before);
    }
    await expectRecount(at, global, { ...TERMS, feeBp: 150, feeMinor: 25 });
    await expectRecount(at, global, { ...TERMS, defaultCostBp: 3_500 });
    await refresh(shopId);
    expect(await refresh(shopId), 'nothing is computed twice').toBe(0);
    await expectRecount(at, global);
  });

  it('equal it while others write and several refresh at once', async () => {
    const { at, global } = await busyShop(13);
    const refresh = () => refreshOutcomes(at.shopId, TERMS);
    await refresh();
    await Promise.all(
      Array.from({ length: 12 }, async (_, n) => {
        const visitorId = randomUUID();
        await expose(at, at.cart, `v:${visitorId}`, n % 2 ? 'exposed' : 'holdout', later(n));
        await refresh();
        const built = await order(at, { visitorId }, later(n + 1), { withCard: true });
        await Promise.all([refresh(), attributeOrder(at.shopId, built.orderId, NOW), buildRefund(at.shopId, built, { lineNos: [0] })]);
      }),
    );
    await expectRecount(at, global);
    await refreshAll();
    expect(await prisma().staleOutcome.count({ where: { shopId: at.shopId } })).toBe(0);
    await expectRecount(at, global);
  });

  it('are kept anew once the merchant says another cost or cap, also where nothing else happens', async () => {
    const at = await stage();
    await expose(at, at.cart, `v:${randomUUID()}`, 'exposed', later(0));
    const kept = async () => (await prisma().outcomeRollup.findFirstOrThrow({ where: { shopId: at.shopId } })).basis;
    const by = { actor: 'merchant', at: NOW };
    for (const changes of [
      () => saveMeasureSettings(at.shopId, { ...DEFAULT_MEASURE_SETTINGS, capMinor: 5_000, capFrom: 'merchant', capAt: NOW }, by),
      () => writeGuardrails(at.shopId, { ...DEFAULT_GUARDRAILS, feeBp: 100 }, by),
      () => endExperiment(at.shopId, 'placement:product_page', NOW),
    ]) {
      await refreshAll();
      const before = await kept();
      await changes();
      await refreshAll();
      expect(await kept()).not.toBe(before);
      expect(await refreshOutcomes(at.shopId, await outcomeTermsOf(at.shopId)), 'nothing is left to compute').toBe(0);
    }
  });

  it('cost a shop that measures nothing no mark', async () => {
    const { shopId } = await buildShop();
    const product = await buildProduct(shopId);
    await buildOrder(shopId, { lines: [{ product }], customerId: await buildCustomer(shopId) });
    expect(await prisma().staleOutcome.count({ where: { shopId } })).toBe(0);
  });

  it('are told apart by strategy: what each offered, and what followed it, net of what came back, less what it cost', async () => {
    const at = await stage(0);
    const { shopId, camera, card } = at;
    const better = await buildSet(shopId, { anchor: camera, strategy: 'upsell', slots: [{ name: 'better', candidates: [{ product: card }] }] });
    const offer = (setId: string, decidedAt: Date) => pool().query(
      `INSERT INTO decisions (shop_id, decided_at, decision_id, placement, currency, cart_product_ids, set_id, offered, refused) VALUES ($1, $2, gen_random_uuid(), 'cart_page', 'EUR', '{}', $3, '[{"p":"1"}]', '[]')`, [shopId, decidedAt, setId]);
    for (let made = 0; made < 3; made++) await offer(at.setId, later(made));
    await offer(better, later(1));
    await offer(better, new Date(NOW.getTime() - 31 * DAY_MS));
    for (const back of [false, true]) {
      const visitorId = randomUUID();
      await expose(at, at.cart, `v:${visitorId}`, 'exposed', later(0));
      const bought = await order(at, { visitorId }, later(1), { withCard: true });
      await pool().query('UPDATE order_lines SET unit_cost_minor = 2000 WHERE shop_id = $1 AND order_id = $2 AND product_id = $3', [shopId, bought.orderId, card.productId]);
      if (back) {
        await buildRefund(shopId, bought, { lineNos: [1] });
        await pool().query('UPDATE refund_lines SET amount_minor = 4491 WHERE shop_id = $1 AND order_id = $2', [shopId, bought.orderId]);
      }
      await attributeOrder(shopId, bought.orderId, NOW);
    }
    const { byStrategy } = await resultDesk(shopId, NOW);
    // 49.90 less 4.99 of discount, which cost 20.00; the other came back.
    expect(byStrategy.rows).toEqual([
      { strategy: 'completion', offered: 3, taken: 2, revenueMinor: 4_491, profitMinor: 2_491 },
      { strategy: 'upsell', offered: 1, taken: 0, revenueMinor: 0, profitMinor: 0 },
    ]);
  });

  it('set all that Setwise does against who is held out of everything, by what followed any offer', async () => {
    const at = await stage();
    const { experimentId } = await ensureExperiment(at.shopId, 'global', FROM, pool(), 200);
    const global = { ...at.cart, experimentId };
    const [reached, held] = [randomUUID(), randomUUID()];
    for (const experiment of [global, at.cart]) await expose(at, experiment, `v:${reached}`, 'exposed', later(0));
    await expose(at, global, `v:${held}`, 'holdout', later(0));
    for (const visitorId of [reached, held]) await attributeOrder(at.shopId, (await order(at, { visitorId }, later(1), { withCard: true })).orderId, NOW);
    const { results } = await resultDesk(at.shopId, NOW);
    expect(results.map(({ of }) => of.kind)).toEqual(['on_site', 'placement', 'placement', 'global']);
    const [onSite, , , all] = results;
    expect([onSite?.exposed.subjects, onSite?.holdout.subjects]).toEqual([1, 0]);
    expect(all).toMatchObject({ scope: experimentId, holdoutBp: 200, exposed: { subjects: 1, orders: 1 }, holdout: { subjects: 1, orders: 1 }, acceptance: 1, attributed: { revenueMinor: 4_491, orders: 1 } });
  });

  it('count a visitor who became a customer once, in the arm they had first', async () => {
    const at = await stage();
    const [one, two] = [randomUUID(), randomUUID()];
    const customerId = await buildCustomer(at.shopId);
    await expose(at, at.cart, `v:${one}`, 'exposed', later(1));
    await expose(at, at.cart, `v:${two}`, 'holdout', later(2));
    await expose(at, at.cart, `c:${customerId}`, 'holdout', later(3));
    for (const visitorId of [one, two]) await linkVisitor(at.shopId, visitorId, customerId, later(3));
    const { onSite } = await resultsPage(at.shopId, NOW);
    expect([onSite?.exposed.subjects, onSite?.holdout.subjects]).toEqual([1, 0]);
  });

  it('earn nothing by a refund, also of what was sold below its cost', async () => {
    const at = await stage();
    const visitorId = randomUUID();
    await expose(at, at.cart, `v:${visitorId}`, 'exposed', later(0));
    const built = await order(at, { visitorId }, later(1), { cost: 20_000n });
    const before = (await resultsPage(at.shopId, NOW)).onSite?.exposed;
    const refundId = await buildRefund(at.shopId, built);
    await prisma().refundLine.updateMany({ where: { refundId }, data: { amountMinor: 10_000n } });
    const after = (await resultsPage(at.shopId, NOW)).onSite?.exposed;
    expect([before?.revenueMinor, before?.profitMinor]).toEqual([10_000, 10_000 - 20_000 - 290 - 30]);
    expect([after?.revenueMinor, after?.profitMinor]).toEqual([0, before?.profitMinor]);
  });

  it('say nothing of an effect while too few are counted, and when enough will be', async () => {
    const at = await stage();
    for (let n = 0; n < 40; n++) {
      const visitorId = randomUUID();
      await expose(at, at.cart, `v:${visitorId}`, n % 2 ? 'exposed' : 'holdout', later(n / 4));
      if (n % 4 < 3) await order(at, { visitorId }, later(n / 4 + 0.1), { quantity: 1 + (n % 3) });
    }
    const { onSite, each } = await resultsPage(at.shopId, later(10));
    expect(onSite?.verdict).toMatchObject({ kind: 'not_yet', have: 40, knownOn: expect.any(String) });
    if (onSite?.verdict.kind !== 'not_yet') throw new Error('something is known');
    expect(new Date(onSite.verdict.knownOn ?? 0) > later(10)).toBe(true);
    expect(each.find(({ subjectOf }) => subjectOf === 'placement:product_page')).toMatchObject({ acceptance: null, verdict: { kind: 'not_yet', have: 0, needed: 200, knownOn: null } });
  });

  it('are blocked when the arms do not hold what they should', async () => {
    const at = await stage();
    await prisma().exposure.createMany({ data: Array.from({ length: 100 }, (_, n) => ({ shopId: at.shopId, experimentId: at.cart.experimentId, subjectKey: `v:${randomUUID()}`, arm: n < 75 ? 'exposed' : 'holdout', firstAt: later(1) })) });
    expect((await resultsPage(at.shopId, NOW)).onSite?.verdict).toMatchObject({ kind: 'broken' });
  });

  it('are there for a shop that has switched nothing on', async () => {
    const { shopId } = await buildShop();
    expect(await resultsPage(shopId, NOW)).toMatchObject({ currency: 'EUR', onSite: null, each: [], global: null });
  });
});
