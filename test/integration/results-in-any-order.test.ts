// The sums of the results, whatever the order in which the store tells of what happened, late and again: over HTTP, through the
// inbox, by the jobs that follow, with refreshes in between. Held against a recount from the rules.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureExperiment } from '#app/db/experiments.ts';
import { saveExposures } from '#app/db/exposures.ts';
import { recordMessageEvent } from '#app/db/message-events.ts';
import type { OutcomeTerms } from '#app/db/outcome-rows.ts';
import { refreshOutcomes } from '#app/db/outcomes.ts';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { armSums, ON_SITE } from '#app/db/results.ts';
import { linkVisitor } from '#app/db/subjects.ts';
import type { ArmSums } from '#app/domain/metric/arm-sums.ts';
import { attributeOrder } from '#app/jobs/definitions/attribute-order.ts';
import handleAttributeOrder from '#app/jobs/handlers/attribute-order.ts';
import { applyDeliveries } from '#app/pipeline/sync/apply-deliveries.ts';
import { buildProduct, buildShop } from '#prisma/seed/builders.ts';
import { type SeededRandom, seededRandom } from '#sandbox/seed/seeded-random.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { type Counts, recount } from '#test/support/recount-results.ts';
import { BEGUN, type Online, type Scope, SCOPES, shopStream, type Stream, type Told } from '#test/support/shop-stream.ts';
import { signedDelivery, startWebhookEndpoint, type WebhookEndpoint } from '#test/support/webhook-endpoint.ts';

const TERMS: OutcomeTerms = { defaultCostBp: 5_000, feeBp: 290, feeMinor: 30, messageCostMilli: 150, capMinor: 15_000 };
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
/** How often one world is told in another order. */
const ORDERS = 2;

let db: TestDatabase;
let webhooks: WebhookEndpoint;
beforeAll(async () => {
  db = await testDatabase();
  webhooks = await startWebhookEndpoint();
});
afterAll(async () => {
  await webhooks.stop();
  await db.drop();
});

interface Measured {
  shopId: bigint;
  domain: string;
  experiments: Record<Scope, string>;
}

async function measured(): Promise<Measured> {
  const { shopId, domain } = await buildShop();
  const test = randomUUID();
  await prisma().experiment.create({ data: { shopId, experimentId: test, subjectOf: `test:${randomUUID()}`, salt: 's', holdoutBp: 0, startedAt: BEGUN } });
  const begin = async (subjectOf: Exclude<Scope, 'test'>) => (await ensureExperiment(shopId, subjectOf, BEGUN, pool(), 5_000)).experimentId;
  return { shopId, domain, experiments: { 'placement:cart_page': await begin('placement:cart_page'), 'placement:product_page': await begin('placement:product_page'), global: await begin('global'), test } };
}

async function doOnline({ shopId, experiments }: Measured, event: Online, now: Date): Promise<void> {
  if (event.kind === 'exposure') await saveExposures(shopId, [{ experimentId: experiments[event.scope], subjectKey: event.subjectKey, arm: event.arm, decisionId: null }], now);
  else if (event.kind === 'login') await linkVisitor(shopId, event.visitorId, event.customerId, now);
  else if (event.kind === 'message') await prisma().step.create({ data: { shopId, stepId: event.stepId, enrollmentId: randomUUID(), workflowId: randomUUID(), customerId: event.customerId, channel: 'email', dueAt: now, status: 'sent', sentAt: now } });
  else await recordMessageEvent(shopId, event.stepId, 'unsubscribed', now);
}

async function deliver({ domain }: Measured, { topic, payload, at }: Told): Promise<void> {
  const { status } = await fetch(webhooks.url, signedDelivery({ topic, shopDomain: domain, payload, triggeredAt: at.toISOString() }));
  expect(status).toBe(200);
}

/** What the worker does of it: the inbox, and the jobs that give orders to offers. */
async function work(): Promise<void> {
  while ((await applyDeliveries(new Date())) > 0);
  for (;;) {
    const { rows } = await pool().query<{ id: string; payload: { shopId: string; orderId: string } }>(
      'SELECT j.id::text, j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = $1 ORDER BY j.id LIMIT 1', [attributeOrder.name],
    );
    if (!rows[0]) return;
    await pool().query('SELECT graphile_worker.complete_jobs(ARRAY[$1::bigint])', [rows[0].id]);
    await handleAttributeOrder(rows[0].payload);
  }
}

