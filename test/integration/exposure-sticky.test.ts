// One person, one arm: through guest checkout, log-in, merged customers, another device that had another arm before, consent
// that was withdrawn and given again, the thank-you page and emails. Whatever happens in whichever order, nobody is counted in
// two arms of one experiment.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExposureTold, Placement } from '#app/contract/offers.ts';
import { assignedSums } from '#app/db/assigned.ts';
import { mergeCustomers } from '#app/db/customer-merges.ts';
import { ensureExperiment, type ExperimentRow, runningExperiments } from '#app/db/experiments.ts';
import { outcomeTermsOf } from '#app/db/outcome-terms.ts';
import { pool, withTransaction } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { armSums } from '#app/db/results.ts';
import { armsGiven } from '#app/db/step-arms.ts';
import { keepArm, linkVisitor } from '#app/db/subjects.ts';
import { type Arm, armOf } from '#app/domain/portable/assignment.ts';
import { countExposures, countOnSite } from '#app/pipeline/decide/count-exposures.ts';
import { buildCustomer } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { type MeasuredShop, measuredShop } from '#test/support/measured-shop.ts';

const NOW = new Date('2026-11-20T09:00:00Z');
const PLACES = ['cart_page', 'product_page'] as const;

let db: TestDatabase;
let measured: MeasuredShop;
let shopId: bigint;
let cart: ExperimentRow;

beforeAll(async () => {
  db = await testDatabase();
  measured = await measuredShop({ cart_page: 5_000, product_page: 5_000 }, NOW);
  ({ shopId } = measured.shop);
  cart = await ensureExperiment(shopId, 'placement:cart_page', NOW);
});
afterAll(async () => {
  await measured?.stop();
  await db.drop();
});

const visitorIn = (arm: Arm): string => {
  for (;;) {
    const visitor = randomUUID();
    if (armOf(cart.salt, visitor, cart.holdoutBp) === arm) return visitor;
  }
};
const other = (arm: Arm): Arm => (arm === 'exposed' ? 'holdout' : 'exposed');
const armFor = async (visitor: string, customerId: bigint | null = null) => (await measured.ask({ visitor, customerId })).exposure?.arm;
/** They see the offer, or would have. */
async function reach(visitor: string, customerId: bigint | null = null): Promise<Arm> {
  const { exposure } = await measured.ask({ visitor, customerId });
  await measured.tell({ visitor, customerId }, exposure as ExposureTold);
  return exposure?.arm as Arm;
}
/** In the cart's experiment: subjects of each arm that these names are counted as. */
async function countedAs(...keys: string[]): Promise<Record<string, number>> {
  const { rows } = await pool().query<{ arm: string; subjects: number }>(
    `SELECT arm, count(*)::int AS subjects FROM (
       SELECT DISTINCT ON (subject) subject, arm FROM (
         SELECT COALESCE('c:' || l.customer_id, e.subject_key) AS subject, e.arm, e.first_at FROM exposures e LEFT JOIN subject_links l ON l.shop_id = e.shop_id AND 'v:' || l.visitor_id = e.subject_key
          WHERE e.shop_id = $1 AND e.experiment_id = $2 AND e.subject_key = ANY($3::text[])) named ORDER BY subject, first_at) one GROUP BY arm`,
    [shopId, cart.experimentId, keys],
  );
  return Object.fromEntries(rows.map(({ arm, subjects }) => [arm, subjects]));
}

