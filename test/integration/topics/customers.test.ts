// Every topic of customers, told by signed deliveries through the real endpoint, and what each changes: who is who, who is
// left alone, who may be written to.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ensureExperiment } from '#app/db/experiments.ts';
import { pool } from '#app/db/pool.ts';
import { surroundingsOf } from '#app/db/steps.ts';
import { armsKept, keepArm } from '#app/db/subjects.ts';
import { noConsent } from '#app/domain/workflow/gates/no-consent.ts';
import type { StepFacts } from '#app/domain/workflow/step-facts.ts';
import { saveLeftAlone } from '#app/pipeline/decide/save-left-alone.ts';
import { switchWorkflow } from '#app/pipeline/engage/switch-workflow.ts';
import { reconcileShop } from '#app/pipeline/sync/reconcile/reconcile-shop.ts';
import { gid } from '#sandbox/store/gid.ts';
import { orderPayload } from '#sandbox/webhooks/payloads/order.ts';
import { CAMERA, CARD, LOCATION, SHOP_ID } from '#test/support/small-store.ts';
import { deliver, messageTo, newBuyer } from '#test/support/topic-people.ts';
import { type TopicShop, topicShop } from '#test/support/topic-shop.ts';

let shop: TopicShop;
beforeAll(async () => {
  shop = await topicShop();
  await shop.told((store) => store.setAvailable(CAMERA.item, LOCATION, 1_000));
});
afterAll(() => shop.stop());

const whyNot = (productId: number, id: number) => shop.refusal(productId, { customerId: BigInt(id) });
const merged = (kept: number, deleted: number, status = 'completed') => ({
  admin_graphql_api_customer_kept_id: gid('Customer', kept), admin_graphql_api_customer_deleted_id: gid('Customer', deleted), admin_graphql_api_job_id: null, status, errors: [],
});
const tags = (customerId: number, list: string[], at: string) => ({ customerId: gid('Customer', customerId), tags: list, occurredAt: at });
const customersOf = async (id: number) => (await pool().query<{ n: number }>('SELECT count(*)::int AS n FROM orders WHERE shop_id = $1 AND customer_id = $2', [SHOP_ID, id])).rows[0]?.n;

describe('a guest', () => {
  const guestBuys = (email: string) => shop.told((store) => store.placeOrder({ customerId: null, email, lines: [{ variantId: CARD.variant, quantity: 1 }] }));

  it('is the customer who comes with their address later (customers/create): what they bought is not offered again', async () => {
    await guestBuys('Later@Example.com');
    let id = 0;
    expect(await shop.told((store) => (id = store.createCustomer({ email: 'later@example.com' }).id))).toEqual(['customers/create']);
    expect(await whyNot(CARD.product, id)).toBe('already_owned');
  });

  it('is the customer who was there before them', async () => {
    const { id, email } = await newBuyer(shop);
    expect(await whyNot(CARD.product, id)).toBeUndefined();
    await guestBuys(email.toUpperCase());
    expect(await whyNot(CARD.product, id)).toBe('already_owned');
    await shop.told((store) => store.emit('orders/updated', [...store.orders.values()].at(-1) as never));
    expect(await whyNot(CARD.product, id)).toBe('already_owned');
  });

  it('is the customer whose address becomes theirs (customers/update)', async () => {
    await guestBuys('moved@example.com');
    const { id } = await newBuyer(shop);
    expect(await whyNot(CARD.product, id)).toBeUndefined();
    expect(await shop.told((store) => store.updateCustomer(id, { email: 'moved@example.com' }))).toEqual(['customers/update']);
    expect(await whyNot(CARD.product, id)).toBe('already_owned');
  });

  it('is known by nothing that could be read as an address', async () => {
    const { rows } = await pool().query<{ text: string }>(`SELECT e::text AS text FROM customer_emails e UNION ALL SELECT g::text FROM guest_orders g UNION ALL SELECT c::text FROM customers c UNION ALL SELECT o::text FROM orders o`);
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.filter(({ text }) => /@|example|moved|later/i.test(text))).toEqual([]);
  });
});

