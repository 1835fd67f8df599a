// Strangers are asked nothing about, and nobody is a stranger of whom there is anything to be known: what is decided for a
// visitor is the same whether the database was asked about them or not.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ensureExperiment } from '#app/db/experiments.ts';
import { hotPool, pool, withTransaction } from '#app/db/pool.ts';
import { keepAnswer, keepQuiet, takeBackAnswer } from '#app/db/subject-answers.ts';
import { keepArm, linkVisitor } from '#app/db/subjects.ts';
import type { InArm } from '#app/domain/experiment/arms-in-order.ts';
import { armOfSubject } from '#app/pipeline/decide/arm-of-subject.ts';
import { flushArms } from '#app/pipeline/decide/arm-log.ts';
import { countOnSite } from '#app/pipeline/decide/count-exposures.ts';
import { flushDecisions } from '#app/pipeline/decide/decision-log.ts';
import { type Decided, decideOffer } from '#app/pipeline/decide/decide-offer.ts';
import { type FactsSource, fromDatabase } from '#app/pipeline/decide/facts-source.ts';
import { gatherFacts, type OfferRequest } from '#app/pipeline/decide/gather-facts.ts';
import { factsSource, keepFacts } from '#app/pipeline/decide/kept-facts.ts';
import { settleLate } from '#app/pipeline/decide/settle-late.ts';
import { buildCustomer } from '#prisma/seed/builders.ts';
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

/** Half are held out, so that an arm that is not the hash's would show. */
async function stockedShop(): Promise<SetOfTwo> {
  const stocked = await buildSetOfTwo();
  await ensureExperiment(stocked.shopId, 'global', NOW, pool(), 5_000);
  await ensureExperiment(stocked.shopId, 'placement:cart_page', NOW, pool(), 5_000);
  return stocked;
}

const requestOf = ({ shopId, anchor }: SetOfTwo, visitorId: string, customerId: bigint | null = null): OfferRequest =>
  ({ shopId, placement: 'cart_page', items: [{ variantId: anchor.variantId, quantity: 1 }], country: 'DE', customerId, visitorId, partVariantIds: [] });

/** Soon, as the database is heard of in its own time; a second is the most that a change may take. */
const soon = <Result>(check: () => Promise<Result> | Result) => vi.waitFor(check, { timeout: 1_000, interval: 10 });
const isStranger = ({ shopId }: SetOfTwo, visitorId: string) => factsSource().isStranger(shopId, visitorId);
const becomesStranger = (stocked: SetOfTwo, visitorId: string) => soon(() => expect(isStranger(stocked, visitorId)).toBe(true));
const becomesKnown = (stocked: SetOfTwo, visitorId: string) => soon(() => expect(isStranger(stocked, visitorId)).toBe(false));

async function by(source: FactsSource, request: OfferRequest) {
  const gathered = await gatherFacts(request, () => true, NOW, source);
  if (!gathered) throw new Error('the shop is here');
  return { customer: gathered.facts.customer, arm: async () => armOfSubject(request, gathered, NOW) };
}

/** What is known of them and the arm they get, both ways found out before either is noted. */
async function expectTheSame(request: OfferRequest): Promise<void> {
  const [short, long] = [await by(factsSource(), request), await by(fromDatabase, request)];
  expect(short.customer).toEqual(long.customer);
  expect(await short.arm()).toEqual(await long.arm());
}

/** How often the person is asked about. */
async function askedAbout(work: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(hotPool(), 'query');
  try {
    await work();
    return (query.mock.calls as unknown as [{ name?: string }][]).filter(([{ name }]) => name === 'subjects-told').length;
  } finally {
    query.mockRestore();
  }
}

