// Each topic of an order by itself: the store's record is changed without a word, then the one topic is told of it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pool } from '#app/db/pool.ts';
import { streamOrderHistory } from '#app/db/order-history.ts';
import { whatNow } from '#app/pipeline/engage/what-now.ts';
import type { Store } from '#sandbox/store/store.ts';
import type { OrderRecord } from '#sandbox/store/types.ts';
import { BAG, CAMERA, CARD, CUSTOMERS, SHOP_ID } from '#test/support/small-store.ts';
import { type TopicShop, topicShop } from '#test/support/topic-shop.ts';

let shop: TopicShop;
beforeAll(async () => {
  shop = await topicShop();
});
afterAll(() => shop.stop());

const BUYER = CUSTOMERS[1];
const asBuyer = { customerId: BigInt(BUYER) };
const NOON = new Date('2026-12-01T11:00:00Z');

/** Without a word. */
function quietly(store: Store, order: OrderRecord, change: (order: OrderRecord) => void): OrderRecord {
  change(order);
  order.updatedAt = store.clock.stamp();
  store.saveOrder(order);
  return order;
}
const buyCard = (store: Store) => store.placeOrder({ customerId: BUYER, lines: [{ variantId: CAMERA.variant, quantity: 1 }, { variantId: CARD.variant, quantity: 1 }] });
const takeOutCard = (order: OrderRecord) => {
  order.lines[1]!.removed = 1;
};

let order: OrderRecord;
beforeEach(async () => {
  await shop.told((store) => {
    for (const one of [...store.orders.values()]) if (one.customerId === BUYER) store.deleteOrder(one.id);
  });
  expect(await shop.offered(asBuyer)).toEqual([CARD.product]);
  await shop.told((store) => {
    order = buyCard(store);
  });
});

describe('orders/create', () => {
  it('offers nothing that the customer has bought', async () => {
    expect(await shop.refusal(CARD.product, asBuyer)).toBe('already_owned');
    expect(await shop.offered(asBuyer)).toEqual([BAG.product]);
  });
});

describe('orders/updated', () => {
  it('offers again what was taken out of the order', async () => {
    expect(await shop.told((store) => store.emit('orders/updated', quietly(store, order, takeOutCard)))).toEqual(['orders/updated']);
    expect(await shop.offered(asBuyer)).toEqual([CARD.product]);
  });
});

describe('orders/cancelled', () => {
  it('offers again what was never sent', async () => {
    const cancel = (one: OrderRecord) => {
      one.cancelledAt = new Date().toISOString();
    };
    expect(await shop.told((store) => store.emit('orders/cancelled', quietly(store, order, cancel)))).toEqual(['orders/cancelled']);
    expect(await shop.offered(asBuyer)).toEqual([CARD.product]);
  });
});

describe('orders/edited', () => {
  const edited = (store: Store) => store.emit('orders/edited', { editId: store.nextId(), order, added: [], removed: [{ id: order.lines[1]!.id, delta: 1 }], at: order.updatedAt });

  it('reads the order, of which it tells only deltas, and offers again what was taken out', async () => {
    const topics = await shop.told((store) => {
      quietly(store, order, takeOutCard);
      edited(store);
    });
    expect(topics).toEqual(['orders/edited']);
    expect(await shop.offered(asBuyer)).toEqual([CARD.product]);
  });

  it('offers nothing that was put in', async () => {
    await shop.told((store) => store.editOrder(order.id, { add: [{ variantId: BAG.variant, quantity: 1 }] }));
    expect(await shop.refusal(BAG.product, asBuyer)).toBe('already_owned');
  });

  it('reads an order once, however often it was edited', async () => {
    quietly(shop.store, order, takeOutCard);
    for (let times = 0; times < 3; times++) edited(shop.store);
    await shop.settle();
    const { rows } = await pool().query(`SELECT 1 FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'sync.fetch-order'`);
    expect(rows).toHaveLength(1);
    await shop.work();
    expect(await shop.offered(asBuyer)).toEqual([CARD.product]);
  });
});

describe('orders/delete', () => {
  it('decides and learns as if the order had never been', async () => {
    const history = async () => {
      const keys: string[] = [];
      await streamOrderHistory(SHOP_ID, (orders) => void keys.push(...orders.map(({ orderKey }) => orderKey)));
      return keys;
    };
    expect(await history()).toContain(String(order.id));
    expect(await shop.told((store) => store.deleteOrder(order.id))).toEqual(['orders/delete']);
    expect(await shop.offered(asBuyer)).toEqual([CARD.product]);
    expect(await history()).not.toContain(String(order.id));
    expect(await whatNow(SHOP_ID, BigInt(BUYER), NOON, 'en')).toMatchObject({ orderId: null, reason: 'no_order' });
  });

  it('is lifted by nothing that is told late', async () => {
    shop.sandbox.webhooks.queue.hold();
    await shop.told((store) => {
      const late = buyCard(store);
      store.deleteOrder(late.id);
      store.deleteOrder(order.id);
      shop.sandbox.webhooks.queue.release();
    });
    expect(await shop.offered(asBuyer)).toEqual([CARD.product]);
  });
});

describe('refunds/create', () => {
  it('offers nothing again that came back lately', async () => {
    const topics = await shop.told((store) => {
      const refund = { id: store.nextId(), createdAt: store.clock.now().toISOString(), lines: [{ id: store.nextId(), lineId: order.lines[1]!.id, quantity: 1, subtotal: '49.90', restockLocationId: null }] };
      quietly(store, order, (one) => one.refunds.push(refund));
      store.emit('refunds/create', { order, refund });
    });
    expect(topics).toEqual(['refunds/create']);
    expect(await shop.refusal(CARD.product, asBuyer)).toBe('recent_return');
  });
});