describe('customers/merge', () => {
  it('gives one customer what the other bought', async () => {
    const [kept, gone] = [await newBuyer(shop), await newBuyer(shop, { buys: [CARD.variant] })];
    expect(await whyNot(CARD.product, kept.id)).toBeUndefined();
    expect(await shop.told((store) => store.mergeCustomers(kept.id, gone.id))).toEqual(expect.arrayContaining(['customers/merge']));
    expect(await whyNot(CARD.product, kept.id)).toBe('already_owned');
    expect(await customersOf(gone.id)).toBe(0);
  });

  it('says nothing when it failed, or was only asked for', async () => {
    const [one, other] = [await newBuyer(shop), await newBuyer(shop, { buys: [CARD.variant] })];
    for (const status of ['failed', 'requested', 'in_progress']) await deliver(shop, 'customers/merge', merged(one.id, other.id, status));
    expect(await whyNot(CARD.product, one.id)).toBeUndefined();
    expect(await messageTo(other)).not.toBeUndefined();
  });

  it('holds for what is told of the deleted customer later, and along a chain in whichever order it is told', async () => {
    const [first, second, third] = [await newBuyer(shop), await newBuyer(shop), await newBuyer(shop)];
    for (const chain of [[[second, first], [third, second]], [[third, second], [second, first]]] as const) {
      await pool().query('DELETE FROM customer_merges');
      for (const [kept, gone] of chain) await deliver(shop, 'customers/merge', merged(kept.id, gone.id));
      const { rows } = await pool().query('SELECT deleted_id, kept_id FROM customer_merges ORDER BY deleted_id');
      expect(rows).toEqual([{ deleted_id: BigInt(first.id), kept_id: BigInt(third.id) }, { deleted_id: BigInt(second.id), kept_id: BigInt(third.id) }]);
    }
    let order: ReturnType<typeof shop.store.placeOrder> | undefined;
    await shop.told((store) => (order = store.placeOrder({ customerId: first.id, lines: [{ variantId: CARD.variant, quantity: 1 }] })));
    expect(await whyNot(CARD.product, third.id)).toBe('already_owned');
    await deliver(shop, 'orders/updated', orderPayload(order as never, shop.store, 'http://sandbox.test'));
    expect([await customersOf(first.id), await customersOf(second.id), await customersOf(third.id)]).toEqual([0, 0, 4]);
  });

  it('told twice changes nothing', async () => {
    const [kept, gone] = [await newBuyer(shop), await newBuyer(shop)];
    const everything = async () =>
      (await pool().query(`SELECT (SELECT json_agg(o ORDER BY order_id) FROM orders o) AS orders, (SELECT json_agg(c ORDER BY customer_id) FROM customers c) AS customers, (SELECT json_agg(m ORDER BY deleted_id) FROM customer_merges m) AS merges`)).rows;
    await deliver(shop, 'customers/merge', merged(kept.id, gone.id), new Date('2026-06-01T10:00:00Z'));
    const before = await everything();
    await deliver(shop, 'customers/merge', merged(kept.id, gone.id), new Date('2026-06-01T10:00:05Z'));
    expect(await everything()).toEqual(before);
  });

  it('keeps the arm that either was given first, and what waits to be sent to the one who is gone', async () => {
    await switchWorkflow(SHOP_ID, 'order_placed', true, 'merchant', new Date());
    const [kept, gone] = [await newBuyer(shop), await newBuyer(shop)];
    const { experimentId } = await ensureExperiment(SHOP_ID, 'placement:cart_page', new Date());
    const subject = ({ id }: { id: number }) => ({ visitorId: null, customerId: BigInt(id) });
    await keepArm(SHOP_ID, experimentId, subject(kept), 'exposed', new Date('2026-06-02T10:00:00Z'));
    await keepArm(SHOP_ID, experimentId, subject(gone), 'holdout', new Date('2026-06-01T10:00:00Z'));
    await shop.told((store) => store.mergeCustomers(kept.id, gone.id));
    expect(await armsKept(SHOP_ID, [experimentId], subject(kept))).toMatchObject([{ arm: 'holdout' }]);
    // A page that still knows them by the old name writes the same one.
    await keepArm(SHOP_ID, experimentId, subject(gone), 'exposed', new Date());
    expect(await armsKept(SHOP_ID, [experimentId], subject(kept))).toMatchObject([{ arm: 'holdout' }]);
    const steps = await pool().query('SELECT customer_id FROM steps WHERE shop_id = $1 AND customer_id IN ($2, $3)', [SHOP_ID, kept.id, gone.id]);
    expect(steps.rows).toEqual([{ customer_id: BigInt(kept.id) }, { customer_id: BigInt(kept.id) }]);
  });
});

