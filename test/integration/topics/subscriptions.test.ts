// Every topic of subscriptions: what comes again and again counts as owned, who could not be charged is left in peace.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pool } from '#app/db/pool.ts';
import { ringAll } from '#app/pipeline/sync/reread/ring.ts';
import type { CustomerRecord } from '#sandbox/store/types.ts';
import { BAG, CAMERA, CARD, LOCATION, SHOP_ID } from '#test/support/small-store.ts';
import { deliver, messageTo, newBuyer } from '#test/support/topic-people.ts';
import { type TopicShop, topicShop } from '#test/support/topic-shop.ts';

let shop: TopicShop;
let buyer: CustomerRecord;
let contract = 0;
beforeAll(async () => {
  shop = await topicShop();
  await shop.told((store) => store.setAvailable(CAMERA.item, LOCATION, 1_000));
});
afterAll(() => shop.stop());
beforeEach(async () => {
  buyer = await newBuyer(shop);
});

const owns = async () => (await shop.refusal(CARD.product, { customerId: BigInt(buyer.id) })) === 'already_owned';
const subscribe = () => shop.told((store) => (contract = store.subscribe(buyer.id, [CARD.variant]).id));

describe('what a subscription holds', () => {
  it('is owned from subscription_contracts/create on', async () => {
    expect(await owns()).toBe(false);
    expect(await subscribe()).toEqual(['subscription_contracts/create']);
    expect(await owns()).toBe(true);
  });

  it('is what it holds now (subscription_contracts/update)', async () => {
    await subscribe();
    expect(await shop.told((store) => store.changeSubscription(contract, [BAG.variant]))).toEqual(['subscription_contracts/update']);
    expect(await owns()).toBe(false);
  });

  it.each([
    ['PAUSED', 'subscription_contracts/pause'],
    ['CANCELLED', 'subscription_contracts/cancel'],
    ['EXPIRED', 'subscription_contracts/expire'],
    ['FAILED', 'subscription_contracts/fail'],
  ] as const)('is not owned any more once it is %s (%s)', async (status, topic) => {
    await subscribe();
    expect(await shop.told((store) => store.turnSubscription(contract, status))).toEqual([topic]);
    expect(await owns()).toBe(false);
  });

  it('is owned again when it goes on (subscription_contracts/activate)', async () => {
    await subscribe();
    await shop.told((store) => store.turnSubscription(contract, 'PAUSED'));
    expect(await shop.told((store) => store.turnSubscription(contract, 'ACTIVE'))).toEqual(['subscription_contracts/activate']);
    expect(await owns()).toBe(true);
  });

  it('is found by the nightly reading where nothing told of it, also that it is gone', async () => {
    const nightly = async () => {
      await ringAll(SHOP_ID, pool());
      await shop.work();
    };
    await subscribe();
    await pool().query('DELETE FROM subscription_contracts');
    await nightly();
    expect(await owns()).toBe(true);
    shop.store.subscriptions.delete(contract);
    await nightly();
    expect(await owns()).toBe(false);
  });

  it('follows a customer who is merged into another', async () => {
    const kept = await newBuyer(shop);
    await subscribe();
    await shop.told((store) => store.mergeCustomers(kept.id, buyer.id));
    expect(await shop.refusal(CARD.product, { customerId: BigInt(kept.id) })).toBe('already_owned');
  });
});

describe('a payment', () => {
  it('that fails holds every message until one succeeds (subscription_billing_attempts/failure, success)', async () => {
    await subscribe();
    await shop.told((store) => store.changeSubscription(contract, [BAG.variant]));
    expect(await messageTo(buyer)).toBe('gets');
    expect(await shop.told((store) => store.billSubscription(contract, false))).toEqual(['subscription_billing_attempts/failure']);
    expect(await messageTo(buyer)).toBe('payment_problem');
    expect(await shop.told((store) => store.billSubscription(contract, true))).toEqual(['subscription_billing_attempts/success']);
    expect(await messageTo(buyer)).toBe('gets');
  });

  it('of nobody knows what is set aside, and holds up nothing', async () => {
    await deliver(shop, 'subscription_billing_attempts/failure', {});
    const { rows } = await pool().query(`SELECT topic, error FROM webhook_deliveries WHERE status = 'set_aside'`);
    expect(rows).toEqual([{ topic: 'subscription_billing_attempts/failure', error: 'The payload does not say which subscription was billed.' }]);
    await subscribe();
    expect(await owns()).toBe(true);
  });
});