describe('a stranger', () => {
  it('is not asked about, and has the arm that the hash says noted all the same', async () => {
    const stocked = await stockedShop();
    const visitorId = randomUUID();
    await becomesStranger(stocked, visitorId);
    expect(await askedAbout(() => decideOffer(requestOf(stocked, visitorId), NOW))).toBe(0);
    await flushArms();
    const { rows } = await pool().query<{ arm: string }>('SELECT arm FROM assignments WHERE shop_id = $1 AND subject_key = $2', [stocked.shopId, `v:${visitorId}`]);
    expect(rows.length).toBeGreaterThan(0);
    await expectTheSame(requestOf(stocked, visitorId));
  });

  it('is counted in their arm when their place is reached the moment after, and again when another process decided it', async () => {
    const stocked = await stockedShop();
    const { shopId } = stocked;
    const reachedBy = async (visitorId: string, isElsewhere: boolean) => {
      await becomesStranger(stocked, visitorId);
      const decided = await decideOffer(requestOf(stocked, visitorId), NOW);
      const { experimentId, arm } = (decided as Decided).assigned as InArm;
      if (isElsewhere) {
        await flushArms();
        await pool().query(`CREATE TABLE written_elsewhere AS SELECT * FROM assignments WHERE shop_id = $1 AND subject_key = $2`, [shopId, `v:${visitorId}`]);
        await pool().query(`DELETE FROM assignments WHERE shop_id = $1 AND subject_key = $2`, [shopId, `v:${visitorId}`]);
      }
      const counted = countOnSite(shopId, { placement: 'cart_page', visitorId, customerId: null, decisionId: (decided as Decided).decisionId, experimentId }, NOW);
      if (isElsewhere) {
        await sleep(50);
        await pool().query('INSERT INTO assignments SELECT * FROM written_elsewhere');
      }
      await counted;
      const { rows } = await pool().query<{ arm: string }>('SELECT arm FROM exposures WHERE shop_id = $1 AND experiment_id = $2 AND subject_key = $3', [shopId, experimentId, `v:${visitorId}`]);
      expect(rows).toEqual([{ arm }]);
    };
    await reachedBy(randomUUID(), false);
    await reachedBy(randomUUID(), true);
  });

  /** Somebody who was decided for just now, and the customer they will turn out to be, who is in another arm. */
  async function withAnotherArm(stocked: SetOfTwo): Promise<{ visitorId: string; customerId: bigint; decided: Decided; arms: () => Promise<number[]> }> {
    const { shopId } = stocked;
    const [visitorId, customerId] = [randomUUID(), await buildCustomer(shopId)];
    await becomesStranger(stocked, visitorId);
    const decided = (await decideOffer(requestOf(stocked, visitorId), NOW)) as Decided;
    for (const { experimentId } of decided.experiments) await keepArm(shopId, experimentId, { visitorId: null, customerId }, decided.assigned?.arm === 'holdout' ? 'exposed' : 'holdout', NOW);
    const arms = async () => {
      const { rows } = await pool().query<{ arms: number }>('SELECT count(DISTINCT arm)::int AS arms FROM assignments WHERE shop_id = $1 AND subject_key = ANY($2::text[]) GROUP BY experiment_id', [shopId, [`v:${visitorId}`, `c:${customerId}`]]);
      return rows.map((row) => row.arms);
    };
    return { visitorId, customerId, decided, arms };
  }

  it.each(['has been committed', 'is under way'])('who turns out to be a customer in another arm before their own is written has one soon after (the link %s by then)', async (state) => {
    const stocked = await stockedShop();
    const { visitorId, customerId, arms } = await withAnotherArm(stocked);
    await withTransaction(async (on) => {
      await linkVisitor(stocked.shopId, visitorId, customerId, NOW, on);
      if (state === 'is under way') await flushArms();
    });
    await flushArms();
    expect(Math.max(...(await arms()))).toBe(2);
    await becomesKnown(stocked, visitorId);
    await settleLate();
    expect(await arms()).toEqual([1, 1]);
  });

  it('who logs in before their place is reached counts in the one arm that they and the customer have from then on', async () => {
    const stocked = await stockedShop();
    const { shopId } = stocked;
    const { visitorId, customerId, decided, arms } = await withAnotherArm(stocked);
    await countOnSite(shopId, { placement: 'cart_page', visitorId, customerId, decisionId: decided.decisionId, experimentId: decided.assigned?.experimentId ?? '' }, NOW);
    expect(await arms()).toEqual([1, 1]);
  });

  it('counts by two statements: which arms they were given, and that they count', async () => {
    const stocked = await stockedShop();
    const visitorId = randomUUID();
    await becomesStranger(stocked, visitorId);
    const decided = (await decideOffer(requestOf(stocked, visitorId), NOW)) as Decided;
    await flushArms();
    const reached = { placement: 'cart_page' as const, visitorId, customerId: null, decisionId: decided.decisionId, experimentId: decided.assigned?.experimentId ?? '' };
    await countOnSite(stocked.shopId, reached, NOW);
    const pools = [vi.spyOn(hotPool(), 'query'), vi.spyOn(pool(), 'query')];
    await countOnSite(stocked.shopId, reached, NOW);
    const asked = pools.flatMap(({ mock }) => (mock.calls as unknown as [{ name?: string }][]).map(([{ name }]) => name));
    for (const each of pools) each.mockRestore();
    expect(asked).toEqual(['subjects-told', expect.stringMatching(/^save-exposures/)]);
    const { rows } = await pool().query<{ times: number }>('SELECT times FROM exposures WHERE shop_id = $1 AND experiment_id = $2 AND subject_key = $3', [stocked.shopId, reached.experimentId, `v:${visitorId}`]);
    expect(rows).toEqual([{ times: 2 }]);
  });

  it('is one no more once they answer, want no suggestions or turn out to be a customer’s, whoever writes it', async () => {
    const stocked = await stockedShop();
    const { shopId, companion } = stocked;
    const customerId = await buildCustomer(shopId);
    const [answered, quiet, linked, moved] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    for (const visitorId of [answered, quiet, linked, moved]) await becomesStranger(stocked, visitorId);
    const said = { setId: null, placement: 'cart_page' };
    await keepAnswer(shopId, { visitorId: answered, customerId: null }, { productId: companion.productId, answer: 'not_for_me' }, said, NOW);
    await keepQuiet(shopId, { visitorId: quiet, customerId: null }, said, NOW);
    await linkVisitor(shopId, linked, customerId, NOW);
    for (const visitorId of [answered, quiet, linked]) await becomesKnown(stocked, visitorId);
    await pool().query('UPDATE subject_links SET visitor_id = $3 WHERE shop_id = $1 AND visitor_id = $2', [shopId, linked, moved]);
    await becomesKnown(stocked, moved);
    expect((await by(factsSource(), requestOf(stocked, answered))).customer.answers).toEqual(new Map([[companion.productId, 'not_for_me']]));
    expect((await decideOffer(requestOf(stocked, quiet), NOW))?.decision.offer).toBeNull();
  });

  it('is nobody who was known before this process began, nor after more became known at once than is told one by one', async () => {
    const stocked = await stockedShop();
    const { shopId } = stocked;
    const customerId = await buildCustomer(shopId);
    const before = randomUUID();
    await linkVisitor(shopId, before, customerId, NOW);
    await becomesStranger(stocked, randomUUID());
    expect(isStranger(stocked, before)).toBe(false);
    await pool().query(`INSERT INTO subject_links (shop_id, visitor_id, customer_id, linked_at) SELECT $1, '00000000-0000-4000-9000-' || lpad(n::text, 12, '0'), $2, $3 FROM generate_series(1, 10001) AS n`, [shopId, customerId, NOW]);
    await becomesKnown(stocked, '00000000-0000-4000-9000-000000010001');
    await becomesStranger(stocked, randomUUID());
    expect(isStranger(stocked, '00000000-0000-4000-9000-000000000001')).toBe(false);
  });

  it('is nobody who became known while the connection that tells was cut', async () => {
    const stocked = await stockedShop();
    const customerId = await buildCustomer(stocked.shopId);
    const visitorId = randomUUID();
    await becomesStranger(stocked, visitorId);
    await pool().query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'setwise-listen-facts'`);
    await linkVisitor(stocked.shopId, visitorId, customerId, NOW);
    await becomesKnown(stocked, visitorId);
    await vi.waitFor(() => expect(isStranger(stocked, randomUUID())).toBe(true), { timeout: 10_000 });
    expect(isStranger(stocked, visitorId)).toBe(false);
  });
});

type Happening = { kind: 'asks' | 'logs_in' | 'answers' | 'takes_back' | 'is_quiet' | 'is_linked'; visitor: number; customer: number };

describe('what is decided for a visitor', () => {
  it('is the same by the short way as by the long, whatever they and others with their names did before', async () => {
    const stocked = await stockedShop();
    const { shopId, companion } = stocked;
    const happening: fc.Arbitrary<Happening> = fc.record({
      kind: fc.constantFrom('asks', 'asks', 'asks', 'logs_in', 'answers', 'takes_back', 'is_quiet', 'is_linked'), visitor: fc.nat({ max: 3 }), customer: fc.nat({ max: 1 }),
    });
    let [short, all] = [0, 0];
    await fc.assert(fc.asyncProperty(fc.array(happening, { maxLength: 12 }), async (happenings) => {
      const visitors = Array.from({ length: 4 }, () => randomUUID());
      const customers = [await buildCustomer(shopId), await buildCustomer(shopId)];
      for (const { kind, visitor, customer } of happenings) {
        const [visitorId, customerId] = [visitors[visitor] as string, customers[customer] as bigint];
        const subject = { visitorId, customerId: null };
        const said = { setId: null, placement: 'cart_page' };
        if (kind === 'answers') await keepAnswer(shopId, subject, { productId: companion.productId, answer: 'have_it' }, said, NOW);
        if (kind === 'takes_back') await takeBackAnswer(shopId, subject, companion.productId);
        if (kind === 'is_quiet') await keepQuiet(shopId, subject, said, NOW);
        if (kind === 'is_linked') await linkVisitor(shopId, visitorId, customerId, NOW);
        if (kind === 'asks') await decideOffer(requestOf(stocked, visitorId), NOW);
        if (kind === 'logs_in') await decideOffer(requestOf(stocked, visitorId, customerId), NOW);
        await flushArms();
        for (const each of visitors) {
          all += 1;
          if (isStranger(stocked, each)) short += 1;
          await soon(() => expectTheSame(requestOf(stocked, each)));
          await flushArms();
        }
      }
    }), { numRuns: 25 });
    // The short way was taken, and not always.
    expect(short).toBeGreaterThan(all / 5);
    expect(short).toBeLessThan(all);
  });
});