describe('a merge that nobody told of', () => {
  const arm = async () => {
    const [kept, gone] = [await newBuyer(shop), await newBuyer(shop, { buys: [CARD.variant] })];
    const { experimentId } = await ensureExperiment(SHOP_ID, 'placement:cart_page', new Date());
    await keepArm(SHOP_ID, experimentId, { visitorId: null, customerId: BigInt(gone.id) }, 'holdout', new Date('2026-06-01T10:00:00Z'));
    const [order] = [...shop.store.orders.values()].filter(({ customerId }) => customerId === gone.id);
    /** The store gives the order to somebody, and says so. */
    const moves = (to: number, updatedAt: string) => deliver(shop, 'orders/updated', orderPayload({ ...order, customerId: to, updatedAt } as never, shop.store, 'http://sandbox.test'));
    const isGone = () => deliver(shop, 'customers/delete', { id: gone.id });
    return { kept, moves, isGone, ofKept: () => armsKept(SHOP_ID, [experimentId], { visitorId: null, customerId: BigInt(kept.id) }) };
  };

  it.each(['moves', 'isGone'] as const)('is known by two facts, that one is gone and that their order is the other’s, %s being told first', async (first) => {
    const told = await arm();
    for (const fact of first === 'moves' ? [first, 'isGone' as const] : [first, 'moves' as const]) {
      expect(await told.ofKept()).toEqual([]);
      await told[fact](told.kept.id, '2030-01-01T00:00:00Z');
    }
    expect(await told.ofKept()).toMatchObject([{ arm: 'holdout' }]);
  });

  it('is none where their orders went to several, nor where the order was given away long before they were deleted', async () => {
    const [several, long] = [await arm(), await arm()];
    const other = await newBuyer(shop);
    await several.moves(other.id, '2030-01-01T00:00:00Z');
    await pool().query('INSERT INTO moved_orders (shop_id, from_id, to_id) SELECT shop_id, from_id, $1 FROM moved_orders', [several.kept.id]);
    await several.isGone();
    await long.moves(long.kept.id, '2030-01-01T00:00:00Z');
    await pool().query("UPDATE moved_orders SET noted_at = noted_at - interval '4 days'");
    await long.isGone();
    expect([await several.ofKept(), await long.ofKept()]).toEqual([[], []]);
  });
});

describe('customers/delete', () => {
  it('cancels what was still to be sent, and nothing that is told late brings the customer back', async () => {
    const buyer = await newBuyer(shop);
    const step = async () => (await pool().query('SELECT status, reason FROM steps WHERE shop_id = $1 AND customer_id = $2', [SHOP_ID, buyer.id])).rows;
    expect(await step()).toMatchObject([{ status: 'waiting' }]);
    expect(await shop.told((store) => store.deleteCustomer(buyer.id))).toEqual(['customers/delete']);
    expect(await step()).toEqual([{ status: 'cancelled', reason: 'customer_deleted' }]);
    await deliver(shop, 'customers_email_marketing_consent/update', { customer_id: buyer.id, email_marketing_consent: { state: 'subscribed', consent_updated_at: new Date().toISOString() } });
    expect(await messageTo(buyer)).toBe('no_consent');
  });
});