describe.each(['exposed', 'holdout'] as const)('whoever was "%s" first', (arm) => {
  it('stays so when they log in, and on their second device that was never seen before', async () => {
    const [visitor, customerId] = [visitorIn(arm), await buildCustomer(shopId)];
    await reach(visitor);
    expect(await reach(visitor, customerId)).toBe(arm);
    const second = visitorIn(other(arm));
    expect(await reach(second, customerId)).toBe(arm);
    expect(await armFor(second), 'and once they have logged out there').toBe(arm);
    expect(await countedAs(`v:${visitor}`, `v:${second}`)).toEqual({ [arm]: 1 });
  });

  it('stays so on a second device that had the other arm, and counts once, from the first time', async () => {
    const [first, second, customerId] = [visitorIn(arm), visitorIn(other(arm)), await buildCustomer(shopId)];
    await reach(first);
    expect(await reach(second)).toBe(other(arm));
    expect(await reach(first, customerId)).toBe(arm);
    expect(await reach(second, customerId)).toBe(arm);
    expect([await armFor(first), await armFor(second)]).toEqual([arm, arm]);
    expect(await countedAs(`v:${first}`, `v:${second}`)).toEqual({ [arm]: 1 });
  });

  it('takes it along, as the device that was counted first, though it logs in last', async () => {
    const [first, second, customerId] = [visitorIn(arm), visitorIn(other(arm)), await buildCustomer(shopId)];
    await reach(first);
    expect(await reach(second, customerId)).toBe(other(arm));
    expect(await reach(first, customerId)).toBe(arm);
    expect(await armFor(second)).toBe(arm);
    expect(await countedAs(`v:${first}`, `v:${second}`)).toEqual({ [arm]: 1 });
  });

  it('is known by the guest checkout that says whose order it was', async () => {
    const [visitor, second, customerId] = [visitorIn(arm), visitorIn(other(arm)), await buildCustomer(shopId)];
    await reach(visitor);
    await measured.order({ visitor, customerId }, NOW);
    expect(await armFor(second, customerId)).toBe(arm);
    expect(await armsGiven(shopId, [cart.experimentId], [customerId]), 'and by email').toMatchObject([{ arm }]);
  });

  it('stays so after a merge with a customer who had the other arm', async () => {
    const [first, second] = [visitorIn(arm), visitorIn(other(arm))];
    const [deletedId, keptId] = [await buildCustomer(shopId), await buildCustomer(shopId)];
    await reach(first, deletedId);
    expect(await reach(second, keptId)).toBe(other(arm));
    await withTransaction((on) => mergeCustomers(shopId, { deletedId, keptId, at: NOW, told: true }, on));
    expect([await armFor(first), await armFor(second), await armFor(randomUUID(), keptId)]).toEqual([arm, arm, arm]);
    expect(await countedAs(`v:${first}`, `v:${second}`)).toEqual({ [arm]: 1 });
    const { rows } = await pool().query<{ arm: string }>('SELECT DISTINCT arm FROM assignments WHERE shop_id = $1 AND experiment_id = $2 AND subject_key = ANY($3)', [shopId, cart.experimentId, [`v:${first}`, `v:${second}`, `c:${keptId}`]]);
    expect(rows).toEqual([{ arm }]);
  });

  it('counts as they were counted, not as another device was answered before it reached anything', async () => {
    const [answered, counted, customerId] = [visitorIn(other(arm)), visitorIn(arm), await buildCustomer(shopId)];
    expect(await armFor(answered)).toBe(other(arm));
    await reach(counted, customerId);
    expect(await reach(answered, customerId)).toBe(arm);
    expect(await countedAs(`v:${answered}`, `v:${counted}`)).toEqual({ [arm]: 1 });
  });

  it('is a new visitor after consent was withdrawn and given again, and the same one once they log in', async () => {
    const [before, customerId] = [visitorIn(arm), await buildCustomer(shopId)];
    await reach(before, customerId);
    const outside = await measured.ask({ visitor: null, customerId });
    expect([outside.offer === null, outside.exposure], 'meanwhile they are outside').toEqual([false, null]);
    const after = visitorIn(other(arm));
    expect(await armFor(after)).toBe(other(arm));
    expect(await reach(after, customerId)).toBe(arm);
    expect(await countedAs(`v:${before}`, `v:${after}`)).toEqual({ [arm]: 1 });
  });

  it('is themselves on a device that is somebody else\'s, whose arm stays', async () => {
    const device = visitorIn(other(arm));
    const [owner, guest] = [await buildCustomer(shopId), await buildCustomer(shopId)];
    await reach(device, owner);
    await keepArm(shopId, cart.experimentId, { visitorId: null, customerId: guest }, arm, NOW);
    expect(await reach(device, guest)).toBe(arm);
    expect(await armFor(device, owner)).toBe(other(arm));
    expect(await countedAs(`v:${device}`)).toEqual({ [other(arm)]: 1 });
    expect(await countedAs(`c:${guest}`)).toEqual({ [arm]: 1 });
  });

  it('is so for two first questions at the same moment from two devices of one customer', async () => {
    const customerId = await buildCustomer(shopId);
    const devices = [visitorIn(arm), visitorIn(other(arm))] as const;
    await Promise.all(devices.map((device) => linkVisitor(shopId, device, customerId, NOW)));
    await Promise.all(devices.map((device) => reach(device, customerId)));
    const after = await Promise.all(devices.map((device) => armFor(device, customerId)));
    expect(new Set(after).size).toBe(1);
    expect(await countedAs(...devices.map((device) => `v:${device}`))).toEqual({ [after[0] as string]: 1 });
  });
});