/** Everything in the order in which it happened, told at once. */
function asItHappened({ online, told, redactions }: Stream): (Online | Told)[] {
  return [...[...online, ...told].sort((a, b) => a.at.getTime() - b.at.getTime()), ...redactions];
}

/** What happens online stays in its order; what the store tells comes at any moment, some of it again, and some only after the redaction. */
function anyhow({ online, told, redactions }: Stream, chance: SeededRandom): (Online | Told)[] {
  const shuffled = [...told, ...told.filter(() => chance.chance(0.3))].map((one) => [one, chance.next() * (online.length + 4)] as const);
  const last = redactions.map((one) => [one, online.length + 2] as const);
  const inOrder = online.map((one, at) => [one, at] as const);
  return [...inOrder, ...shuffled, ...last].sort(([, a], [, b]) => a - b).map(([one]) => one);
}

async function play(at: Measured, events: readonly (Online | Told)[], chance: SeededRandom): Promise<void> {
  for (const event of events) {
    if (event.kind === 'webhook') await deliver(at, event);
    else await doOnline(at, event, event.at);
    if (chance.chance(0.2)) await work();
    if (chance.chance(0.05)) await refreshOutcomes(at.shopId, TERMS);
  }
  await work();
}

const countedBy = (ids: readonly string[]): Counts => (experimentId) => ids.includes(experimentId);

/** By name of the scope and arm: what is shown, which is what is recounted, before a refresh and after it. */
async function sumsOf({ shopId, experiments }: Measured): Promise<Record<string, ArmSums>> {
  const places = [experiments['placement:cart_page'], experiments['placement:product_page']];
  const scopes: [name: string, scope: string, counts: Counts, takes: Counts | 'in_window'][] = [
    [ON_SITE, ON_SITE, countedBy(places), countedBy(places)],
    ...SCOPES.map((name) => [name, experiments[name], countedBy([experiments[name]]), name === 'global' ? () => true : name === 'test' ? 'in_window' : countedBy([experiments[name]])] as (typeof scopes)[number]),
  ];
  const told: Record<string, ArmSums> = {};
  for (const [name, , counts, takes] of scopes) for (const [arm, sums] of Object.entries(await recount(shopId, counts, TERMS, takes))) told[`${name} ${arm}`] = sums;
  const shown = async () => {
    const nameOf = new Map(scopes.map(([name, scope]) => [scope, name]));
    return Object.fromEntries((await armSums(shopId, TERMS)).map(({ scope, arm, firstAt: _, expectedHoldout: __, ...sums }) => [`${nameOf.get(scope)} ${arm}`, sums]));
  };
  expect(await shown()).toEqual(told);
  await refreshOutcomes(shopId, TERMS);
  expect(await shown()).toEqual(told);
  return told;
}

/** Attribution is made with what is known when an order comes in. It says what was taken up, never what was caused. */
const withoutTakers = (sums: Record<string, ArmSums>) => Object.fromEntries(Object.entries(sums).map(([name, { takers: _, ...rest }]) => [name, rest]));

/** Their refunds taken away again, one by one: none had ever earned. */
async function expectRefundsToCost({ shopId }: Measured): Promise<void> {
  const profits = async () => new Map((await armSums(shopId, TERMS)).map(({ scope, arm, profit, cappedProfit }) => [`${scope} ${arm}`, [profit, cappedProfit] as const]));
  let before = await profits();
  for (const { refundId, orderId } of await prisma().refund.findMany({ where: { shopId } })) {
    for (const { lineId, quantity } of await prisma().refundLine.findMany({ where: { shopId, refundId } })) await prisma().orderLine.updateMany({ where: { shopId, orderId, lineId }, data: { removedQuantity: { decrement: quantity } } });
    await prisma().refundLine.deleteMany({ where: { shopId, refundId } });
    await prisma().refund.deleteMany({ where: { shopId, refundId } });
    const without = await profits();
    for (const [arm, [profit, capped]] of before) expect([arm, (without.get(arm)?.[0] ?? 0) >= profit, (without.get(arm)?.[1] ?? 0) >= capped]).toEqual([arm, true, true]);
    before = without;
  }
}

