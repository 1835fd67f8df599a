// The answers in an email, over HTTP and signed as Shopify's app proxy signs.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { config } from '#app/config/config.ts';
import { messageEventsOf } from '#app/db/message-events.ts';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { decideFor } from '#app/pipeline/decide/decide-offer.ts';
import { type LinkToken, signLink } from '#app/pipeline/deliver/link-token.ts';
import { handleAnswerLink } from '#app/server/answer-link.ts';
import { buildCustomer, buildPlacement, buildProduct, buildSet, buildShop, type BuiltProduct, type BuiltShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { type Endpoint, startEndpoint } from '#test/support/endpoint.ts';
import { signedQuery } from '#test/support/offers-endpoint.ts';

const DAY_MS = 86_400_000;

let db: TestDatabase;
let endpoint: Endpoint;
beforeAll(async () => {
  db = await testDatabase();
  endpoint = await startEndpoint(handleAnswerLink, '/proxy/answer-link');
});
afterAll(async () => {
  await endpoint.stop();
  await db.drop();
});

let shop: BuiltShop;
let camera: BuiltProduct;
let card: BuiltProduct;
let spare: BuiltProduct;
let bag: BuiltProduct;
let setId: string;
let customerId: bigint;
let stepId: string;
let home: string;

beforeEach(async () => {
  shop = await buildShop();
  const { shopId } = shop;
  camera = await buildProduct(shopId, { title: 'Aurel M5', priceMinor: 129_000, unitCostMinor: 90_000 });
  card = await buildProduct(shopId, { title: 'Fast <Card>', priceMinor: 8_000, unitCostMinor: 3_000 });
  spare = await buildProduct(shopId, { title: 'Card 64', priceMinor: 5_000, unitCostMinor: 2_000 });
  bag = await buildProduct(shopId, { title: 'Trail Bag' });
  setId = await buildSet(shopId, { anchor: camera, slots: [{ name: 'memory card', candidates: [{ product: card }, { product: spare }] }, { name: 'bag', candidates: [{ product: bag }] }] });
  await buildPlacement(shopId, 'cart_page');
  customerId = await buildCustomer(shopId);
  home = (await prisma().shop.findFirstOrThrow({ where: { shopId } })).storefrontUrl;
  stepId = await buildSentStep();
});

/** As an earlier release sent it: without the addresses that the event has since grown. */
async function buildSentStep(): Promise<string> {
  const [workflowId, enrollmentId, id, decisionId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const { shopId } = shop;
  const offered = [card, bag].map(({ productId }, slot) => ({ p: String(productId), s: slot + 1 }));
  await prisma().decision.create({ data: { shopId, decisionId, decidedAt: new Date(Date.now() - 30 * DAY_MS), placement: 'email', customerId, setId, currency: 'EUR', cartProductIds: [], offered, refused: [] } });
  await pool().query(`INSERT INTO workflows VALUES ($1, $2, 'order_delivered', 'on', 48, NULL, now(), now(), 'test')`, [shopId, workflowId]);
  await pool().query(
    `INSERT INTO enrollments (shop_id, enrollment_id, workflow_id, customer_id, trigger_key, product_ids, entered_at, status) VALUES ($1, $2, $3, $4, 'order:1', $5, now(), 'done')`,
    [shopId, enrollmentId, workflowId, customerId, [camera.productId]],
  );
  await pool().query(
    `INSERT INTO steps (shop_id, step_id, enrollment_id, workflow_id, customer_id, channel, due_at, status, sent_at, message, decision_id, decided_at) VALUES ($1, $2, $3, $4, $5, 'email', now(), 'sent', now() - interval '30 days', $6, $7, now() - interval '30 days')`,
    [shopId, id, enrollmentId, workflowId, customerId, JSON.stringify({ step_id: id, locale: 'de', code: null }), decisionId],
  );
  return id;
}

const token = (purpose: LinkToken['purpose'], product?: BuiltProduct, validMs = DAY_MS) =>
  signLink({ shopId: shop.shopId, stepId, purpose, expiresAt: new Date(Date.now() + validMs), ...(product ? { productId: product.productId } : {}) }, config().encryptionKeys);
const ask = (t: string, method = 'GET', more: Record<string, string> = {}) => fetch(endpoint.url + signedQuery(shop.domain, { t, ...more }), { method, redirect: 'manual' });
const page = async (...asked: Parameters<typeof ask>) => {
  const response = await ask(...asked);
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
  return response.text();
};
const answers = async () => (await prisma().subjectAnswer.findMany({ where: { shopId: shop.shopId }, orderBy: { productId: 'asc' } })).map(({ subjectKey, productId, answer, placement, setId: set }) => [subjectKey, productId, answer, placement, set]);
const quiet = () => prisma().quietSubject.count({ where: { shopId: shop.shopId } });
const offered = async (placement: 'email' | 'cart_page') =>
  (await decideFor({ shopId: shop.shopId, placement, items: [{ variantId: camera.variantId, quantity: 1 }], customerId, partVariantIds: [] }, new Date()))?.decision.offer?.items.map(({ productId }) => productId) ?? null;

describe('an answer in an email', () => {
  it('is asked for when its link is opened, in the language of the recipient; scanners that open every link change nothing', async () => {
    for (const [t, title] of [[token('have_it', card), 'Haben Sie das schon: Fast &lt;Card&gt;?'], [token('not_for_me', card), 'Nichts für Sie: Fast &lt;Card&gt;?'], [token('quiet'), 'Keine Empfehlungen mehr von'], [token('have_it'), 'Haben Sie das schon?']] as const) {
      const html = await page(t);
      expect(html).toContain(`<h1>${title}`);
      expect(html).toContain(`<form method="post" action="?t=${t}&amp;does=answer">`);
      expect(html).not.toContain('<script');
      expect((await ask(t, 'HEAD')).status).toBe(405);
    }
    expect([await answers(), await quiet(), (await messageEventsOf(shop.shopId, stepId)).size]).toEqual([[], 0, 0]);
  });

  it('is noted for the one product, the next decision offers another, and it can be taken back', async () => {
    const t = token('not_for_me', card);
    expect(await offered('email')).toEqual([card.productId, bag.productId]);
    const noted = await page(t, 'POST', { does: 'answer' });
    expect(noted).toContain('Danke, notiert');
    expect(noted).toContain(`action="?t=${t}&amp;does=undo"`);
    expect(await answers()).toEqual([[`c:${customerId}`, card.productId, 'not_for_me', 'email', setId]]);
    expect([await offered('email'), await offered('cart_page')]).toEqual([[spare.productId, bag.productId], [spare.productId, bag.productId]]);
    expect([...(await messageEventsOf(shop.shopId, stepId)).keys()]).toEqual(['not_for_me']);
    expect(await page(t, 'POST', { does: 'undo' })).toContain('Zurückgenommen');
    expect([await answers(), await offered('email')]).toEqual([[], [card.productId, bag.productId]]);
  });

  it('to all that was offered is noted for each of it, as messages that went out earlier ask', async () => {
    await page(token('have_it'), 'POST', { does: 'answer' });
    expect((await answers()).map(([, productId, answer]) => [productId, answer])).toEqual([[card.productId, 'have_it'], [bag.productId, 'have_it']]);
    expect(await offered('email')).toEqual([spare.productId]);
    await page(token('have_it'), 'POST', { does: 'undo' });
    expect(await answers()).toEqual([]);
  });

  it('that wants no more recommendations ends them by email and in the store, however old the message is, until it is taken back', async () => {
    const t = token('quiet', undefined, -DAY_MS);
    expect(await page(t, 'POST', { does: 'answer' })).toContain('weder per E-Mail noch im Shop');
    expect([await offered('email'), await offered('cart_page')]).toEqual([null, null]);
    await page(t, 'POST', { does: 'undo' });
    expect([await quiet(), await offered('email')]).toEqual([0, [card.productId, bag.productId]]);
  });

  it('that was tampered with, is too old, or is no answer does nothing but lead to the shop', async () => {
    const good = token('have_it', card);
    for (const t of [`${good.slice(0, -2)}AA`, 'x', '', token('have_it', card, -DAY_MS), token('set')]) {
      for (const method of ['GET', 'POST']) {
        const response = await ask(t, method);
        expect([response.status, response.headers.get('location')]).toEqual([303, home]);
      }
    }
    expect(await answers()).toEqual([]);
  });

  it('is heard only when it comes through the shop\'s app proxy', async () => {
    expect((await fetch(`${endpoint.url}?t=${token('have_it', card)}&shop=${shop.domain}`, { method: 'POST' })).status).toBe(401);
    expect(await answers()).toEqual([]);
  });
});
