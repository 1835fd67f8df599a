// The question of the thank-you and order-status blocks, over HTTP, with a store on the other side.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ThankYouAnswer, thankYouAnswer } from '#app/contract/thank-you.ts';
import { ensureExperiment } from '#app/db/experiments.ts';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { flushDecisions } from '#app/pipeline/decide/decision-log.ts';
import { handleAnswerAfterPaying } from '#app/server/answer-after-paying.ts';
import { answerError } from '#app/server/http-errors.ts';
import { handleThankYou } from '#app/server/thank-you.ts';
import { buildPlacement, buildSet, type BuiltProduct } from '#prisma/seed/builders.ts';
import { mintCheckoutToken } from '#sandbox/oauth/session-token.ts';
import { type ConnectedShop, connectShop, DOMAIN } from '#test/support/connected-shop.ts';
import { BAG, CAMERA, CARD, CUSTOMERS } from '#test/support/small-store.ts';

const SHOP_ID = 4_400_000_001n;
let shop: ConnectedShop;
let server: http.Server;
let url: string;

beforeAll(async () => {
  shop = await connectShop();
  await shop.open();
  await shop.work();
  await shop.settle();
  // Bought more often here than the store has of it.
  shop.sandbox.store.requireVariant(CAMERA.variant).variant.inventoryItem.tracked = false;
  await buildSet(SHOP_ID, { anchor: built(CAMERA), slots: [{ name: 'memory card', candidates: [{ product: built(CARD), support: 214 }] }] });
  await buildPlacement(SHOP_ID, 'thank_you');
  await buildPlacement(SHOP_ID, 'order_status', false);
  server = http.createServer((request, response) => {
    (request.url === '/api/answer' ? handleAnswerAfterPaying : handleThankYou)(request, response).catch((error) => answerError(response, error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/thank-you`;
});
afterAll(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
  await flushDecisions();
  await shop?.stop();
});
beforeEach(async () => {
  await flushDecisions();
  await pool().query('DELETE FROM decisions WHERE shop_id = $1', [SHOP_ID]);
});

const built = (ids: typeof CAMERA) => ({ productId: BigInt(ids.product), variantId: BigInt(ids.variant), inventoryItemId: BigInt(ids.item) }) as BuiltProduct;

function buy(customerId: number | null, visitor: string | null, ...bought: (typeof CAMERA)[]): number {
  const lines = bought.map(({ variant }) => ({ variantId: variant, quantity: 1, properties: [], discount: '0.00' }));
  return shop.sandbox.store.placeOrder({ customerId, lines, attributes: visitor ? [{ name: '_setwise_visitor', value: visitor }] : [] }).id;
}

const post = (body: unknown, token: string | null, to = url) =>
  fetch(to, { method: 'POST', headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }, body: JSON.stringify(body) });
async function ask(orderId: string | number, question: { placement?: string; locale?: string } = {}, customerId: number | null = null): Promise<ThankYouAnswer['offer']> {
  const response = await post({ orderId: String(orderId), placement: 'thank_you', locale: 'en', ...question }, mintCheckoutToken(DOMAIN, customerId));
  const body = await response.text();
  expect([response.status, body]).toEqual([200, body]);
  return thankYouAnswer.parse(JSON.parse(body)).offer;
}
async function say(answer: object, customerId: number | null = null, token: string | null = mintCheckoutToken(DOMAIN, customerId)): Promise<[number, unknown]> {
  const response = await post(answer, token, url.replace('thank-you', 'answer'));
  return [response.status, await response.json()];
}
const rows = async (table: 'decisions' | 'orders') => {
  await flushDecisions();
  return (await pool().query(`SELECT count(*)::int AS n FROM ${table} WHERE shop_id = $1`, [SHOP_ID])).rows[0].n as number;
};

describe('the thank-you endpoint', () => {
  it('answers with what belongs to the order, and a cart that holds it', async () => {
    const order = buy(null, null, CAMERA);
    await shop.settle();
    expect(await ask(`gid://shopify/Order/${order}`)).toEqual({
      heading: 'Ready for the first trip',
      decisionId: null,
      items: [{ productId: String(CARD.product), title: 'Fast Card', imageUrl: null, price: '€49.90', wasPrice: null, reason: 'Bought together in 214 orders' }],
      url: `${shop.sandbox.storefrontUrl}/cart/${CARD.variant}:1?storefront=true`,
      button: 'See it in your cart',
    });
    expect(await rows('decisions')).toBe(1);
  });

  it("speaks the reader's language, and the shop's where it is told none that exists", async () => {
    const order = buy(null, null, CAMERA);
    await shop.settle();
    expect((await ask(order, { locale: 'de-DE' }))?.items[0]).toMatchObject({ price: expect.stringMatching(/^49,90\s€$/), reason: 'In 214 Bestellungen zusammen gekauft' });
    expect((await ask(order, { locale: '!' }))?.items[0]?.reason).toBe('In 214 Bestellungen zusammen gekauft');
  });

  it('fetches an order by its id while its webhook lags', async () => {
    const order = buy(null, null, CAMERA);
    const before = await rows('orders');
    expect((await ask(order))?.items).toHaveLength(1);
    expect(await rows('orders')).toBe(before + 1);
    await shop.settle();
    expect(await rows('orders')).toBe(before + 1);
  });

  it('hands the visitor on to the next cart, so that what follows is known to be theirs', async () => {
    const visitor = '3d2f7a10-6f0e-4c55-8d2b-0a9c5e7f1b22';
    const order = buy(null, visitor, CAMERA);
    await shop.settle();
    expect(new URL((await ask(order))?.url ?? '').searchParams.get('attributes[_setwise_visitor]')).toBe(visitor);
  });

  it('hears of an item that it is not for whom it was shown to, and offers it no more until that is taken back', async () => {
    const visitor = '7a5d0b3e-1c2f-4e6a-9b8d-3f4a5b6c7d8e';
    const order = buy(null, visitor, CAMERA);
    await shop.settle();
    const decisionId = (await ask(order))?.decisionId as string;
    await flushDecisions();
    const productId = String(CARD.product);
    expect(await say({ decisionId, answer: 'not_for_me', productId })).toEqual([200, { kept: true }]);
    expect(await ask(order)).toBeNull();
    expect(await prisma().subjectAnswer.findMany({ where: { shopId: SHOP_ID } })).toMatchObject([{ subjectKey: `v:${visitor}`, answer: 'not_for_me', placement: 'thank_you' }]);
    await say({ decisionId, answer: 'undo', productId });
    expect((await ask(order))?.items).toHaveLength(1);
    await say({ decisionId, answer: 'none' });
    expect(await ask(order)).toBeNull();
    await say({ decisionId, answer: 'undo' });
    expect((await ask(order))?.items).toHaveLength(1);
  });

  it('hears no answer of somebody else, to another product, to what was never shown, nor of who has no name', async () => {
    const order = buy(CUSTOMERS[1], null, CAMERA);
    await shop.settle();
    const decisionId = (await ask(order, {}, CUSTOMERS[1]))?.decisionId as string;
    expect((await ask(buy(null, null, CAMERA)))?.decisionId).toBeNull();
    await flushDecisions();
    const answer = { decisionId, answer: 'have_it', productId: String(CARD.product) };
    const statuses = [
      await say(answer, CUSTOMERS[0]),
      await say({ ...answer, productId: String(BAG.product) }),
      await say({ ...answer, decisionId: '00000000-0000-4000-8000-000000000000' }),
      await say({ ...answer, answer: 'perhaps' }),
      await say(answer, null, null),
    ].map(([status]) => status);
    expect(statuses).toEqual([404, 404, 404, 400, 401]);
    expect(await prisma().subjectAnswer.count({ where: { shopId: SHOP_ID } })).toBe(0);
    await shop.settle();
  });

  it.each([
    ['everything that belongs to it was bought', () => ask(buy(null, null, CAMERA, CARD))],
    ['it belonged to the customer before', () => ask(buy(CUSTOMERS[0], null, CAMERA), {}, CUSTOMERS[0])],
    ['nothing in it starts a set', () => ask(buy(null, null, BAG))],
    ['there is no such order', () => ask(1)],
    ['the place is switched off', () => ask(buy(null, null, CAMERA), { placement: 'order_status' })],
    ['it is somebody else who asks', () => ask(buy(null, null, CAMERA), {}, CUSTOMERS[1])],
  ])('offers nothing where %s', async (_, asked) => {
    expect(await asked()).toBeNull();
  });

  it.each([
    ['no token', null],
    ['a token that is none', 'abc'],
    ['a token whose claims were changed', mintCheckoutToken(DOMAIN, null).replace(/\.[^.]+\./, `.${Buffer.from('{"dest":"other.myshopify.com"}').toString('base64url')}.`)],
  ])('refuses %s, lets the block read that, and leaves no row', async (_, token) => {
    const order = buy(null, null, CAMERA);
    const before = await rows('orders');
    const response = await post({ orderId: String(order), placement: 'thank_you' }, token);
    expect([response.status, response.headers.get('access-control-allow-origin'), await response.json()]).toEqual([401, '*', { error: { code: 'unauthorized', message: expect.any(String) } }]);
    expect([await rows('decisions'), await rows('orders')]).toEqual([0, before]);
    await shop.settle();
  });

  it.each([
    ['orderId', { orderId: 'gid://shopify/Product/1', placement: 'thank_you' }],
    ['placement', { orderId: '1', placement: 'cart_page' }],
  ])('names the value that cannot be understood: %s', async (name, body) => {
    const response = await post(body, mintCheckoutToken(DOMAIN, null));
    expect([response.status, await response.json()]).toEqual([400, { error: { code: 'bad_request', message: expect.stringContaining(`"${name}"`) } }]);
  });

  it('shows nothing to who is held out, and counts them as it would the others', async () => {
    const visitor = '9c1be0d4-2a47-4f13-8b6e-5d0f3a7e6c88';
    const { experimentId } = await ensureExperiment(SHOP_ID, 'placement:thank_you', new Date(), pool(), 10_000);
    const order = buy(null, visitor, CAMERA);
    await shop.settle();
    expect(await ask(order)).toBeNull();
    const { rows: exposures } = await pool().query('SELECT subject_key, arm FROM exposures WHERE shop_id = $1 AND experiment_id = $2', [SHOP_ID, experimentId]);
    expect(exposures).toEqual([{ subject_key: `v:${visitor}`, arm: 'holdout' }]);
  });

  it('shows nothing to who is held out of everything, whom the place does not count', async () => {
    const visitor = '5b0e1c77-93da-4e0a-a6de-2f4c8d1b7a19';
    const { experimentId } = await ensureExperiment(SHOP_ID, 'global', new Date(), pool(), 10_000);
    const order = buy(null, visitor, CAMERA);
    await shop.settle();
    expect(await ask(order)).toBeNull();
    const { rows: exposures } = await pool().query('SELECT experiment_id, arm FROM exposures WHERE shop_id = $1 AND subject_key = $2', [SHOP_ID, `v:${visitor}`]);
    expect(exposures).toEqual([{ experiment_id: experimentId, arm: 'holdout' }]);
  });

  it('lets any origin ask: extensions have none of their own', async () => {
    const preflight = await fetch(url, { method: 'OPTIONS', headers: { origin: 'null', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' } });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin'), preflight.headers.get('access-control-allow-headers')]).toEqual([204, '*', 'authorization, content-type']);
    expect((await fetch(url)).status).toBe(405);
  });
});