describe('the sums of the results', () => {
  it.each(SEEDS)('are the same whatever order their facts come in, late and again, and equal a recount: world %i', async (seed) => {
    // Both shops sell the same, so that their streams say the same.
    const variants: { productId: bigint; variantId: bigint }[] = [];
    let first: ReturnType<typeof withoutTakers> | undefined;
    for (let told = 0; told <= ORDERS; told++) {
      const at = await measured();
      for (const unitCostMinor of [null, 900, 6_000]) {
        const known = variants.length === 3;
        const built = await buildProduct(at.shopId, { unitCostMinor });
        if (!known) variants.push(built);
      }
      if (told > 0) await sellTheSame(at.shopId, variants);
      const stream = shopStream(seed, variants);
      const chance = seededRandom(seed * 31 + told);
      await play(at, told === 0 ? asItHappened(stream) : anyhow(stream, chance), chance);
      const sums = await sumsOf(at);
      first ??= withoutTakers(sums);
      expect(withoutTakers(sums)).toEqual(first);

      const subjects = (scope: string) => Object.entries(sums).reduce((total, [name, { subjects: n }]) => total + (name.startsWith(scope) ? n : 0), 0);
      const [cart, page] = [subjects('placement:cart_page'), subjects('placement:product_page')];
      expect(subjects(ON_SITE)).toBeGreaterThanOrEqual(Math.max(cart, page));
      expect(subjects(ON_SITE)).toBeLessThanOrEqual(cart + page);
      // All arms together are as many as there are people: nobody is in two.
      for (const scope of SCOPES) expect([scope, subjects(scope)]).toEqual([scope, await peopleIn(at.shopId, at.experiments[scope])]);
      const stands = await prisma().order.count({ where: { shopId: at.shopId, cancelledAt: null, deletedAt: null } });
      for (const scope of [ON_SITE, ...SCOPES]) expect(Object.entries(sums).reduce((total, [name, { orders }]) => total + (name.startsWith(scope) ? orders : 0), 0)).toBeLessThanOrEqual(stands);
      if (told === ORDERS) await expectRefundsToCost(at);
    }
  }, 120_000);

  it('have seen everything that may happen', async () => {
    const { rows } = await pool().query<Record<string, number>>(
      `SELECT sum(orders)::int AS orders, sum(returned_units)::int AS returned, sum(messages)::int AS messages, (count(*) FILTER (WHERE unsubscribed))::int AS unsubscribed, (count(*) FILTER (WHERE capped_milli < profit_milli))::int AS capped,
              (count(*) FILTER (WHERE profit_milli < 0))::int AS losses, (count(*) FILTER (WHERE before_minor > 0))::int AS before, (count(*) FILTER (WHERE took))::int AS took, count(DISTINCT arm)::int AS arms,
              (SELECT count(*) FROM redactions)::int AS redacted, (SELECT count(*) FROM customer_merges)::int AS merged, (SELECT count(*) FROM orders WHERE cancelled_at IS NOT NULL)::int AS cancelled
         FROM subject_outcomes`,
    );
    for (const [what, times] of Object.entries(rows[0] ?? {})) expect([what, times > 0]).toEqual([what, true]);
  });
});

async function peopleIn(shopId: bigint, experimentId: string): Promise<number> {
  const { rows } = await pool().query<{ people: number }>(
    `SELECT count(DISTINCT COALESCE('c:' || l.customer_id, e.subject_key))::int AS people FROM exposures e LEFT JOIN subject_links l ON l.shop_id = e.shop_id AND 'v:' || l.visitor_id = e.subject_key WHERE e.shop_id = $1 AND e.experiment_id = $2`,
    [shopId, experimentId],
  );
  return rows[0]?.people ?? 0;
}

/** The variants of the first shop, with what they cost. */
async function sellTheSame(shopId: bigint, variants: readonly { productId: bigint; variantId: bigint }[]): Promise<void> {
  const own = await prisma().variant.findMany({ where: { shopId }, orderBy: { variantId: 'asc' } });
  for (const [at, { variantId }] of own.entries()) await pool().query('UPDATE variants SET variant_id = $3, product_id = $4 WHERE shop_id = $1 AND variant_id = $2', [shopId, variantId, variants[at]?.variantId, variants[at]?.productId]);
}
