// What a cart is offered is settled once for everybody of whom nothing is known, and anew as soon as anything of the shop changes.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hotPool, pool } from '#app/db/pool.ts';
import { linkVisitor } from '#app/db/subjects.ts';
import { flushArms } from '#app/pipeline/decide/arm-log.ts';
import { flushDecisions } from '#app/pipeline/decide/decision-log.ts';
import { type Decided, decideFor, decideOffer } from '#app/pipeline/decide/decide-offer.ts';
import type { OfferRequest } from '#app/pipeline/decide/gather-facts.ts';
import { factsSource, keepFacts } from '#app/pipeline/decide/kept-facts.ts';
import { buildCustomer, buildPlacement } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { buildSetOfTwo, type SetOfTwo } from '#test/support/set-of-two.ts';

const NOW = new Date('2026-07-01T12:00:00Z');

let db: TestDatabase;
let facts: { stop(): Promise<void> };

beforeAll(async () => {
  db = await testDatabase();
  facts = await keepFacts();
});
afterAll(async () => {
  await Promise.all([flushArms(), flushDecisions()]);
  await facts.stop();
  await db.drop();
});

const requestOf = ({ shopId, anchor }: SetOfTwo, about: Partial<OfferRequest> = {}): OfferRequest =>
  ({ shopId, placement: 'cart_page', items: [{ variantId: anchor.variantId, quantity: 1 }], country: 'DE', customerId: null, visitorId: undefined, partVariantIds: [], ...about });

const offered = async (request: OfferRequest, now = NOW): Promise<Decided> => (await decideOffer(request, now)) as Decided;
/** Soon, as the database is heard of in its own time; a second is the most that a change may take. */
const soon = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 1_000, interval: 10 });

/** From now on strangers are known to be ones. */
async function stranger({ shopId }: SetOfTwo): Promise<string> {
  const visitorId = randomUUID();
  await vi.waitFor(() => expect(factsSource().isStranger(shopId, visitorId)).toBe(true), { interval: 10 });
  return visitorId;
}

