// Shoppers' answers over HTTP, signed as Shopify's app proxy signs, and what the very next decision makes of them.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { offersAnswer } from '#app/contract/offers.ts';
import { answersBySet, answersOfCustomer } from '#app/db/answer-signals.ts';
import { mergeCustomers } from '#app/db/customer-merges.ts';
import { forgetPerson } from '#app/db/people.ts';
import { withTransaction } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { linkVisitor } from '#app/db/subjects.ts';
import { flushDecisions } from '#app/pipeline/decide/decision-log.ts';
import { decideFor } from '#app/pipeline/decide/decide-offer.ts';
import { resultDesk } from '#app/read/result-desk.ts';
import { customerPage } from '#app/read/customer.ts';
import { listSets } from '#app/read/sets.ts';
import { handleAnswer } from '#app/server/answer.ts';
import { buildCustomer, buildPlacement, buildProduct, buildSet, buildShop, type BuiltProduct, type BuiltShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { type Endpoint, startEndpoint } from '#test/support/endpoint.ts';
import { signedQuery, startOffersEndpoint } from '#test/support/offers-endpoint.ts';

let db: TestDatabase;
let offers: Endpoint;
let answers: Endpoint;
beforeAll(async () => {
  db = await testDatabase();
  [offers, answers] = await Promise.all([startOffersEndpoint(), startEndpoint(handleAnswer, '/proxy/answer')]);
});
afterAll(async () => {
  await Promise.all([offers.stop(), answers.stop()]);
  await flushDecisions();
  await db.drop();
});

let shop: BuiltShop;
let camera: BuiltProduct;
let card: BuiltProduct;
let slowCard: BuiltProduct;
let bag: BuiltProduct;
let setId: string;
let customerId: bigint;
let visitorId: string;

beforeEach(async () => {
  shop = await buildShop();
  camera = await buildProduct(shop.shopId, { title: 'Aurel M5', priceMinor: 129_000, unitCostMinor: 90_000 });
  card = await buildProduct(shop.shopId, { title: 'Fast Card', priceMinor: 8_000, unitCostMinor: 3_000 });
  slowCard = await buildProduct(shop.shopId, { title: 'Card 64', priceMinor: 5_000, unitCostMinor: 2_000 });
  bag = await buildProduct(shop.shopId, { title: 'Trail Bag' });
  setId = await buildSet(shop.shopId, { anchor: camera, slots: [{ name: 'memory card', candidates: [{ product: card }, { product: slowCard }] }, { name: 'bag', candidates: [{ product: bag }] }] });
  await buildPlacement(shop.shopId, 'cart_page');
  customerId = await buildCustomer(shop.shopId);
  visitorId = randomUUID();
});
afterEach(flushDecisions);

interface Who { customer?: bigint; visitor?: string }

const say = (body: object | string, who: Who = {}, domain = shop.domain, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  fetch(answers.url + signedQuery(domain, { logged_in_customer_id: String(who.customer ?? '') }), {
    method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify({ placement: 'cart_page', setId, ...(who.visitor ? { visitorId: who.visitor } : {}), ...body }),
  });
const told = async (body: object, who: Who) => {
  const response = await say(body, who);
  return [response.status, await response.json()];
};
const notForMe = (product: BuiltProduct) => ({ answer: 'not_for_me', productId: String(product.productId) });
const haveIt = (product: BuiltProduct) => ({ answer: 'have_it', productId: String(product.productId) });

/** What the widget is offered next; null: nothing. */
async function offered(who: Who) {
  const response = await fetch(offers.url + signedQuery(shop.domain, { placement: 'cart_page', items: `${camera.variantId}:1`, logged_in_customer_id: String(who.customer ?? ''), ...(who.visitor ? { visitor: who.visitor } : {}) }));
  return offersAnswer.parse(await response.json()).offer?.items.map(({ title }) => title) ?? null;
}
const rows = () => prisma().subjectAnswer.count({ where: { shopId: shop.shopId } });

describe('an answer', () => {
  it.each(['visitor', 'customer'] as const)('of a %s is in the very next decision, which offers what else fits', async (kind) => {
    const who = kind === 'visitor' ? { visitor: visitorId } : { customer: customerId };
    expect(await offered(who)).toEqual(['Fast Card', 'Trail Bag']);
    expect(await told(notForMe(card), who)).toEqual([200, { kept: true }]);
    expect(await offered(who)).toEqual(['Card 64', 'Trail Bag']);
    await told(haveIt(slowCard), who);
    expect(await offered(who)).toEqual(['Trail Bag']);
    await told({ answer: 'undo', productId: String(card.productId) }, who);
    expect(await offered(who)).toEqual(['Fast Card', 'Trail Bag']);
    expect(await offered({ visitor: randomUUID() }), 'somebody else').toEqual(['Fast Card', 'Trail Bag']);
  });

  it('that wants no suggestions ends them, in the store and by email, until it is taken back', async () => {
    const who = { customer: customerId, visitor: visitorId };
    const byEmail = async () => (await decideFor({ shopId: shop.shopId, placement: 'email', items: [{ variantId: camera.variantId, quantity: 1 }], customerId, partVariantIds: [] }, new Date()))?.decision.offer ?? null;
    expect(await byEmail()).not.toBeNull();
    await told({ answer: 'none' }, who);
    expect([await offered(who), await offered({ visitor: visitorId }), await offered({ customer: customerId }), await byEmail()]).toEqual([null, null, null, null]);
    await told({ answer: 'undo' }, who);
    expect([await offered(who), await offered({ visitor: visitorId })]).toEqual([['Fast Card', 'Trail Bag'], ['Fast Card', 'Trail Bag']]);
    expect(await byEmail()).not.toBeNull();
  });

  it('is the last one that was given, under every name that gave it', async () => {
    const who = { customer: customerId, visitor: visitorId };
    await told(haveIt(card), who);
    await told(notForMe(card), who);
    expect(await prisma().subjectAnswer.findMany({ where: { shopId: shop.shopId }, orderBy: { subjectKey: 'asc' } })).toMatchObject([
      { subjectKey: `c:${customerId}`, answer: 'not_for_me', setId, placement: 'cart_page', echo: false },
      { subjectKey: `v:${visitorId}`, answer: 'not_for_me', setId, placement: 'cart_page', echo: true },
    ]);
    await told({ answer: 'undo', productId: String(card.productId) }, who);
    expect(await rows()).toBe(0);
  });

  it('given before they are known is theirs once they are, and after two customers turn out to be one', async () => {
    await told(notForMe(card), { visitor: visitorId });
    await linkVisitor(shop.shopId, visitorId, customerId, new Date());
    expect(await offered({ customer: customerId })).toEqual(['Card 64', 'Trail Bag']);
    const [other, kept] = [await buildCustomer(shop.shopId), await buildCustomer(shop.shopId)];
    await told(haveIt(card), { customer: other });
    await withTransaction((client) => mergeCustomers(shop.shopId, { deletedId: other, keptId: kept, at: new Date(), told: true }, client));
    expect(await offered({ customer: kept })).toEqual(['Card 64', 'Trail Bag']);
    expect(await answersOfCustomer(shop.shopId, kept, 10)).toMatchObject([{ answer: 'have_it', productId: card.productId, placement: 'cart_page' }]);
    await told({ answer: 'undo', productId: String(card.productId) }, { customer: other });
    expect(await offered({ customer: kept }), 'under the name they had').toEqual(['Fast Card', 'Trail Bag']);
  });

  it('on a device that turned out to be somebody else’s says nothing of that person', async () => {
    const owner = await buildCustomer(shop.shopId);
    await linkVisitor(shop.shopId, visitorId, owner, new Date());
    await told(notForMe(card), { customer: customerId, visitor: visitorId });
    expect(await offered({ customer: customerId })).toEqual(['Card 64', 'Trail Bag']);
    expect(await offered({ customer: owner })).toEqual(['Fast Card', 'Trail Bag']);
  });

  it('is forgotten with whoever gave it', async () => {
    await linkVisitor(shop.shopId, visitorId, customerId, new Date());
    await told(notForMe(card), { customer: customerId, visitor: visitorId });
    await told({ answer: 'none' }, { customer: customerId, visitor: visitorId });
    await withTransaction((client) => forgetPerson(shop.shopId, customerId, [], client));
    expect([await rows(), await prisma().quietSubject.count({ where: { shopId: shop.shopId } })]).toEqual([0, 0]);
  });

  it('of nobody in particular is not kept', async () => {
    expect(await told(notForMe(card), {})).toEqual([200, { kept: false }]);
    expect(await told({ answer: 'none' }, {})).toEqual([200, { kept: false }]);
    expect([await rows(), await prisma().quietSubject.count({ where: { shopId: shop.shopId } })]).toEqual([0, 0]);
  });

  it('is kept without the set when that is none of the shop’s', async () => {
    await told({ ...notForMe(card), setId: randomUUID() }, { visitor: visitorId });
    expect(await prisma().subjectAnswer.findMany({ where: { shopId: shop.shopId } })).toMatchObject([{ setId: null }]);
  });
});

describe('what is not an answer', () => {
  it('is refused, and leaves no row', async () => {
    const foreign = await buildProduct((await buildShop()).shopId);
    const who = { visitor: visitorId };
    const statuses = await Promise.all([
      say(notForMe(foreign), who),
      say({ answer: 'not_for_me' }, who),
      say({ answer: 'maybe', productId: String(card.productId) }, who),
      say({ ...notForMe(card), productId: '9'.repeat(19) }, who),
      say({ ...notForMe(card), visitorId: 'me' }),
      say({ ...notForMe(card), placement: 'attic' }, who),
      say('not_for_me', who),
      say({ ...notForMe(card), more: 'x'.repeat(5_000) }, who),
      say(notForMe(card), who, shop.domain, { 'content-type': 'text/plain' }),
      fetch(`${answers.url}?shop=${shop.domain}&logged_in_customer_id=${customerId}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ placement: 'cart_page', ...notForMe(card) }) }),
      fetch(answers.url + signedQuery(shop.domain, {}).replace('logged_in_customer_id=', `logged_in_customer_id=${customerId}`), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ placement: 'cart_page', ...notForMe(card) }) }),
      fetch(answers.url + signedQuery(shop.domain, {})),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([404, 400, 400, 400, 400, 400, 400, 400, 400, 401, 401, 405]);
    expect(await rows()).toBe(0);
  });

  it('for a shop that is not here is heard by nobody', async () => {
    const response = await say(notForMe(card), { visitor: visitorId }, 'nobody.myshopify.com');
    expect(await response.json()).toEqual({ kept: false });
  });
});

describe('what answers say of a set', () => {
  it('is counted by person and product, since it was decided on', async () => {
    await prisma().productSet.updateMany({ where: { shopId: shop.shopId, setId }, data: { decidedAt: new Date(Date.now() - 60_000) } });
    expect(await answersBySet(shop.shopId, [setId])).toEqual(new Map());
    await told(notForMe(card), { customer: customerId, visitor: visitorId });
    await told(notForMe(card), { visitor: randomUUID() });
    await told(haveIt(bag), { visitor: randomUUID() });
    await told({ answer: 'none' }, { customer: customerId, visitor: visitorId });
    const before = { shopId: shop.shopId, setId, placement: 'email', echo: false };
    await prisma().subjectAnswer.create({ data: { ...before, subjectKey: 'v:long-ago', productId: card.productId, answer: 'have_it', answeredAt: new Date(Date.now() - 120_000) } });
    expect(await answersBySet(shop.shopId, [setId, randomUUID()])).toEqual(new Map([[setId, {
      haveIt: 1, notForMe: 2, quiet: 1,
      products: [{ productId: card.productId, haveIt: 0, notForMe: 2 }, { productId: bag.productId, haveIt: 1, notForMe: 0 }],
    }]]));
    expect(await answersBySet(shop.shopId + 1n, [setId])).toEqual(new Map());
  });

  it('is told of one customer, newest first', async () => {
    await told(notForMe(card), { customer: customerId, visitor: visitorId });
    await told({ answer: 'none' }, { customer: customerId });
    expect(await answersOfCustomer(shop.shopId, customerId, 10)).toMatchObject([{ answer: 'none', productId: null }, { answer: 'not_for_me', productId: card.productId }]);
  });
});

describe('what the merchant reads', () => {
  it('is what shoppers say lately, beside the time before', async () => {
    expect((await resultDesk(shop.shopId, new Date())).answers).toBeNull();
    await told(notForMe(card), { customer: customerId, visitor: visitorId });
    await told({ answer: 'none' }, { visitor: visitorId });
    const said = { shopId: shop.shopId, productId: card.productId };
    await prisma().subjectAnswer.create({ data: { ...said, subjectKey: 'v:before', answer: 'have_it', answeredAt: new Date(Date.now() - 40 * 86_400_000) } });
    await prisma().subjectAnswer.create({ data: { ...said, subjectKey: 'v:long-ago', answer: 'have_it', answeredAt: new Date(Date.now() - 70 * 86_400_000) } });
    expect((await resultDesk(shop.shopId, new Date())).answers).toEqual({ days: 30, lately: { haveIt: 0, notForMe: 1, quiet: 1 }, before: { haveIt: 1, notForMe: 0, quiet: 0 } });
  });

  it('is how shoppers answered beside each set of the list, and what a customer answered on their page', async () => {
    await prisma().productSet.updateMany({ where: { shopId: shop.shopId, setId }, data: { decidedAt: new Date(Date.now() - 60_000) } });
    await told(notForMe(card), { customer: customerId });
    await told({ answer: 'none' }, { customer: customerId });
    const { sets } = await listSets(shop.shopId, { status: 'approved', search: '', page: 1 }, new Date());
    expect(sets.map(({ answers: said }) => said)).toEqual([{ haveIt: 0, notForMe: 1, quiet: 1 }]);
    expect((await customerPage(shop.shopId, customerId, new Date()))?.answers).toMatchObject([{ answer: 'none', product: null, placement: 'cart_page' }, { answer: 'not_for_me', product: { title: 'Fast Card' } }]);
  });
});