/** What may happen; visitors and customers by their number. */
type Event =
  | { kind: 'asks'; visitor: number; customer: number | null; place: Placement; reaches: boolean }
  | { kind: 'orders'; visitor: number | null; customer: number | null }
  | { kind: 'forgets consent'; visitor: number }
  | { kind: 'is merged'; customer: number; into: number }
  | { kind: 'looks after paying'; visitor: number; customer: number }
  | { kind: 'is due an email'; customer: number };

const visitor = fc.nat({ max: 3 });
const customer = fc.nat({ max: 1 });
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('asks' as const), visitor, customer: fc.option(customer), place: fc.constantFrom(...PLACES), reaches: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('orders' as const), visitor: fc.option(visitor, { freq: 8 }), customer: fc.option(customer, { freq: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forgets consent' as const), visitor }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('is merged' as const), customer, into: customer }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('looks after paying' as const), visitor, customer }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('is due an email' as const), customer }) },
);

describe('whatever happens in whichever order', () => {
  it('nobody is in two arms of one experiment: not in what is kept, not in what they are shown, not in the sums', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 6, maxLength: 16 }), fc.integer({ min: 0, max: 10_000 }), async (events, globalBp) => {
        const at = await measuredShop({ cart_page: 5_000, product_page: 3_000, global: Math.min(globalBp, 3_000) }, NOW);
        try {
          await play(at, events);
          await hold(at);
        } finally {
          await at.stop();
        }
      }),
      { numRuns: 60, seed: 20_261_126 },
    );
  }, 240_000);

  async function play(at: MeasuredShop, events: readonly Event[]): Promise<void> {
    const { shopId: shop } = at.shop;
    const experiments = await runningExperiments(shop);
    const visitors = Array.from({ length: 4 }, () => randomUUID());
    const customers = await Promise.all(Array.from({ length: 2 }, () => buildCustomer(shop)));
    const gone = new Map<bigint, bigint>();
    const whoIs = (number: number | null): bigint | null => {
      let id = number === null ? null : (customers[number] as bigint);
      while (id !== null && gone.has(id)) id = gone.get(id) as bigint;
      return id;
    };
    for (const each of events) {
      if (each.kind === 'asks') {
        const who = { visitor: visitors[each.visitor] as string, customerId: whoIs(each.customer) };
        const { exposure } = await at.ask(who, each.place);
        if (each.reaches && exposure) await at.tell(who, exposure, each.place);
      } else if (each.kind === 'orders') {
        await at.order({ visitor: each.visitor === null ? null : (visitors[each.visitor] as string), customerId: whoIs(each.customer) }, new Date(), { offered: true });
      } else if (each.kind === 'forgets consent') {
        visitors[each.visitor] = randomUUID();
      } else if (each.kind === 'is merged') {
        const [deletedId, keptId] = [whoIs(each.customer) as bigint, whoIs(each.into) as bigint];
        if (deletedId === keptId) continue;
        await withTransaction((on) => mergeCustomers(shop, { deletedId, keptId, at: NOW, told: true }, on));
        gone.set(deletedId, keptId);
      } else if (each.kind === 'looks after paying') {
        const who = { visitor: visitors[each.visitor] as string, customerId: whoIs(each.customer) };
        await at.order(who, new Date());
        const { exposure } = await at.ask(who);
        if (exposure) await countOnSite(shop, { placement: 'cart_page', visitorId: who.visitor, customerId: who.customerId, decisionId: exposure.decisionId, experimentId: exposure.experimentId }, new Date());
      } else {
        const customerId = whoIs(each.customer) as bigint;
        const known = new Map((await armsGiven(shop, experiments.map(({ experimentId }) => experimentId), [customerId])).map((row) => [row.experimentId, row.arm]));
        const global = experiments.find(({ subjectOf }) => subjectOf === 'global') as ExperimentRow;
        const arm = known.get(global.experimentId) ?? armOf(global.salt, String(customerId), global.holdoutBp);
        await keepArm(shop, global.experimentId, { visitorId: null, customerId }, arm as Arm, new Date());
        await countExposures(shop, [{ subjectKey: `c:${customerId}`, arms: { arm: arm as Arm, counted: [{ experimentId: global.experimentId, arm: arm as Arm }] }, decisionId: null }], new Date());
      }
    }
  }

  async function hold(at: MeasuredShop): Promise<void> {
    const { shopId: shop } = at.shop;
    const links = await prisma().subjectLink.findMany({ where: { shopId: shop } });
    const personOf = (key: string): string => {
      const link = links.find(({ visitorId }) => `v:${visitorId}` === key);
      return link ? `c:${link.customerId}` : key;
    };
    const kept = Map.groupBy(await prisma().assignment.findMany({ where: { shopId: shop } }), ({ experimentId, subjectKey }) => `${experimentId} ${personOf(subjectKey)}`);
    for (const [who, rows] of kept) expect([who, new Set(rows.map(({ arm }) => arm)).size]).toEqual([who, 1]);

    // Counted is the arm that is kept, from the first time on; and each person once.
    const exposures = Map.groupBy((await prisma().exposure.findMany({ where: { shopId: shop } })).sort((a, b) => a.firstAt.getTime() - b.firstAt.getTime()), ({ experimentId, subjectKey }) => `${experimentId} ${personOf(subjectKey)}`);
    for (const [who, rows] of exposures) expect([who, rows[0]?.arm]).toEqual([who, kept.get(who)?.[0]?.arm]);
    const sums = await armSums(shop, await outcomeTermsOf(shop));
    const assigned = await assignedSums(shop);
    for (const { experimentId } of await runningExperiments(shop)) {
      for (const arm of ['exposed', 'holdout']) {
        const people = (of: Map<string, { arm: string }[]>) => [...of].filter(([who, rows]) => who.startsWith(experimentId) && rows[0]?.arm === arm).length;
        expect(sums.find((sum) => sum.scope === experimentId && sum.arm === arm)?.subjects ?? 0).toBe(people(exposures));
        expect(assigned.find((sum) => sum.experimentId === experimentId && sum.arm === arm) ?? { assigned: 0, counted: 0 }).toMatchObject({ assigned: people(kept), counted: people(exposures) });
      }
    }
    // What anybody is shown next is what they count as.
    for (const { visitorId } of links.slice(0, 2)) {
      const { exposure } = await at.ask({ visitor: visitorId });
      const before = exposure && kept.get(`${exposure.experimentId} ${personOf(`v:${visitorId}`)}`)?.[0]?.arm;
      if (before) expect(exposure.arm).toBe(before);
    }
  }
});
