// Every topic of checkouts: which carts are waited for, and which are not any more.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool } from '#app/db/pool.ts';
import { switchWorkflow } from '#app/pipeline/engage/switch-workflow.ts';
import { checkoutPayload } from '#sandbox/webhooks/payloads/checkout.ts';
import type { CheckoutRecord } from '#sandbox/store/types.ts';
import { CAMERA, CARD, LOCATION, SHOP_ID } from '#test/support/small-store.ts';
import { deliver, newBuyer } from '#test/support/topic-people.ts';
import { type TopicShop, topicShop } from '#test/support/topic-shop.ts';

let shop: TopicShop;
beforeAll(async () => {
  shop = await topicShop();
  await shop.told((store) => store.setAvailable(CAMERA.item, LOCATION, 1_000));
  await switchWorkflow(SHOP_ID, 'cart_abandoned', true, 'merchant', new Date());
});
afterAll(() => shop.stop());

const steps = async (id: number) => (await pool().query<{ status: string; reason: string | null }>('SELECT status, reason FROM steps WHERE shop_id = $1 AND customer_id = $2 ORDER BY due_at', [SHOP_ID, id])).rows;
const products = async (id: number) =>
  (await pool().query<{ product_ids: bigint[] }>('SELECT product_ids FROM enrollments WHERE shop_id = $1 AND customer_id = $2', [SHOP_ID, id])).rows.map((row) => row.product_ids.map(Number));
const line = (variantId: number) => ({ variantId, quantity: 1, properties: [] });
let checkout: CheckoutRecord;
const begin = (customerId: number | null, email?: string) =>
  shop.told((store) => (checkout = store.beginCheckout({ customerId, lines: [line(CAMERA.variant)], ...(email ? { email } : {}) })));

describe('a checkout', () => {
  it('is waited for from checkouts/create on, and for what is in it then (checkouts/update)', async () => {
    const { id } = await newBuyer(shop);
    expect(await begin(id)).toEqual(['checkouts/create']);
    expect(await steps(id)).toEqual([{ status: 'waiting', reason: null }]);
    expect(await products(id)).toEqual([[CAMERA.product]]);
    expect(await shop.told((store) => store.updateCheckout(checkout.token, { lines: [line(CARD.variant)] }))).toEqual(['checkouts/update']);
    expect(await products(id)).toEqual([[CARD.product]]);
  });

  it('of a guest whose address is a customer’s is that customer’s; of any other guest it sets nothing off', async () => {
    const { id, email } = await newBuyer(shop);
    await begin(null, email);
    expect(await steps(id)).toEqual([{ status: 'waiting', reason: null }]);
    const before = (await pool().query('SELECT 1 FROM steps')).rowCount;
    await begin(null, 'nobody-knows@example.com');
    expect((await pool().query('SELECT 1 FROM steps')).rowCount).toBe(before);
  });

  it('is waited for no more once it is deleted, and nothing that is told late brings it back (checkouts/delete)', async () => {
    const { id } = await newBuyer(shop);
    await begin(id);
    const late = checkoutPayload(checkout, shop.store, 'http://storefront.test');
    expect(await shop.told((store) => store.deleteCheckout(checkout.token))).toEqual(['checkouts/delete']);
    expect(await steps(id)).toEqual([{ status: 'cancelled', reason: 'checkout_deleted' }]);
    await deliver(shop, 'checkouts/update', late);
    expect(await steps(id)).toEqual([{ status: 'cancelled', reason: 'checkout_deleted' }]);
    expect((await pool().query('SELECT 1 FROM checkouts WHERE checkout_token = $1', [checkout.token])).rows).toEqual([]);
  });

  it('that was deleted before it was told of is never waited for', async () => {
    const { id } = await newBuyer(shop);
    const unseen: CheckoutRecord = { ...checkout, id: 987_654_321_012, token: 'unseen', customerId: id };
    await deliver(shop, 'checkouts/delete', { id: unseen.id });
    await deliver(shop, 'checkouts/create', checkoutPayload(unseen, shop.store, 'http://storefront.test'));
    expect(await steps(id)).toEqual([]);
  });
});
