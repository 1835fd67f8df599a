// Assignment in the decision's answer, and what counts as an exposure: one arm a subject for good, the server's word and
// never the client's.
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offersAnswer } from '#app/contract/offers.ts';
import { beginGlobalHoldout, endExperiment, ensureExperiment, type ExperimentRow } from '#app/db/experiments.ts';
import { prisma } from '#app/db/prisma.ts';
import { forgetPerson } from '#app/db/people.ts';
import { keepArm, linkVisitor } from '#app/db/subjects.ts';
import { pool } from '#app/db/pool.ts';
import { armOf } from '#app/domain/portable/assignment.ts';
import { changeHoldout } from '#app/pipeline/decide/change-holdout.ts';
import { newDecisionId } from '#app/pipeline/decide/decision-id.ts';
import { flushDecisions } from '#app/pipeline/decide/decision-log.ts';
import { switchPlacement } from '#app/pipeline/decide/switch-placement.ts';
import { switchWorkflow } from '#app/pipeline/engage/switch-workflow.ts';
import { handleExposure } from '#app/server/exposure.ts';
import { answerError } from '#app/server/http-errors.ts';
import { type BuiltProduct, type BuiltShop, buildCustomer, buildProduct, buildSet, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { DAY_0, days, engagedShop, enrolled, stepsOf, when } from '#test/support/engaged-shop.ts';
import { type OffersEndpoint, signedQuery, startOffersEndpoint } from '#test/support/offers-endpoint.ts';

const now = new Date('2026-11-20T09:00:00Z');
let db: TestDatabase;
let endpoint: OffersEndpoint;
let shop: BuiltShop;
let camera: BuiltProduct;
let experiment: ExperimentRow;
let exposureUrl: string;
let stopExposures: () => void;

beforeAll(async () => {
  db = await testDatabase();
  endpoint = await startOffersEndpoint();
  const server = http.createServer((request, response) => void handleExposure(request, response).catch((error) => answerError(response, error)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  exposureUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/proxy/exposure`;
  stopExposures = () => void server.close();
  shop = await buildShop();
  const { shopId } = shop;
  camera = await buildProduct(shopId, { title: 'Camera' });
  const card = await buildProduct(shopId, { title: 'Card' });
  await buildSet(shopId, { anchor: camera, slots: [{ name: 'card', candidates: [{ product: card }] }] });
  await switchPlacement(shopId, 'cart_page', true, 'merchant', now);
  await endExperiment(shopId, 'placement:cart_page', now);
  experiment = await ensureExperiment(shopId, 'placement:cart_page', now, pool(), 5_000);
  await setGlobalShare(0);
});
afterAll(async () => {
  await flushDecisions();
  await endpoint.stop();
  stopExposures();
  await db.drop();
});

/** Nobody is held out of everything, but where a test says so. */
const setGlobalShare = (holdoutBp: number) => prisma().experiment.updateMany({ where: { shopId: shop.shopId, subjectOf: 'global' }, data: { holdoutBp } });
const ask = async (question: Record<string, string>) => {
  const response = await fetch(endpoint.url + signedQuery(shop.domain, { placement: 'cart_page', items: `${camera.variantId}:1`, ...question }));
  return offersAnswer.parse(await response.json());
};
const tell = (question: Record<string, string>) => fetch(exposureUrl + signedQuery(shop.domain, { placement: 'cart_page', decision: randomUUID(), experiment: experiment.experimentId, ...question }));
const decisionOf = async (visitor: string, placement = 'cart_page'): Promise<string> => (await ask({ visitor, placement })).exposure?.decisionId as string;
/** A visitor who is in the experiment. */
const answered = async (): Promise<string> => {
  const visitor = visitorIn('exposed');
  await ask({ visitor });
  return visitor;
};
const visitorIn = (arm: 'exposed' | 'holdout', of = experiment): string => {
  for (;;) {
    const visitor = randomUUID();
    if (armOf(of.salt, visitor, of.holdoutBp) === arm) return visitor;
  }
};
const exposuresOf = (visitor: string) => prisma().exposure.findMany({ where: { shopId: shop.shopId, experimentId: experiment.experimentId, subjectKey: `v:${visitor}` } });
const touchesOf = (visitor: string) => prisma().touch.findMany({ where: { shopId: shop.shopId, subjectKey: `v:${visitor}` } });

describe('an experiment', () => {
  it('begins when its placement is switched on, with a tenth held out, and goes on when it is switched on again', async () => {
    const other = await buildShop();
    await switchPlacement(other.shopId, 'cart_page', true, 'merchant', now);
    await switchPlacement(other.shopId, 'cart_page', false, 'merchant', now);
    await switchPlacement(other.shopId, 'cart_page', true, 'merchant', now);
    const rows = await prisma().experiment.findMany({ where: { shopId: other.shopId, subjectOf: { not: 'global' } } });
    expect(rows).toMatchObject([{ subjectOf: 'placement:cart_page', holdoutBp: 1_000, endedAt: null }]);
  });

  it('is another one when another share is held out, and nobody is carried over', async () => {
    const { shopId } = await buildShop();
    await switchPlacement(shopId, 'cart_page', true, 'merchant', now);
    await changeHoldout(shopId, 'cart_page', 1_000, 'merchant', now);
    expect(await prisma().experiment.count({ where: { shopId, subjectOf: 'placement:cart_page' } })).toBe(1);
    await changeHoldout(shopId, 'cart_page', 5_000, 'merchant', now);
    const [ended, running] = await prisma().experiment.findMany({ where: { shopId, subjectOf: 'placement:cart_page' }, orderBy: { holdoutBp: 'asc' } });
    expect([ended?.endedAt, running?.endedAt, running?.holdoutBp]).toEqual([now, null, 5_000]);
    expect(running?.salt).not.toBe(ended?.salt);
    await expect(changeHoldout(shopId, 'cart_page', 9_000, 'merchant', now)).rejects.toThrow('Between 5 and 50 % can be held out.');
  });

  it('is begun once by several at the same time', async () => {
    const other = await buildShop();
    const begun = await Promise.all(Array.from({ length: 8 }, () => ensureExperiment(other.shopId, `workflow:${other.shopId}`, now)));
    expect(new Set(begun.map(({ experimentId }) => experimentId)).size).toBe(1);
  });
});

describe('an answer', () => {
  it('shows the offer to who is exposed and nothing to who is held out, by the published hash', async () => {
    const exposed = await ask({ visitor: visitorIn('exposed') });
    expect(exposed.offer).not.toBeNull();
    expect(exposed.exposure).toEqual({ experimentId: experiment.experimentId, arm: 'exposed', decisionId: exposed.offer?.decisionId });
    const held = await ask({ visitor: visitorIn('holdout') });
    expect(held).toEqual({ offer: null, exposure: { experimentId: experiment.experimentId, arm: 'holdout', decisionId: expect.any(String) } });
  });

  it('is outside every experiment without a visitor id: the plain offer, and no row', async () => {
    const before = await prisma().assignment.count();
    const { offer, exposure } = await ask({});
    expect([offer === null, exposure]).toEqual([false, null]);
    expect(await prisma().assignment.count()).toBe(before);
  });

  it('names no arm where there is nothing to offer to anyone', async () => {
    const visitor = visitorIn('holdout');
    expect(await ask({ visitor, items: '' })).toEqual({ offer: null, exposure: null });
    expect(await prisma().assignment.count({ where: { subjectKey: `v:${visitor}` } })).toBe(0);
  });

  it('says in the log of decisions that somebody was held out', async () => {
    const { exposure } = await ask({ visitor: visitorIn('holdout') });
    await flushDecisions();
    expect(await prisma().decision.findFirst({ where: { decisionId: exposure?.decisionId as string } })).toMatchObject({ offered: [], setId: null, refused: [expect.objectContaining({ c: 14 })] });
  });

  it('keeps the first arm when the share changes, and when the visitor turns out to be a customer', async () => {
    const { shopId } = shop;
    const visitor = visitorIn('exposed');
    expect((await ask({ visitor })).exposure?.arm).toBe('exposed');
    await prisma().experiment.updateMany({ where: { shopId, experimentId: experiment.experimentId }, data: { holdoutBp: 10_000 } });
    expect((await ask({ visitor })).exposure?.arm).toBe('exposed');
    const customer = String(await buildCustomer(shopId));
    expect((await ask({ visitor, logged_in_customer_id: customer })).exposure?.arm).toBe('exposed');
    // Another device, which the hash would hold out: the customer's first arm holds.
    expect((await ask({ visitor: randomUUID(), logged_in_customer_id: customer })).exposure?.arm).toBe('exposed');
    expect((await ask({ visitor: randomUUID() })).exposure?.arm).toBe('holdout');
    await prisma().experiment.updateMany({ where: { shopId, experimentId: experiment.experimentId }, data: { holdoutBp: 5_000 } });
  });

  it('knows a visitor again who was linked to a customer', async () => {
    const visitor = randomUUID();
    const customerId = await buildCustomer(shop.shopId);
    await keepArm(shop.shopId, experiment.experimentId, { visitorId: null, customerId }, 'holdout', now);
    await linkVisitor(shop.shopId, visitor, customerId, now);
    expect((await ask({ visitor })).exposure?.arm).toBe('holdout');
  });
});

describe('an exposure', () => {
  it.each(['exposed', 'holdout'] as const)('of the arm "%s" is counted once, however often it is told', async (arm) => {
    const visitor = visitorIn(arm);
    const { exposure } = await ask({ visitor });
    for (let n = 0; n < 3; n++) expect((await tell({ visitor, decision: exposure?.decisionId as string })).status).toBe(204);
    expect(await exposuresOf(visitor)).toMatchObject([{ arm, times: 3, decisionId: exposure?.decisionId }]);
    expect(await touchesOf(visitor)).toHaveLength(arm === 'exposed' ? 1 : 0);
  });

  it('of a visitor who was never answered counts nothing: nobody is eligible by their own word', async () => {
    const visitor = visitorIn('exposed');
    expect((await tell({ visitor })).status).toBe(204);
    expect(await exposuresOf(visitor)).toEqual([]);
  });

  it('counts nothing for an experiment of another placement', async () => {
    const visitor = visitorIn('exposed');
    const { exposure } = await ask({ visitor });
    expect((await tell({ visitor, decision: exposure?.decisionId as string, placement: 'product_page' })).status).toBe(204);
    expect(await exposuresOf(visitor)).toEqual([]);
  });

  it.each<[string, (of: { visitor: string; decision: string }) => Promise<Record<string, string>>]>([
    ['that was never made', async () => ({ decision: randomUUID() })],
    ['of another visitor', async () => ({ decision: await decisionOf(visitorIn('exposed')) })],
    ['of another visitor, who was answered as well', async ({ decision }) => ({ decision, visitor: await answered() })],
    ['of another place', async ({ visitor }) => {
      await switchPlacement(shop.shopId, 'product_page', true, 'merchant', now);
      return { decision: await decisionOf(visitor, 'product_page') };
    }],
    ['of another shop', async ({ visitor }) => ({ decision: newDecisionId({ shopId: shop.shopId + 1n, placement: 'cart_page', visitorId: visitor }) })],
    ['that was changed', async ({ decision }) => ({ decision: decision.slice(0, -1) + (decision.endsWith('0') ? '1' : '0') })],
  ])('counts nothing for a decision %s', async (_, forge) => {
    const visitor = visitorIn('exposed');
    const decision = await decisionOf(visitor);
    const forged = await forge({ visitor, decision });
    expect((await tell({ visitor, decision, ...forged })).status).toBe(204);
    expect([await exposuresOf(visitor), await exposuresOf(forged.visitor ?? visitor)]).toEqual([[], []]);
    expect((await tell({ visitor, decision })).status).toBe(204);
    expect(await exposuresOf(visitor)).toHaveLength(1);
  });

  it('counts nothing in an experiment that another share has ended meanwhile', async () => {
    const { shopId, domain } = await buildShop();
    const anchor = await buildProduct(shopId);
    await buildSet(shopId, { anchor, slots: [{ name: 'card', candidates: [{ product: await buildProduct(shopId) }] }] });
    await switchPlacement(shopId, 'cart_page', true, 'merchant', now);
    await prisma().experiment.updateMany({ where: { shopId, subjectOf: 'global' }, data: { holdoutBp: 0 } });
    const visitor = randomUUID();
    const answer = await fetch(endpoint.url + signedQuery(domain, { placement: 'cart_page', items: `${anchor.variantId}:1`, visitor }));
    const { exposure } = offersAnswer.parse(await answer.json());
    await changeHoldout(shopId, 'cart_page', 5_000, 'merchant', now);
    await fetch(exposureUrl + signedQuery(domain, { placement: 'cart_page', visitor, decision: exposure?.decisionId as string, experiment: exposure?.experimentId as string }));
    expect(await prisma().exposure.count({ where: { shopId } })).toBe(0);
  });

  it('links the visitor to who is logged in', async () => {
    const visitor = visitorIn('exposed');
    const customerId = await buildCustomer(shop.shopId);
    await tell({ visitor, decision: await decisionOf(visitor), logged_in_customer_id: String(customerId) });
    expect(await prisma().subjectLink.findMany({ where: { visitorId: visitor } })).toMatchObject([{ customerId }]);
  });

  it('is refused unsigned, and when it cannot be understood', async () => {
    const visitor = randomUUID();
    expect((await fetch(`${exposureUrl}?placement=cart_page&visitor=${visitor}`)).status).toBe(401);
    expect((await tell({ visitor: 'me' })).status).toBe(400);
    expect((await fetch(exposureUrl, { method: 'DELETE' })).status).toBe(405);
  });

  it('is forgotten with its customer', async () => {
    const visitor = visitorIn('exposed');
    const customerId = await buildCustomer(shop.shopId);
    await tell({ visitor, decision: await decisionOf(visitor), logged_in_customer_id: String(customerId) });
    await forgetPerson(shop.shopId, customerId, [], pool());
    expect([await exposuresOf(visitor), await touchesOf(visitor), await prisma().assignment.findMany({ where: { subjectKey: `v:${visitor}` } }), await prisma().subjectLink.count({ where: { customerId } })]).toEqual([[], [], [], 0]);
  });
});

describe('the global holdout', () => {
  const globalOf = (shopId: bigint) => prisma().experiment.findMany({ where: { shopId, subjectOf: 'global' } });
  /** Where the visitor is counted, and in which arm. */
  const counted = async (visitor: string) => {
    const rows = await pool().query<{ about: string; arm: string }>(
      'SELECT e.subject_of AS about, x.arm FROM exposures x JOIN experiments e USING (shop_id, experiment_id) WHERE x.shop_id = $1 AND x.subject_key = $2 ORDER BY 1', [shop.shopId, `v:${visitor}`]);
    return rows.rows;
  };

  it.each([
    ['a place', (shopId: bigint) => switchPlacement(shopId, 'thank_you', true, 'merchant', now)],
    ['a workflow', (shopId: bigint) => switchWorkflow(shopId, 'order_delivered', true, 'merchant', now)],
    ['a share that was changed before', (shopId: bigint) => changeHoldout(shopId, 'cart_page', 2_000, 'merchant', now)],
  ])('begins with the first thing that is measured: %s', async (_, first) => {
    const { shopId } = await buildShop();
    await first(shopId);
    await switchPlacement(shopId, 'cart_page', true, 'merchant', now);
    await switchWorkflow(shopId, 'order_placed', true, 'merchant', now);
    expect(await globalOf(shopId)).toMatchObject([{ holdoutBp: 200, endedAt: null }]);
  });

  it('is begun once by several at the same time', async () => {
    const { shopId } = await buildShop();
    await Promise.all([switchPlacement(shopId, 'cart_page', true, 'ada', now), switchPlacement(shopId, 'product_page', true, 'ben', now), switchWorkflow(shopId, 'order_placed', true, 'cleo', now)]);
    expect(await globalOf(shopId)).toHaveLength(1);
  });

  it('never begins where somebody may have been counted without it', async () => {
    const { shopId } = await buildShop();
    await ensureExperiment(shopId, 'placement:cart_page', now);
    await beginGlobalHoldout(shopId, now, pool());
    expect(await globalOf(shopId)).toEqual([]);
  });

  it('counts who is shown offers in it as well, once whatever they reach', async () => {
    const visitor = visitorIn('exposed');
    const { exposure } = await ask({ visitor });
    for (let n = 0; n < 2; n++) await tell({ visitor, decision: exposure?.decisionId as string });
    expect(await counted(visitor)).toEqual([{ about: 'global', arm: 'exposed' }, { about: 'placement:cart_page', arm: 'exposed' }]);
  });

  it('counts who is held out of one place alone among those whom Setwise may reach', async () => {
    const visitor = visitorIn('holdout');
    await tell({ visitor, decision: await decisionOf(visitor) });
    expect(await counted(visitor)).toEqual([{ about: 'global', arm: 'exposed' }, { about: 'placement:cart_page', arm: 'holdout' }]);
  });

  it.each(['exposed', 'holdout'] as const)('shows nothing to who is held out of everything, and no place counts them, whom it would have "%s"', async (arm) => {
    const [global] = await globalOf(shop.shopId);
    const visitor = visitorIn(arm);
    await setGlobalShare(10_000);
    const { offer, exposure } = await ask({ visitor });
    expect([offer, exposure]).toEqual([null, { experimentId: global?.experimentId, arm: 'holdout', decisionId: expect.any(String) }]);
    // By their own word they are in the place's experiment: they are not.
    const decision = exposure?.decisionId as string;
    expect((await tell({ visitor, decision })).status).toBe(204);
    expect(await counted(visitor)).toEqual([]);
    expect((await tell({ visitor, decision, experiment: exposure?.experimentId as string })).status).toBe(204);
    expect(await counted(visitor)).toEqual([{ about: 'global', arm: 'holdout' }]);
    expect(await touchesOf(visitor)).toEqual([]);
    await setGlobalShare(0);
    expect((await ask({ visitor })).offer, 'the arm that was given stays').toBeNull();
  });

  it('holds by email for who was held out in the store, and the workflow counts them nowhere', async () => {
    const engaged = await engagedShop();
    const { shopId } = engaged.shop;
    const global = await ensureExperiment(shopId, 'global', DAY_0, pool(), 0);
    const [held, other] = [await enrolled(engaged), await enrolled(engaged)];
    const visitorId = randomUUID();
    await linkVisitor(shopId, visitorId, held.customerId, DAY_0);
    await keepArm(shopId, global.experimentId, { visitorId, customerId: null }, 'holdout', DAY_0);
    await when(days(2));
    expect(await stepsOf(engaged, held.customerId)).toMatchObject([{ status: 'holdout', reason: 'holdout' }]);
    expect(await stepsOf(engaged, other.customerId)).toMatchObject([{ status: 'decided' }]);
    const rows = await prisma().exposure.findMany({ where: { shopId } });
    expect(rows.filter(({ subjectKey }) => subjectKey === `c:${held.customerId}`)).toMatchObject([{ experimentId: global.experimentId, arm: 'holdout' }]);
    expect(rows.filter(({ subjectKey }) => subjectKey === `c:${other.customerId}`).map(({ arm }) => arm)).toEqual(['exposed', 'exposed']);
  });
});
