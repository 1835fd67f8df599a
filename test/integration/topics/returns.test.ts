// A return through its life, topic by topic: what is offered to its customer, and whether they are written to about the order.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { whatNow } from '#app/pipeline/engage/what-now.ts';
import type { OrderRecord, ReturnRecord } from '#sandbox/store/types.ts';
import { BAG, CAMERA, CARD, CUSTOMERS, SHOP_ID } from '#test/support/small-store.ts';
import { type TopicShop, topicShop } from '#test/support/topic-shop.ts';

const BUYER = CUSTOMERS[1];
const asBuyer = { customerId: BigInt(BUYER) };

let shop: TopicShop;
beforeAll(async () => {
  shop = await topicShop();
  await shop.told((store) => store.setEmailConsent(BUYER, 'SUBSCRIBED'));
});
afterAll(() => shop.stop());

let order: OrderRecord;
let record: ReturnRecord;
beforeEach(async () => {
  await shop.told((store) => {
    for (const one of [...store.orders.values()]) if (one.customerId === BUYER) store.deleteOrder(one.id);
    order = store.placeOrder({ customerId: BUYER, lines: [{ variantId: CAMERA.variant, quantity: 1 }, { variantId: CARD.variant, quantity: 1 }] });
  });
});

/** Noon of tomorrow, so that no quiet hour says more. */
const noon = () => new Date(`${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T11:00:00Z`);
/** What nothing but owning it all speaks against. */
const PASSED = 'already_bought';
const gate = async () => (await whatNow(SHOP_ID, BigInt(BUYER), noon(), 'en'))?.reason ?? null;
const card = () => shop.refusal(CARD.product, asBuyer);
const request = () => shop.told((store) => {
  record = store.requestReturn(order.id);
});
const turn = (how: 'approve' | 'decline' | 'cancel' | 'close' | 'reopen') => shop.told((store) => store.turnReturn(record.id, how));

describe('returns/request', () => {
  it('counts as an open return at once: nothing of it is offered, and what would be sent about the order waits', async () => {
    expect([await card(), await gate()]).toEqual(['already_owned', PASSED]);
    expect(await request()).toEqual(['returns/request']);
    expect([await card(), await gate()]).toEqual(['open_return', 'return_open']);
  });

  it('concerns the whole order until its lines are known, and then those only', async () => {
    shop.store.requestReturn(order.id, { lines: [{ lineId: order.lines[0]!.id, quantity: 1 }] });
    await shop.settle();
    expect(await card()).toBe('open_return');
    await shop.work();
    expect(await card()).toBe('already_owned');
    expect(await gate()).toBe('return_open');
  });
});

describe('returns/decline', () => {
  it('lifts what the request held', async () => {
    await request();
    expect(await turn('decline')).toEqual(['returns/decline']);
    expect([await card(), await gate()]).toEqual(['already_owned', PASSED]);
  });
});

describe('returns/approve, returns/cancel', () => {
  it('keep it open, and lift it', async () => {
    await request();
    expect(await turn('approve')).toEqual(['returns/approve']);
    expect([await card(), await gate()]).toEqual(['open_return', 'return_open']);
    expect(await turn('cancel')).toEqual(['returns/cancel']);
    expect([await card(), await gate()]).toEqual(['already_owned', PASSED]);
  });

  it('end the same when they are told in reverse', async () => {
    shop.sandbox.webhooks.queue.hold();
    await request();
    await turn('approve');
    await turn('cancel');
    await shop.told(() => shop.sandbox.webhooks.queue.release());
    expect([await card(), await gate()]).toEqual(['already_owned', PASSED]);
  });
});

describe('returns/close, returns/reopen', () => {
  it('stop what would be sent about the order, start the cool-down, and take that back', async () => {
    await request();
    await turn('approve');
    expect(await turn('close')).toEqual(['returns/close']);
    expect(await gate()).toBe('anchor_returned');
    expect(await turn('reopen')).toEqual(['returns/reopen']);
    expect([await card(), await gate()]).toEqual(['open_return', 'return_open']);
  });

  it('offer nothing of a closed return within the cool-down', async () => {
    await request();
    await turn('approve');
    await turn('close');
    await shop.told((store) => store.cancelOrder(order.id));
    expect(await card()).toBe('recent_return');
  });
});

describe('returns/update', () => {
  it('reads the return, of which it tells only deltas: what was taken out of it is no longer held', async () => {
    await request();
    expect(await card()).toBe('open_return');
    expect(await shop.told((store) => store.removeReturnLine(record.id, order.lines[1]!.id))).toEqual(['returns/update']);
    expect(await card()).toBe('already_owned');
    expect(await shop.refusal(BAG.product, asBuyer)).toBeUndefined();
  });
});

describe('returns/process', () => {
  it('says not which: those that are open are read', async () => {
    await request();
    shop.sandbox.webhooks.queue.lose(1);
    await turn('approve');
    await turn('close');
    shop.sandbox.webhooks.queue.lose(0);
    expect(await gate()).toBe('return_open');
    expect(await shop.told((store) => store.processReturn(record.id))).toEqual(['returns/process']);
    expect(await gate()).toBe('anchor_returned');
  });
});

describe('a return that nobody told of', () => {
  it('is found by the nightly reading', async () => {
    shop.sandbox.webhooks.queue.lose(1);
    await request();
    shop.sandbox.webhooks.queue.lose(0);
    expect(await card()).toBe('already_owned');
    const { rereadFact } = await import('#app/pipeline/sync/reread/reread-fact.ts');
    await rereadFact(SHOP_ID, 'returns', new Date());
    expect(await card()).toBe('open_return');
  });
});
