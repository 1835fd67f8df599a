// Tests A/B/n over the wire: who is in which arm, what each arm is shown, who counts, and what stays when a test has ended.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { offersAnswer } from '#app/contract/offers.ts';
import type { writtenTest } from '#app/contract/test.ts';
import { assignedSums } from '#app/db/assigned.ts';
import { ensureExperiment } from '#app/db/experiments.ts';
import { placeLook } from '#app/db/place-settings.ts';
import { prisma } from '#app/db/prisma.ts';
import { putTestsLive, testById, type TestRow } from '#app/db/tests.ts';
import { armOfTest } from '#app/domain/experiment-test/arm-of-test.ts';
import type { ArmName } from '#app/domain/experiment-test/test.ts';
import { armOf } from '#app/domain/portable/assignment.ts';
import { flushDecisions } from '#app/pipeline/decide/decision-log.ts';
import { DEFAULT_GUARDRAILS } from '#app/domain/margin/guardrails.ts';
import { saveGuardrails } from '#app/pipeline/decide/save-guardrails.ts';
import { resetPlaceLook } from '#app/pipeline/decide/reset-place-look.ts';
import { startTest } from '#app/pipeline/decide/start-test.ts';
import { switchPlacement } from '#app/pipeline/decide/switch-placement.ts';
import { endTest } from '#app/pipeline/measure/end-test.ts';
import { tendTests } from '#app/pipeline/measure/tend-tests.ts';
import { publishableTests } from '#app/pipeline/publish/publishable-tests.ts';
import { handleExposure } from '#app/server/exposure.ts';
import { explainDecision } from '#app/read/explain-decision.ts';
import { testPage } from '#app/read/tests.ts';
import { type BuiltProduct, type BuiltShop, buildProduct, buildSet, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { type Endpoint, startEndpoint } from '#test/support/endpoint.ts';
import { type OffersEndpoint, signedQuery, startOffersEndpoint } from '#test/support/offers-endpoint.ts';

const NOW = new Date('2026-11-20T09:00:00Z');
let db: TestDatabase;
let offers: OffersEndpoint;
let exposures: Endpoint;

beforeAll(async () => {
  db = await testDatabase();
  [offers, exposures] = await Promise.all([startOffersEndpoint(), startEndpoint(handleExposure, '/proxy/exposure')]);
});
afterAll(async () => {
  await flushDecisions();
  await Promise.all([offers.stop(), exposures.stop()]);
  await db.drop();
});

interface Stocked extends BuiltShop {
  camera: BuiltProduct;
  setId: string;
}

/** A camera with a set of three parts at ten percent off, shown on all of the theme's places; nobody is held out. */
async function stockedShop(): Promise<Stocked> {
  const shop = await buildShop();
  const { shopId } = shop;
  const camera = await buildProduct(shopId, { title: 'Camera' });
  const parts = await Promise.all(['Card', 'Bag', 'Strap'].map((title) => buildProduct(shopId, { title, productType: title })));
  const setId = await buildSet(shopId, { anchor: camera, goal: 'Ready for the first trip', discountBp: 1_000, slots: parts.map((product) => ({ name: product.title, candidates: [{ product }] })) });
  await saveGuardrails(shopId, { ...DEFAULT_GUARDRAILS, floorBp: 1_000, maxDiscountBp: 3_000, discountMode: 'as_set' }, 'merchant', NOW);
  for (const placement of ['product_page', 'cart_page', 'cart_drawer'] as const) await switchPlacement(shopId, placement, true, 'merchant', NOW);
  await prisma().experiment.updateMany({ where: { shopId }, data: { holdoutBp: 0 } });
  return { ...shop, camera, setId };
}

type Written = z.infer<typeof writtenTest>;
const HEADING: Written = { place: 'cart_page', variable: 'heading', mode: 'knowing', versions: [{ kind: 'as_it_was' }, { kind: 'heading', heading: 'Goes with it' }], days: 14 };

async function live(shopId: bigint, written: Written): Promise<TestRow> {
  const started = await startTest(shopId, written, 'merchant', NOW);
  if (started.kind !== 'started') throw new Error(started.faults.join());
  await putTestsLive(shopId, [started.testId], NOW);
  return (await testById(shopId, started.testId)) as TestRow;
}

const ask = async ({ domain, camera }: Stocked, question: Record<string, string> = {}) => {
  const response = await fetch(offers.url + signedQuery(domain, { placement: 'cart_page', items: `${camera.variantId}:1`, ...question }));
  return offersAnswer.parse(await response.json());
};
const reach = async (shop: Stocked, visitor: string, placement = 'cart_page') => {
  const { exposure } = await ask(shop, { visitor, placement });
  await fetch(exposures.url + signedQuery(shop.domain, { placement, visitor, decision: exposure?.decisionId ?? '', experiment: exposure?.experimentId ?? '' }));
};
const visitorIn = (test: TestRow, arm: ArmName): string => {
  for (;;) {
    const visitor = randomUUID();
    if (armOfTest(test, visitor) === arm) return visitor;
  }
};

describe('a test', () => {
  it('shows each arm its own version, and whoever cannot be told apart what was there before', async () => {
    const shop = await stockedShop();
    const test = await live(shop.shopId, HEADING);
    expect((await ask(shop, { visitor: visitorIn(test, 'b') })).offer).toMatchObject({ goal: 'Ready for the first trip', heading: 'Goes with it', setId: shop.setId });
    expect((await ask(shop, { visitor: visitorIn(test, 'a') })).offer?.heading).toBeUndefined();
    expect((await ask(shop)).offer?.heading).toBeUndefined();
    // It is about the cart page only.
    expect((await ask(shop, { visitor: visitorIn(test, 'b'), placement: 'cart_drawer' })).offer?.heading).toBeUndefined();
  });

  it('shows as many parts as its arm says, and says in the log that the place shows no more', async () => {
    const shop = await stockedShop();
    const test = await live(shop.shopId, { ...HEADING, variable: 'items', versions: [{ kind: 'as_it_was' }, { kind: 'items', most: 1 }] });
    const { offer } = await ask(shop, { visitor: visitorIn(test, 'b') });
    expect(offer?.items.map(({ title }) => title)).toEqual(['Card']);
    expect((await ask(shop, { visitor: visitorIn(test, 'a') })).offer?.items).toHaveLength(3);
    await flushDecisions();
    const told = await explainDecision(shop.shopId, offer?.decisionId as string, 'en');
    expect(JSON.stringify(told)).toContain('Shown as version B of a test');
    expect(JSON.stringify(told)).toContain('this place shows one part of a set at once');
  });

  it('gives the price of an arm with a mark on the line by which it is charged, within the largest discount', async () => {
    const shop = await stockedShop();
    const test = await live(shop.shopId, { ...HEADING, place: 'on_site', variable: 'discount', versions: [{ kind: 'as_it_was' }, { kind: 'discount', bp: 0 }, { kind: 'discount', bp: 2_000 }] });
    const priced = async (arm: ArmName, placement: string) => {
      const { offer } = await ask(shop, { visitor: visitorIn(test, arm), placement });
      return [offer?.setId, offer?.items[0]?.discountBp];
    };
    expect(await priced('a', 'cart_page')).toEqual([shop.setId, 1_000]);
    expect(await priced('b', 'cart_page')).toEqual([`${shop.setId}~1b`, 0]);
    expect(await priced('c', 'product_page')).toEqual([`${shop.setId}~1c`, 2_000]);
  });

  it('keeps everybody in the arm that they had first, whatever the shares are by now', async () => {
    const shop = await stockedShop();
    const test = await live(shop.shopId, HEADING);
    const visitor = visitorIn(test, 'b');
    await ask(shop, { visitor });
    await prisma().test.updateMany({ where: { shopId: shop.shopId }, data: { shares: { a: 1, b: 0 } } });
    expect((await ask(shop, { visitor })).offer?.heading).toBe('Goes with it');
    expect((await ask(shop, { visitor: visitorIn(test, 'b') })).offer?.heading).toBeUndefined();
  });

  it('counts who reached its place and is shown offers there, in the arm they were given, once', async () => {
    const shop = await stockedShop();
    const { shopId } = shop;
    await prisma().experiment.updateMany({ where: { shopId, subjectOf: 'placement:cart_page' }, data: { holdoutBp: 5_000 } });
    const place = await ensureExperiment(shopId, 'placement:cart_page', NOW);
    const test = await live(shopId, HEADING);
    const visitors = Array.from({ length: 60 }, () => randomUUID());
    for (const visitor of visitors) await reach(shop, visitor);
    for (const visitor of visitors.slice(0, 10)) await reach(shop, visitor);
    await reach(shop, randomUUID(), 'cart_drawer');
    const shown = visitors.filter((visitor) => armOf(place.salt, visitor, 5_000) === 'exposed');
    const counted = await prisma().exposure.findMany({ where: { shopId, experimentId: test.experimentId } });
    expect(new Map(counted.map(({ subjectKey, arm }) => [subjectKey, arm]))).toEqual(new Map(shown.map((visitor) => [`v:${visitor}`, armOfTest(test, visitor)])));
    const verdict = (await testPage(shopId, test.testId, NOW))?.test.verdict;
    expect(verdict && 'arms' in verdict && verdict.arms.map(({ arm, subjects }) => [arm, subjects])).toEqual((['a', 'b'] as const).map((arm) => [arm, shown.filter((visitor) => armOfTest(test, visitor) === arm).length]));
    expect((await assignedSums(shopId, [test.experimentId])).reduce((sum, { assigned }) => sum + assigned, 0)).toBe(shown.length);
  });

  it('begins for nobody before the store has been told', async () => {
    const shop = await stockedShop();
    const started = await startTest(shop.shopId, HEADING, 'merchant', NOW);
    const test = (await testById(shop.shopId, started.kind === 'started' ? started.testId : '')) as TestRow;
    expect((await ask(shop, { visitor: visitorIn(test, 'b') })).offer?.heading).toBeUndefined();
    expect(await prisma().assignment.count({ where: { shopId: shop.shopId, experimentId: test.experimentId } })).toBe(0);
  });

  it('is refused where another one reaches, with two variables, too short, or at a price that guardrails never allow', async () => {
    const { shopId } = await stockedShop();
    const faults = async (written: Partial<Written>) => {
      const started = await startTest(shopId, { ...HEADING, ...written }, 'merchant', NOW);
      return started.kind === 'invalid' ? started.faults : [];
    };
    expect(await faults({ versions: [{ kind: 'as_it_was' }, { kind: 'heading', heading: 'Goes with it' }, { kind: 'items', most: 1 }] })).toEqual(['two_variables']);
    expect(await faults({ days: 13 })).toEqual(['too_short']);
    expect(await faults({ place: 'on_site', variable: 'discount', versions: [{ kind: 'as_it_was' }, { kind: 'discount', bp: 3_001 }] })).toEqual(['discount_out_of_bounds']);
    expect(await faults({ variable: 'discount', versions: [{ kind: 'as_it_was' }, { kind: 'discount', bp: 500 }] })).toEqual(['price_at_one_place']);
    expect(await faults({ versions: [{ kind: 'as_it_was' }, { kind: 'heading', heading: ' Goes with it ' }, { kind: 'heading', heading: 'Goes with it' }] })).toEqual(['versions_alike']);
    await live(shopId, HEADING);
    expect(await faults({ place: 'on_site' })).toEqual(['place_is_tested']);
    expect(await faults({ place: 'cart_drawer' })).toEqual([]);
  });
});

describe('the end of a test', () => {
  it('leaves the place as its version shows it where that is used, until it is taken back', async () => {
    const shop = await stockedShop();
    const test = await live(shop.shopId, HEADING);
    await endTest(shop.shopId, test.testId, 'b', 'merchant', NOW);
    expect(await testById(shop.shopId, test.testId)).toMatchObject({ conclusion: 'used', usedArm: 'b', endedAt: NOW });
    expect(await placeLook(shop.shopId, 'cart_page')).toEqual({ heading: 'Goes with it', mostItems: null });
    expect((await ask(shop, { visitor: visitorIn(test, 'a') })).offer?.heading).toBe('Goes with it');
    await resetPlaceLook(shop.shopId, 'cart_page', 'heading', 'merchant', NOW);
    expect((await ask(shop, { visitor: visitorIn(test, 'b') })).offer?.heading).toBeUndefined();
    await expect(endTest(shop.shopId, test.testId, null, 'merchant', NOW)).rejects.toThrow('ended this test meanwhile');
  });

  it('leaves everything as it was where it is stopped early, and says that it was', async () => {
    const shop = await stockedShop();
    const test = await live(shop.shopId, HEADING);
    await endTest(shop.shopId, test.testId, null, 'merchant', NOW);
    expect(await testById(shop.shopId, test.testId)).toMatchObject({ conclusion: 'stopped', usedArm: null, stoppedFor: null, known: { kind: 'not_yet' } });
    expect((await ask(shop, { visitor: visitorIn(test, 'b') })).offer?.heading).toBeUndefined();
  });

  it('comes at once where a product has no room for its prices, with the reason, and is said once', async () => {
    const { shopId } = await stockedShop();
    const test = await live(shopId, { ...HEADING, place: 'on_site', variable: 'discount', versions: [{ kind: 'as_it_was' }, { kind: 'discount', bp: 2_000 }] });
    // Its prices stay for a day, and may have no room again.
    for (const hours of [0, 1]) {
      const tests = await publishableTests(shopId, new Date(NOW.getTime() + hours * 3_600_000));
      expect(tests.prices).toHaveLength(1);
      for (const { leftOut } of tests.prices) leftOut();
      await tests.settle();
    }
    expect(await testById(shopId, test.testId)).toMatchObject({ endedAt: NOW, endedBy: 'setwise', conclusion: 'stopped', stoppedFor: 'no_room', known: { kind: 'not_yet' } });
    expect(await prisma().change.findMany({ where: { shopId, event: 'test_stopped' } })).toMatchObject([{ detail: { testId: test.testId, why: 'no_room' } }]);
  });

  it('gives every live set the price that is used, as a person would', async () => {
    const shop = await stockedShop();
    const test = await live(shop.shopId, { ...HEADING, place: 'on_site', variable: 'discount', versions: [{ kind: 'as_it_was' }, { kind: 'discount', bp: 2_000 }] });
    await endTest(shop.shopId, test.testId, 'b', 'merchant', NOW);
    expect((await ask(shop, { visitor: randomUUID() })).offer).toMatchObject({ setId: shop.setId, items: [{ discountBp: 2_000 }, {}, {}] });
    expect(await prisma().change.findFirst({ where: { shopId: shop.shopId, event: 'set_revised' } })).toMatchObject({ actor: 'merchant', detail: { after: { terms: { kind: 'percent', bp: 2_000 } } } });
  });
});

describe('a test that earns', () => {
  it('has even shares while too few were counted, and never an arm below its floor', async () => {
    const { shopId } = await stockedShop();
    const test = await live(shopId, { ...HEADING, mode: 'earning' });
    await tendTests(new Date(NOW.getTime() + 86_400_000));
    expect((await testById(shopId, test.testId))?.shares).toEqual({ a: 0.5, b: 0.5 });
    expect(await prisma().testShare.count({ where: { shopId } })).toBe(2);
  });
});