describe('a cart of nobody in particular', () => {
  it('is settled once for all who have it, each in a decision of their own', async () => {
    const stocked = await buildSetOfTwo();
    const visitors = [await stranger(stocked), await stranger(stocked)];
    const decided: Decided[] = [];
    for (const visitorId of [...visitors, undefined]) decided.push(await offered(requestOf(stocked, { visitorId })));
    expect(new Set(decided.map(({ facts }) => facts)).size).toBe(1);
    expect(decided[0]?.decision.offer?.items).toHaveLength(1);
    expect(new Set(decided.map(({ decisionId }) => decisionId)).size).toBe(3);
    await flushDecisions();
    const { rows } = await pool().query<{ visitor_id: string | null }>('SELECT visitor_id FROM decisions WHERE shop_id = $1', [stocked.shopId]);
    expect(rows.map(({ visitor_id }) => visitor_id).sort()).toEqual([...visitors, null].sort());
  });

  it('is settled anew for another quantity, country, currency, place or minute', async () => {
    const stocked = await buildSetOfTwo();
    await buildPlacement(stocked.shopId, 'cart_drawer');
    const asked = [requestOf(stocked), requestOf(stocked, { items: [{ variantId: stocked.anchor.variantId, quantity: 2 }] }), requestOf(stocked, { country: 'AT' }), requestOf(stocked, { currency: 'USD' }), requestOf(stocked, { placement: 'cart_drawer' })];
    const all = [...(await Promise.all(asked.map((request) => offered(request)))), await offered(requestOf(stocked), new Date(NOW.getTime() + 60_000))];
    expect(new Set(all.map(({ facts }) => facts)).size).toBe(all.length);
  });

  it('is offered what the database says now, whatever changed', async () => {
    const stocked = await buildSetOfTwo();
    const { shopId, companion, setId } = stocked;
    const request = requestOf(stocked);
    const changes: [sql: string, values: unknown[]][] = [
      ['UPDATE variants SET price_minor = price_minor + 100 WHERE shop_id = $1 AND product_id = $2', [shopId, companion.productId]],
      ['UPDATE inventory_levels SET available = 0 WHERE shop_id = $1 AND inventory_item_id = (SELECT inventory_item_id FROM variants WHERE shop_id = $1 AND product_id = $2)', [shopId, companion.productId]],
      ['UPDATE inventory_levels SET available = 9 WHERE shop_id = $1 AND inventory_item_id = (SELECT inventory_item_id FROM variants WHERE shop_id = $1 AND product_id = $2)', [shopId, companion.productId]],
      [`UPDATE sets SET goal = 'Ready for the sea' WHERE shop_id = $1 AND set_id = $2`, [shopId, setId]],
      [`UPDATE sets SET status = 'paused' WHERE shop_id = $1 AND set_id = $2`, [shopId, setId]],
    ];
    for (const [sql, values] of changes) {
      const before = (await offered(request)).decision;
      await pool().query(sql, values);
      await soon(async () => expect((await offered(request)).decision).not.toEqual(before));
      expect((await offered(request)).decision).toEqual((await decideFor(request, NOW))?.decision);
    }
  });

  it('says nothing of a cart in which something is tried on some people', async () => {
    const stocked = await buildSetOfTwo();
    await pool().query('UPDATE sets SET trial_bp = 5000 WHERE shop_id = $1 AND set_id = $2', [stocked.shopId, stocked.setId]);
    const shown: boolean[] = [];
    for (let one = 0; one < 40; one += 1) {
      const request = requestOf(stocked, { visitorId: await stranger(stocked) });
      const { decision } = await offered(request);
      expect(decision).toEqual((await decideFor(request, NOW))?.decision);
      shown.push(decision.offer !== null);
    }
    expect(new Set(shown)).toEqual(new Set([true, false]));
  });

  it('says nothing of the cart of somebody who is known', async () => {
    const stocked = await buildSetOfTwo();
    const { shopId } = stocked;
    const [visitorId, customerId] = [await stranger(stocked), await buildCustomer(shopId)];
    const nobody = await offered(requestOf(stocked, { visitorId }));
    await linkVisitor(shopId, visitorId, customerId, NOW);
    await vi.waitFor(() => expect(factsSource().isStranger(shopId, visitorId)).toBe(false), { interval: 10 });
    const somebody = [await offered(requestOf(stocked, { visitorId })), await offered(requestOf(stocked, { customerId }))];
    expect(somebody.map(({ facts }) => facts === nobody.facts)).toEqual([false, false]);
    expect((await offered(requestOf(stocked))).facts).toBe(nobody.facts);
  });

  it('is not settled for everybody by what was read of somebody who became known meanwhile', async () => {
    const stocked = await buildSetOfTwo();
    const { shopId } = stocked;
    const visitorId = await stranger(stocked);
    const [reading, read] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const query = hotPool().query.bind(hotPool()) as (...asked: unknown[]) => Promise<unknown>;
    const slow = vi.spyOn(hotPool(), 'query').mockImplementation((async (...asked: unknown[]) => {
      if ((asked[0] as { name?: string }).name === 'decision-place') {
        reading.resolve();
        await read.promise;
      }
      return query(...asked);
    }) as never);
    try {
      const theirs = offered(requestOf(stocked, { visitorId }));
      await reading.promise;
      await pool().query('INSERT INTO quiet_subjects (shop_id, subject_key, asked_at) VALUES ($1, $2, $3)', [shopId, `v:${visitorId}`, NOW]);
      await vi.waitFor(() => expect(factsSource().isStranger(shopId, visitorId)).toBe(false), { interval: 10 });
      read.resolve();
      expect((await theirs).decision.offer).toBeNull();
    } finally {
      slow.mockRestore();
    }
    expect((await offered(requestOf(stocked))).decision.offer?.items).toHaveLength(1);
  });
});
