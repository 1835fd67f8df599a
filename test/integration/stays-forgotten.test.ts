// Whom Shopify asked us to forget stays forgotten, though the store goes on naming them: by no wire, and not as a bare id
// either, do they come back.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startBackfill } from '#app/db/backfills.ts';
import { outcomeTermsOf } from '#app/db/outcome-terms.ts';
import { refreshOutcomes } from '#app/db/outcomes.ts';
import { forgetPerson } from '#app/db/people.ts';
import { pool, withTransaction } from '#app/db/pool.ts';
import { type ReconciliationRow, sumOfFacts } from '#app/db/reconciliations.ts';
import { runBackfill } from '#app/jobs/definitions/run-backfill.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { emailHashes } from '#app/pipeline/sync/email-hash.ts';
import { reconcileShop } from '#app/pipeline/sync/reconcile/reconcile-shop.ts';
import { gid } from '#sandbox/store/gid.ts';
import { DOMAIN } from '#test/support/connected-shop.ts';
import { type Column, columns, tablesNaming } from '#test/support/fill-tables.ts';
import { CARD, CUSTOMERS, SHOP_ID } from '#test/support/small-store.ts';
import { deliver } from '#test/support/topic-people.ts';
import { type TopicShop, topicShop } from '#test/support/topic-shop.ts';

let shop: TopicShop;
let all: Column[];
beforeAll(async () => {
  shop = await topicShop();
  all = await columns();
});
afterAll(() => shop.stop());

const [SOMEBODY] = CUSTOMERS;
const mergeOf = (kept: number, deleted: number) => ({
  admin_graphql_api_customer_kept_id: gid('Customer', kept), admin_graphql_api_customer_deleted_id: gid('Customer', deleted), admin_graphql_api_job_id: null, status: 'completed', errors: [],
});

describe('somebody who was forgotten', () => {
  const redact = (id: number, orderIds: readonly number[]) => deliver(shop, 'customers/redact', { shop_id: Number(SHOP_ID), shop_domain: DOMAIN, customer: { id, email: '', phone: '' }, orders_to_redact: orderIds });
  const orderOf = async (id: number) => (await pool().query('SELECT customer_id, visitor_id, step_id FROM orders WHERE order_id = $1', [id])).rows;
  const NOBODY = [{ customer_id: null, visitor_id: null, step_id: null }];
  const compare = async () => {
    for (;;) {
      const run = await reconcileShop(SHOP_ID, 'asked', () => new Date());
      if (run?.status !== 'running') return run as ReconciliationRow;
    }
  };

  /** Who has ordered, by a visitor and as a guest; forgotten, though the store goes on naming them. */
  async function forgotten(email: string) {
    const { store } = shop;
    const lines = [{ variantId: CARD.variant, quantity: 1, properties: [] }];
    const attributes = [{ name: '_setwise_visitor', value: '0b9a1c52-5555-4555-8555-000000000001' }];
    const customer = store.createCustomer({ email });
    const [order, guests] = [store.placeOrder({ customerId: customer.id, lines, attributes }), store.placeOrder({ customerId: null, email, lines, attributes })];
    await shop.settle();
    await shop.work();
    expect(await orderOf(guests.id)).toMatchObject([{ customer_id: BigInt(customer.id), visitor_id: attributes[0]?.value }]);
    await redact(customer.id, [order.id, guests.id]);
    await shop.work();
    const isNamed = async () => {
      await refreshOutcomes(SHOP_ID, await outcomeTermsOf(SHOP_ID));
      return { in: await tablesNaming([String(customer.id), attributes[0]?.value as string, emailHashes(SHOP_ID, email)[0] as string], all), orders: [await orderOf(order.id), await orderOf(guests.id)] };
    };
    expect(await isNamed()).toEqual({ in: [], orders: [NOBODY, NOBODY] });
    return { customer, order, guests, isNamed };
  }
  const NOWHERE = { in: [], orders: [NOBODY, NOBODY] };

  it('does not come back by a comparison with the store, which finds nothing that differs', async () => {
    const { isNamed } = await forgotten('compared@example.com');
    expect(sumOfFacts(await compare())).toMatchObject({ customers: { differed: 0 }, orders: { differed: 0 } });
    expect(await isNamed()).toEqual(NOWHERE);
  });

  it('does not come back by a backfill, which brings everybody else', async () => {
    const { customer, order, isNamed } = await forgotten('exported@example.com');
    await pool().query('DELETE FROM orders WHERE order_id = $1', [order.id]);
    const someone = shop.store.createCustomer({ email: 'stays@example.com' });
    await shop.settle();
    await pool().query('DELETE FROM customers');
    const backfillId = await startBackfill(SHOP_ID, new Date(), pool());
    await enqueue(runBackfill, { shopId: String(SHOP_ID), backfillId });
    await shop.work();
    expect(await isNamed()).toEqual(NOWHERE);
    expect((await pool().query('SELECT customer_id FROM customers WHERE customer_id IN ($1, $2)', [customer.id, someone.id])).rows).toEqual([{ customer_id: BigInt(someone.id) }]);
  });

  it('does not come back by what is told of their orders, of themselves, or of a merge', async () => {
    const { customer, order, guests, isNamed } = await forgotten('told@example.com');
    const { store } = shop;
    store.emit('orders/updated', store.requireOrder(order.id));
    store.emit('orders/updated', store.requireOrder(guests.id));
    store.updateCustomer(customer.id, { countryCode: 'AT' });
    store.setTags(customer.id, ['vip']);
    store.setEmailConsent(customer.id, 'SUBSCRIBED');
    store.beginCheckout({ customerId: customer.id, lines: [{ variantId: CARD.variant, quantity: 1, properties: [] }] });
    await shop.settle();
    await deliver(shop, 'customers/merge', mergeOf(SOMEBODY, customer.id));
    await deliver(shop, 'customers/delete', { id: customer.id });
    await shop.work();
    expect(await isNamed()).toEqual(NOWHERE);
  });

  it('is forgotten under a name too of which is told only now that it was theirs', async () => {
    const { customer, isNamed } = await forgotten('twice@example.com');
    const former = shop.store.createCustomer({ email: 'former@example.com' });
    const { id } = shop.store.placeOrder({ customerId: former.id, lines: [{ variantId: CARD.variant, quantity: 1, properties: [] }] });
    await shop.settle();
    await shop.work();
    expect(await tablesNaming([String(former.id)], all)).toEqual(expect.arrayContaining(['customers', 'customer_emails', 'orders']));
    await deliver(shop, 'customers/merge', mergeOf(customer.id, former.id));
    expect(await isNamed()).toEqual(NOWHERE);
    expect(await tablesNaming([String(former.id)], all)).toEqual([]);
    expect(await orderOf(id)).toEqual(NOBODY);
  });

  it('does not slip in by a write that began before they were forgotten and ends after it', async () => {
    const writer = await pool().connect();
    const customerId = 6_600_111_222_555n;
    try {
      await writer.query('BEGIN');
      await writer.query(`INSERT INTO customers (shop_id, customer_id, tags, created_at, updated_at) VALUES ($1, $2, '{}', now(), now())`, [SHOP_ID, customerId]);
      const forgetting = withTransaction((on) => forgetPerson(SHOP_ID, customerId, [], on));
      await vi.waitFor(async () => expect((await pool().query(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`)).rowCount).toBe(1), { timeout: 30_000 });
      await writer.query('COMMIT');
      await forgetting;
    } finally {
      writer.release();
    }
    expect(await tablesNaming([String(customerId)], all)).toEqual([]);
  });
});
