import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finishBackfill, startBackfill } from '#app/db/backfills.ts';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { writePlacement } from '#app/db/placements.ts';
import { DEFAULT_GUARDRAILS } from '#app/domain/margin/guardrails.ts';
import { tellProgress } from '#app/pipeline/learn/tell-progress.ts';
import { findNames } from '#app/read/find-names.ts';
import { findProducts } from '#app/read/find-products.ts';
import { guardrailsPage } from '#app/read/guardrails.ts';
import { guardrailsEffect } from '#app/read/guardrails-effect.ts';
import { homePage } from '#app/read/home.ts';
import { learningState } from '#app/read/home-learning.ts';
import { setForEditor } from '#app/read/set.ts';
import { listSets, SETS_PER_PAGE } from '#app/read/sets.ts';
import { BUILT_AT, type BuiltProduct, buildOrder, buildProduct, buildSet, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const LATER = new Date('2026-06-02T09:00:00.000Z');

describe('the list of sets', () => {
  let shopId: bigint;
  let camera: BuiltProduct;
  beforeAll(async () => {
    ({ shopId } = await buildShop());
    camera = await buildProduct(shopId, { title: 'Camera' });
    const card = await buildProduct(shopId, { title: 'Memory card 100%', unitCostMinor: null });
    const goneBag = await buildProduct(shopId, { title: 'Bag', stock: 0 });
    const thin = await buildProduct(shopId, { title: 'Thin margin', unitCostMinor: 8_000 });
    await buildSet(shopId, {
      anchor: camera,
      status: 'suggested',
      goal: 'Best supported',
      support: 90,
      slots: [
        { name: 'card', candidates: [{ product: card, support: 60 }] },
        { name: 'bag', candidates: [{ product: goneBag }, { product: thin }] },
      ],
    });
    for (let n = 0; n < SETS_PER_PAGE; n++)
      await buildSet(shopId, { anchor: camera, status: 'suggested', goal: `Other ${n}`, support: n, slots: [{ name: 'card', candidates: [{ product: card }] }] });
    await buildSet(shopId, { anchor: camera, goal: 'Live', slots: [{ name: 'card', candidates: [{ product: card }] }] });
  });

  it('pages on the server, best supported first, and counts every state', async () => {
    const first = await listSets(shopId, { status: 'suggested', search: '', page: 1 }, LATER);
    expect(first.sets).toHaveLength(SETS_PER_PAGE);
    expect(first.sets[0]?.goal).toBe('Best supported');
    expect(first).toMatchObject({ total: SETS_PER_PAGE + 1, pages: 2, counts: { suggested: SETS_PER_PAGE + 1, approved: 1, paused: 0, refused: 0 } });
  });

  it('shows the last page to who asks past it', async () => {
    const past = await listSets(shopId, { status: 'suggested', search: '', page: 9 }, LATER);
    expect(past).toMatchObject({ page: 2 });
    expect(past.sets).toHaveLength(1);
  });

  it('finds words in the goal and in the titles of its products, and takes a percent sign as it is', async () => {
    const found = async (search: string) => (await listSets(shopId, { status: 'suggested', search, page: 1 }, LATER)).total;
    expect([await found('best'), await found('bag'), await found('100%'), await found('%'), await found('nothing')]).toEqual([1, 1, SETS_PER_PAGE + 1, SETS_PER_PAGE + 1, 0]);
  });

  it('says of each product what it would earn after the discount, and why it could not be offered', async () => {
    const { sets } = await listSets(shopId, { status: 'suggested', search: 'best', page: 1 }, LATER);
    const [card, bag] = sets[0]?.slots ?? [];
    // 90.00 after 10 % off; 50.00 assumed; 2.9 % and 0.30 fee: 37.09 left of 90.00.
    expect(card?.candidates[0]).toMatchObject({ offerPriceMinor: 9_000, discountBp: 1_000, marginBp: 4_154, costAssumed: true, refusal: null, support: 60 });
    expect(bag?.candidates[0]).toMatchObject({ refusal: 'out_of_stock', available: 0, costAssumed: false });
    // 100.00 that cost 80.00: 16.80 left, above the floor of 15 %; no discount would bring more than it costs.
    expect(bag?.candidates[1]).toMatchObject({ refusal: null, discountBp: 0, discountLimit: 'would_not_pay' });
  });

  it('never shows the sets of another shop', async () => {
    const other = await buildShop();
    expect((await listSets(other.shopId, { status: 'suggested', search: '', page: 1 }, LATER)).total).toBe(0);
  });
});

describe('the set editor', () => {
  it('does not know a set of another shop', async () => {
    const [mine, theirs] = [await buildShop(), await buildShop()];
    const camera = await buildProduct(theirs.shopId);
    const setId = await buildSet(theirs.shopId, { anchor: camera, slots: [] });
    await expect(setForEditor(mine.shopId, setId, LATER)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('what guardrails do to the catalogue', () => {
  it('counts what is refused, by reason, what bears no order of its own, and what gets a smaller discount', async () => {
    const { shopId } = await buildShop();
    await buildProduct(shopId);
    await buildProduct(shopId, { unitCostMinor: 8_000 });
    await buildProduct(shopId, { unitCostMinor: 9_900 });
    await buildProduct(shopId, { priceMinor: 100, unitCostMinor: 50 });
    await buildProduct(shopId, { priceMinor: 65, unitCostMinor: 33 });
    await buildProduct(shopId, { unitCostMinor: null });
    await buildProduct(shopId, { status: 'DRAFT', unitCostMinor: null });
    const counted = await guardrailsEffect(shopId, { ...DEFAULT_GUARDRAILS, defaultCostBp: null }, [], undefined, new Date());
    expect(counted).toEqual({ products: 6, blocked: 0, unread: false, noCost: 1, belowFloor: 1, besideOnly: 1, smallerDiscount: 2, discountBp: 1_000 });
  });

  it('shows the defaults until something is saved', async () => {
    const { shopId } = await buildShop();
    expect(await guardrailsPage(shopId, new Date())).toMatchObject({ guardrails: DEFAULT_GUARDRAILS, savedAt: null, effect: { products: 0 } });
  });
});

describe('learning, as Home tells it', () => {
  const model = (shopId: bigint, data: object) =>
    prisma().associationModel.create({
      data: { shopId, modelId: crypto.randomUUID(), status: 'done', current: true, orders: 1_000, products: 40, parameters: {}, backtest: {}, popularIds: [], popularShares: [], startedAt: BUILT_AT, proposedAt: BUILT_AT, ...data },
    });
  const backfill = (shopId: bigint, data: object) =>
    prisma().backfill.create({ data: { shopId, backfillId: crypto.randomUUID(), status: 'done', stage: 'learning', stages: [], startedAt: BUILT_AT, updatedAt: BUILT_AT, finishedAt: BUILT_AT, ...data } });

  it('waits for the orders, then is under way from the end of the backfill', async () => {
    const { shopId } = await buildShop();
    expect(await learningState(shopId)).toEqual({ kind: 'waiting' });
    await buildOrder(shopId, { lines: [{ product: await buildProduct(shopId) }] });
    await backfill(shopId, {});
    expect(await learningState(shopId)).toEqual({ kind: 'running', orders: 1, progress: null, before: null });
  });

  it('says how far it is, in order, and forgets it at the end', async () => {
    const { shopId } = await buildShop();
    await backfill(shopId, {});
    const progress = tellProgress(shopId);
    progress.tell('reading', 0);
    progress.tell('choosing', 0.4);
    progress.tell('choosing', 0.401);
    await expect.poll(() => learningState(shopId)).toMatchObject({ kind: 'running', progress: { step: 'choosing', fraction: 0.4 } });
    await progress.end();
    expect(await learningState(shopId)).toMatchObject({ kind: 'running', progress: null });
  });

  it('says what the test on the latest orders found', async () => {
    const { shopId } = await buildShop();
    await model(shopId, { backtest: { heldOut: 541, asked: true, moments: { full: { model: { hit10: 0.3142 }, counting: { hit10: 0.1204 }, popularity: { hit10: 0.0512 } } } } });
    expect(await learningState(shopId)).toEqual({ kind: 'learned', result: { orders: 1_000, products: 40, test: { orders: 541, modelBp: 3_142, countingBp: 1_204, popularityBp: 512, shortBp: null }, pastWithheld: false } });
  });

  it('says what the last 60 days alone would have found, and that there is no more where the rest is withheld', async () => {
    const { shopId } = await buildShop();
    await prisma().shop.update({ where: { shopId }, data: { scopes: 'read_products,read_orders' } });
    const moments = { full: { model: { hit10: 0.3142 }, counting: { hit10: 0.1204 }, popularity: { hit10: 0.0512 } } };
    await model(shopId, { backtest: { heldOut: 541, asked: true, moments, shortHistory: { orders: 200, moments: { full: { hit10: 0.2518 } } } } });
    expect(await learningState(shopId)).toMatchObject({ kind: 'learned', result: { test: { modelBp: 3_142, shortBp: 2_518 }, pastWithheld: true } });
  });

  it('goes on until the suggestions of the newest run are made', async () => {
    const { shopId } = await buildShop();
    await model(shopId, { proposedAt: null });
    expect(await learningState(shopId)).toMatchObject({ kind: 'running', before: { orders: 1_000 } });
  });

  it('keeps the last result in sight while a newer run is under way or has stopped', async () => {
    const { shopId } = await buildShop();
    await buildOrder(shopId, { lines: [{ product: await buildProduct(shopId) }] });
    await model(shopId, {});
    const newer = await model(shopId, { current: false, status: 'running', startedAt: LATER });
    expect(await learningState(shopId)).toMatchObject({ kind: 'running', before: { orders: 1_000, test: null } });
    await prisma().associationModel.update({ where: { shopId_modelId: { shopId, modelId: newer.modelId } }, data: { status: 'failed', error: 'Out of memory.' } });
    expect(await learningState(shopId)).toMatchObject({ kind: 'failed', why: 'Out of memory.', before: { orders: 1_000 } });
  });

  it('calls a store without orders too thin to learn from, not broken', async () => {
    const { shopId } = await buildShop();
    await model(shopId, { current: false, status: 'failed', error: 'There are no orders to learn from yet.' });
    expect(await learningState(shopId)).toEqual({ kind: 'thin' });
  });
});

describe('products that could join a set', () => {
  it('finds those on sale by title or type, bought most with the anchor first, without the anchor and what is in the draft', async () => {
    const { shopId } = await buildShop();
    const [camera, card, bag, draft, taken] = [
      await buildProduct(shopId, { title: 'Camera 9' }),
      await buildProduct(shopId, { title: 'Card 9' }),
      await buildProduct(shopId, { title: 'Bag 9', stock: 0 }),
      await buildProduct(shopId, { title: 'Draft 9', status: 'DRAFT' }),
      await buildProduct(shopId, { title: 'Taken 9' }),
    ] as [BuiltProduct, BuiltProduct, BuiltProduct, BuiltProduct, BuiltProduct];
    await buildOrder(shopId, { lines: [{ product: camera }, { product: bag }] });
    const found = await findProducts(shopId, { anchorId: camera.productId, words: '9', without: [taken.productId] }, LATER);
    expect(found.map(({ title, support, refusal }) => ({ title, support, refusal }))).toEqual([
      { title: 'Bag 9', support: 1, refusal: 'out_of_stock' },
      { title: 'Card 9', support: 0, refusal: null },
    ]);
    expect(draft.productId).not.toBe(card.productId);
    expect((await findProducts(shopId, { anchorId: null, words: 'card', without: [] }, LATER)).map(({ title }) => title)).toEqual(['Card 9']);
    expect(await findProducts(shopId, { anchorId: null, words: '9%', without: [] }, LATER)).toEqual([]);
  });
});

describe('finding types and tags for a rule', () => {
  it('finds those of the most products first, each once whatever its case', async () => {
    const { shopId } = await buildShop();
    for (const [productType, tags] of [['Bag', ['Sale']], ['Bag', ['sale', '50% off']], ['bag ', ['Sale']], ['Strap', []], ['', []]] as const) await buildProduct(shopId, { productType, tags: [...tags] });
    await buildProduct(shopId, { productType: 'Gone', deletedAt: LATER });
    expect(await findNames(shopId, 'type', '')).toEqual([{ name: 'Bag', products: 3 }, { name: 'Strap', products: 1 }]);
    expect(await findNames(shopId, 'tag', 'SAL')).toEqual([{ name: 'Sale', products: 3 }]);
    expect((await findNames(shopId, 'tag', '%')).map(({ name }) => name)).toEqual(['50% off']);
    expect(await findNames((await buildShop()).shopId, 'type', '')).toEqual([]);
  });
});

describe('Home', () => {
  it('stops naming what could not be applied once the whole store was read again', async () => {
    const { shopId } = await buildShop();
    const setAside = (webhookId: string, triggeredAt: Date) => ({ shopId, webhookId, topic: 'orders/create', triggeredAt, payload: '{}', status: 'set_aside', error: 'It does not parse.' });
    await prisma().webhookDelivery.createMany({ data: [setAside('before', BUILT_AT), setAside('after', LATER)] });
    expect((await homePage(shopId, LATER)).troubles).toMatchObject([{ kind: 'set_aside', count: 2 }]);
    const backfillId = await startBackfill(shopId, new Date(BUILT_AT.getTime() + 1), pool());
    await finishBackfill(shopId, backfillId, { status: 'done' }, LATER);
    expect((await homePage(shopId, LATER)).troubles).toMatchObject([{ kind: 'set_aside', count: 1 }]);
  });

  it('gathers what needs a person and what is set up', async () => {
    const { shopId } = await buildShop();
    const camera = await buildProduct(shopId, { unitCostMinor: null });
    await buildSet(shopId, { anchor: camera, status: 'suggested', slots: [] });
    await writePlacement(shopId, 'cart_page', true, { actor: '1', at: BUILT_AT });
    await prisma().webhookDelivery.create({ data: { shopId, webhookId: 'w', topic: 'orders/create', triggeredAt: BUILT_AT, payload: '{}', status: 'set_aside', error: 'It does not parse.' } });
    expect(await homePage(shopId, LATER)).toMatchObject({
      sets: { suggested: 1, approved: 0 },
      guardrails: { saved: false },
      placementsOn: ['cart_page'],
      withoutCost: 1,
      troubles: [{ kind: 'set_aside', count: 1 }],
      decisionsThisWeek: { all: 0, offered: 0 },
    });
  });

  it('knows that a block after paying is there from pages that asked, and of no other', async () => {
    const { shopId } = await buildShop();
    const by = { actor: '1', at: BUILT_AT };
    await writePlacement(shopId, 'thank_you', true, by);
    await writePlacement(shopId, 'order_status', true, by);
    const decide = (placement: string, decidedAt: Date) =>
      prisma().decision.create({ data: { shopId, decidedAt, decisionId: randomUUID(), placement, currency: 'EUR', cartProductIds: [], offered: [], refused: [] } });
    await decide('thank_you', LATER);
    await decide('email', LATER);
    await decide('order_status', new Date(LATER.getTime() - 8 * 86_400_000));
    const { afterPaying, decisionsThisWeek } = await homePage(shopId, LATER);
    expect(afterPaying).toEqual([{ placement: 'thank_you', on: true, asked: true }, { placement: 'order_status', on: true, asked: false }]);
    expect(decisionsThisWeek.all).toBe(1);
  });
});