describe('customer.tags_added and customer.tags_removed', () => {
  afterEach(() => saveLeftAlone(SHOP_ID, 'left_alone', [], 'merchant', new Date()));

  it('decide whom the merchant wants left alone: no offer on site, no message', async () => {
    const buyer = await newBuyer(shop);
    await saveLeftAlone(SHOP_ID, 'left_alone', ['Staff'], 'merchant', new Date());
    expect([await whyNot(CARD.product, buyer.id), await messageTo(buyer)]).toEqual([undefined, 'gets']);
    expect(await shop.told((store) => store.setTags(buyer.id, ['staff', 'vip']))).toEqual(expect.arrayContaining(['customer.tags_added']));
    expect([await whyNot(CARD.product, buyer.id), await messageTo(buyer)]).toEqual(['left_alone', 'left_alone']);
    expect(await shop.offered({ customerId: BigInt(buyer.id) })).toEqual([]);
    expect(await shop.told((store) => store.setTags(buyer.id, ['vip']))).toEqual(expect.arrayContaining(['customer.tags_removed']));
    expect([await whyNot(CARD.product, buyer.id), await messageTo(buyer)]).toEqual([undefined, 'gets']);
  });

  it('say that a case is open: no offer on site, and a message that waits until the tag is taken off', async () => {
    const buyer = await newBuyer(shop);
    await saveLeftAlone(SHOP_ID, 'open_case', ['ticket'], 'merchant', new Date());
    await shop.told((store) => store.setTags(buyer.id, ['Ticket']));
    expect([await whyNot(CARD.product, buyer.id), await messageTo(buyer)]).toEqual(['open_case', 'open_case']);
    await shop.told((store) => store.setTags(buyer.id, []));
    expect([await whyNot(CARD.product, buyer.id), await messageTo(buyer)]).toEqual([undefined, 'gets']);
    await saveLeftAlone(SHOP_ID, 'open_case', [], 'merchant', new Date());
  });

  it('come out the same in whatever order they are told', async () => {
    await saveLeftAlone(SHOP_ID, 'left_alone', ['staff'], 'merchant', new Date());
    const told = [['customer.tags_added', '10:00'], ['customer.tags_removed', '10:01'], ['customer.tags_added', '10:02'], ['customer.tags_removed', '10:03']] as const;
    for (const order of [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2], [3, 0, 2, 1]]) {
      const buyer = await newBuyer(shop);
      for (const index of order) {
        const [topic, at] = told[index] as (typeof told)[number];
        await deliver(shop, topic, tags(buyer.id, ['staff', `t${index}`], `2026-12-01T${at}:00.000Z`));
      }
      expect(await messageTo(buyer), order.join()).toBe('gets');
      const { rows } = await pool().query('SELECT tags FROM customers WHERE customer_id = $1', [buyer.id]);
      expect(rows).toEqual([{ tags: ['t0', 't2'] }]);
    }
  });

  it('of a customer who was merged away are the kept one’s', async () => {
    await saveLeftAlone(SHOP_ID, 'left_alone', ['staff'], 'merchant', new Date());
    const [kept, gone] = [await newBuyer(shop), await newBuyer(shop)];
    await shop.told((store) => store.mergeCustomers(kept.id, gone.id));
    await deliver(shop, 'customer.tags_added', tags(gone.id, ['staff'], new Date().toISOString()));
    expect(await messageTo(kept)).toBe('left_alone');
  });

  it('taken off a customer who was merged away, told late, leave the kept one’s own, and the next comparison asks which they have', async () => {
    const compare = async () => {
      while ((await reconcileShop(SHOP_ID, 'asked', () => new Date()))?.status === 'running');
      // What changed before now is not read for that alone.
      await pool().query("UPDATE reconciliations SET started_at = started_at + interval '1 day' WHERE shop_id = $1", [SHOP_ID]);
    };
    await saveLeftAlone(SHOP_ID, 'left_alone', ['staff'], 'merchant', new Date());
    const [own, gone, without, former] = [await newBuyer(shop), await newBuyer(shop), await newBuyer(shop), await newBuyer(shop)];
    await shop.told((store) => [own, gone, former].map(({ id }) => store.setTags(id, ['staff'])));
    await compare();
    // Neither has it any more when they are merged, of which the store says nothing in time.
    shop.sandbox.webhooks.queue.lose(1);
    for (const { id } of [gone, former]) shop.store.setTags(id, []);
    shop.sandbox.webhooks.queue.lose(0);
    await shop.told((store) => [store.mergeCustomers(own.id, gone.id), store.mergeCustomers(without.id, former.id)]);
    await compare();
    for (const { id } of [gone, former]) await deliver(shop, 'customer.tags_removed', tags(id, ['staff'], new Date().toISOString()));
    expect(await messageTo(own)).toBe('left_alone');
    await pool().query(`UPDATE customers SET tags = '{staff}' WHERE customer_id = $1`, [without.id]);
    await compare();
    expect([await messageTo(own), await messageTo(without)]).toEqual(['left_alone', 'gets']);
  });
});

