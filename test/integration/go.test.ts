// Where an email's links lead, over HTTP and signed as Shopify's app proxy signs.
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { config } from '#app/config/config.ts';
import { markCodeUsed, saveCode, saveCodeWords } from '#app/db/discount-codes.ts';
import { messageEventsOf } from '#app/db/message-events.ts';
import { pool } from '#app/db/pool.ts';
import { decideFor } from '#app/pipeline/decide/decide-offer.ts';
import { type LinkPurpose, signLink } from '#app/pipeline/deliver/link-token.ts';
import { handleGo } from '#app/server/go.ts';
import { answerError } from '#app/server/http-errors.ts';
import { buildCustomer, buildProduct, buildSet, buildShop, type BuiltProduct, type BuiltShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { signedQuery } from '#test/support/offers-endpoint.ts';

const DAY_MS = 86_400_000;
const CODE = 'SET-BCDFGHJKMN';

let db: TestDatabase;
let server: http.Server;
let url: string;
beforeAll(async () => {
  db = await testDatabase();
  server = http.createServer((request, response) => void handleGo(request, response).catch((error) => answerError(response, error)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/proxy/go`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await db.drop();
});

let shop: BuiltShop;
let card: BuiltProduct;
let spare: BuiltProduct;
let bag: BuiltProduct;
let stepId: string;
let home: string;

beforeEach(async () => {
  shop = await buildShop();
  const camera = await buildProduct(shop.shopId, { title: 'Aurel M5', priceMinor: 129_000, unitCostMinor: 90_000 });
  card = await buildProduct(shop.shopId, { title: 'Fast Card', priceMinor: 8_000, unitCostMinor: 3_000 });
  spare = await buildProduct(shop.shopId, { title: 'Card 64', priceMinor: 5_000, unitCostMinor: 2_000 });
  bag = await buildProduct(shop.shopId, { title: 'Trail Bag' });
  await buildSet(shop.shopId, { anchor: camera, slots: [{ name: 'memory card', candidates: [{ product: card }, { product: spare }] }, { name: 'bag', candidates: [{ product: bag }] }] });
  const customerId = await buildCustomer(shop.shopId);
  home = (await pool().query('SELECT storefront_url AS url FROM shops WHERE shop_id = $1', [shop.shopId])).rows[0].url;
  stepId = await buildSentStep(customerId, camera);
  await saveCode(shop.shopId, { code: CODE, stepId, discountNodeId: 'gid://shopify/DiscountCodeNode/1', endsAt: new Date(Date.now() + 14 * DAY_MS) });
});

async function buildSentStep(customerId: bigint, anchor: BuiltProduct): Promise<string> {
  const [workflowId, enrollmentId, id] = [randomUUID(), randomUUID(), randomUUID()];
  const { shopId } = shop;
  const item = { title: 'Fast Card', image_url: null, url: home, price: '72 €', was_price: null, reason: 'x' };
  const message = {
    step_id: id, workflow: 'order_delivered', locale: 'de', currency: 'EUR', subject: 's', preview: 'p', heading: 'h', intro: 'i', primary: item, others: [], button: 'b', url: home,
    code: CODE, code_note: 'n', why: 'w', have_it_url: home, shop_name: 'x', shop_url: home,
  };
  await pool().query(`INSERT INTO workflows VALUES ($1, $2, 'order_delivered', 'on', 48, NULL, now(), now(), 'test')`, [shopId, workflowId]);
  await pool().query(
    `INSERT INTO enrollments (shop_id, enrollment_id, workflow_id, customer_id, trigger_key, product_ids, entered_at, status) VALUES ($1, $2, $3, $4, 'order:1', $5, now(), 'done')`,
    [shopId, enrollmentId, workflowId, customerId, [anchor.productId]],
  );
  await pool().query(
    `INSERT INTO steps (shop_id, step_id, enrollment_id, workflow_id, customer_id, channel, due_at, status, sent_at, message) VALUES ($1, $2, $3, $4, $5, 'email', now(), 'sent', now(), $6)`,
    [shopId, id, enrollmentId, workflowId, customerId, JSON.stringify(message)],
  );
  return id;
}

const token = (purpose: LinkPurpose = 'set', validMs = 60 * DAY_MS, shopId = shop.shopId) =>
  signLink({ shopId, stepId, purpose, expiresAt: new Date(Date.now() + validMs) }, config().encryptionKeys);
const follow = (t: string, method = 'GET') => fetch(url + signedQuery(shop.domain, { t }), { method, redirect: 'manual' });
const landing = async (t = token()) => new URL((await follow(t)).headers.get('location') as string);

describe('a link of an email', () => {
  it('fills the cart with the set and applies the code, and says which step it was', async () => {
    const response = await follow(token());
    expect([response.status, response.headers.get('cache-control')]).toEqual([302, 'no-store']);
    const address = await landing();
    expect(address.origin).toBe(new URL(home).origin);
    expect(address.pathname).toBe(`/cart/${card.variantId}:1,${bag.variantId}:1`);
    expect(Object.fromEntries(address.searchParams)).toEqual({ discount: CODE, storefront: 'true', 'attributes[_setwise_step]': stepId });
    expect([...(await messageEventsOf(shop.shopId, stepId)).keys()]).toEqual(['clicked']);
  });

  it('leads to what the email suggested, which no other email suggests again so soon', async () => {
    const decisionId = randomUUID();
    const offered = [card, bag].map(({ productId }, slot) => ({ s: slot + 1, p: String(productId) }));
    await pool().query(
      `INSERT INTO decisions (shop_id, decided_at, decision_id, placement, currency, cart_product_ids, offered, refused) VALUES ($1, now(), $2, 'email', 'EUR', '{}', $3, '[]')`,
      [shop.shopId, decisionId, JSON.stringify(offered)],
    );
    const { rows } = await pool().query<{ customer_id: bigint; variant_id: bigint }>(
      `UPDATE steps s SET decision_id = $3, decided_at = now() FROM variants v, enrollments e
        WHERE s.shop_id = $1 AND s.step_id = $2 AND e.shop_id = s.shop_id AND e.enrollment_id = s.enrollment_id AND v.shop_id = s.shop_id AND v.product_id = e.product_ids[1]
        RETURNING s.customer_id, v.variant_id`,
      [shop.shopId, stepId, decisionId],
    );
    const inAnother = await decideFor({ shopId: shop.shopId, placement: 'email', items: [{ variantId: rows[0]!.variant_id, quantity: 1 }], customerId: rows[0]!.customer_id, partVariantIds: [] }, new Date());
    expect(inAnother?.decision.offer?.items.map(({ productId }) => productId)).toEqual([spare.productId]);
    expect(inAnother?.decision.refused.map(({ productId, code }) => [productId, code])).toEqual([[card.productId, 'offered_lately'], [bag.productId, 'offered_lately']]);
    expect((await landing()).pathname).toBe(`/cart/${card.variantId}:1,${bag.variantId}:1`);
  });

  it('replaces what sold out since the email went out', async () => {
    await pool().query(`UPDATE inventory_levels SET available = 0 WHERE shop_id = $1 AND inventory_item_id = (SELECT inventory_item_id FROM variants WHERE shop_id = $1 AND variant_id = $2)`, [shop.shopId, card.variantId]);
    expect((await landing()).pathname).toBe(`/cart/${spare.variantId}:1,${bag.variantId}:1`);
  });

  it('leaves out a code that was used', async () => {
    expect(await markCodeUsed(shop.shopId, CODE.toLowerCase(), 1n, new Date())).toBe(true);
    expect(await markCodeUsed(shop.shopId, CODE, 1n, new Date())).toBe(true);
    expect(await markCodeUsed(shop.shopId, CODE, 2n, new Date())).toBe(false);
    expect((await landing()).searchParams.has('discount')).toBe(false);
  });

  it('leaves out a code that somebody has taken back by hand', async () => {
    await saveCodeWords(shop.shopId, [{ discountNodeId: 'gid://shopify/DiscountCodeNode/1', revokedAt: new Date(), toldAt: new Date() }], pool());
    expect((await landing()).searchParams.has('discount')).toBe(false);
  });

  it('does nothing but lead to the shop when it was tampered with, is too old, or is another shop\'s', async () => {
    const good = token();
    for (const t of [`${good.slice(0, -2)}AA`, 'x', '', token('set', -1_000), token('set', DAY_MS, shop.shopId + 1n)]) {
      expect((await follow(t)).headers.get('location')).toBe(home);
    }
    expect((await messageEventsOf(shop.shopId, stepId)).size).toBe(0);
  });

  it('leads on to where an answer is asked for, and answers nothing itself', async () => {
    const t = token('have_it');
    expect((await follow(t)).headers.get('location')).toBe(`${home}/apps/setwise/answer-link?t=${t}`);
    expect((await messageEventsOf(shop.shopId, stepId)).size).toBe(0);
  });

  it('counts no click when a scanner only looks whether it is alive', async () => {
    expect((await follow(token(), 'HEAD')).status).toBe(405);
    expect((await messageEventsOf(shop.shopId, stepId)).size).toBe(0);
  });

  it('is answered only when it comes through the shop\'s app proxy', async () => {
    expect((await fetch(`${url}?t=${token()}&shop=${shop.domain}`, { redirect: 'manual' })).status).toBe(401);
  });
});