describe('consents', () => {
  it('to emails decide whether a message goes out (customers_email_marketing_consent/update)', async () => {
    const buyer = await newBuyer(shop);
    expect(await messageTo(buyer)).toBe('gets');
    await shop.told((store) => store.setEmailConsent(buyer.id, 'UNSUBSCRIBED'));
    expect(await messageTo(buyer)).toBe('no_consent');
  });

  it('to text messages are another matter, by a time of their own (customers_marketing_consent/update)', async () => {
    const buyer = await newBuyer(shop);
    const text = async () => {
      const subject = { ref: '1', customerId: BigInt(buyer.id), productIds: [BigInt(CAMERA.product)], orderId: null, checkoutToken: null, enteredAt: new Date() };
      const around = (await surroundingsOf(SHOP_ID, [subject], new Date())).get('1');
      const gate = (channel: 'email' | 'sms') => noConsent({ ...(around as unknown as StepFacts), channel }, new Date())?.reason ?? 'passes';
      return [gate('email'), gate('sms')];
    };
    expect(await text()).toEqual(['passes', 'no_consent']);
    await shop.told((store) => store.setSmsConsent(buyer.id, 'SUBSCRIBED'));
    expect(await text()).toEqual(['passes', 'passes']);
    await shop.told((store) => store.setEmailConsent(buyer.id, 'UNSUBSCRIBED'));
    expect(await text()).toEqual(['no_consent', 'passes']);
    // An older word, told late.
    await deliver(shop, 'customers_marketing_consent/update', { id: buyer.id, phone: null, sms_marketing_consent: { state: 'unsubscribed', opt_in_level: null, consent_updated_at: '2020-01-01T00:00:00Z', consent_collected_from: 'other' } });
    expect(await text()).toEqual(['no_consent', 'passes']);
    await deliver(shop, 'customers_marketing_consent/update', { id: buyer.id, phone: null, sms_marketing_consent: { state: null, opt_in_level: null, consent_updated_at: null, consent_collected_from: 'other' } });
    expect(await text()).toEqual(['no_consent', 'no_consent']);
  });
});

describe('read in bulk', () => {
  it('tells the same of guests, tags and consents', async () => {
    const { id } = await newBuyer(shop);
    await shop.told((store) => {
      store.setSmsConsent(id, 'SUBSCRIBED');
      store.setTags(id, ['staff']);
      store.placeOrder({ customerId: null, email: store.requireCustomer(id).email, lines: [{ variantId: CARD.variant, quantity: 1 }] });
    });
    const rows = async () => (await pool().query('SELECT tags, email_consent, sms_consent, email_consent_at, sms_consent_at FROM customers WHERE customer_id = $1', [id])).rows;
    const before = await rows();
    await pool().query('DELETE FROM guest_orders');
    await pool().query('DELETE FROM customer_emails');
    await pool().query('DELETE FROM customers WHERE customer_id = $1', [id]);
    for (const table of ['orders', 'order_lines']) await pool().query(`DELETE FROM ${table}`);
    const { startBackfill } = await import('#app/db/backfills.ts');
    const { runBackfill } = await import('#app/pipeline/sync/backfill/run-backfill.ts');
    const { backfillProgress } = await import('#app/read/backfill-progress.ts');
    const backfillId = await startBackfill(SHOP_ID, new Date(), pool());
    for (let status = 'running'; status === 'running'; status = (await backfillProgress(SHOP_ID)).status) await runBackfill(SHOP_ID, backfillId, () => new Date());
    expect((await backfillProgress(SHOP_ID)).status).toBe('done');
    expect(await rows()).toEqual(before);
    expect(await whyNot(CARD.product, id)).toBe('already_owned');
  });
});
