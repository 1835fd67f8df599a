// What tests about people ask of a shop that is told of by signed deliveries: somebody who may be written to, what a
// workflow would send them now, and a delivery of the test's own.
import { pool } from '#app/db/pool.ts';
import { dryRun } from '#app/pipeline/engage/dry-run.ts';
import type { CustomerRecord } from '#sandbox/store/types.ts';
import { DOMAIN } from './connected-shop.ts';
import { CAMERA, SHOP_ID } from './small-store.ts';
import type { TopicShop } from './topic-shop.ts';
import { signedDelivery } from './webhook-endpoint.ts';

let count = 0;

/** Somebody who agreed to emails and has just bought the camera: a message about it would offer the card. */
export async function newBuyer(shop: TopicShop, { buys = [CAMERA.variant] as readonly number[] } = {}): Promise<CustomerRecord> {
  count += 1;
  let made: CustomerRecord | undefined;
  await shop.told((store) => {
    made = store.createCustomer({ email: `buyer-${count}@example.com`, firstName: 'Bea', lastName: `No. ${count}` });
    store.setEmailConsent(made.id, 'SUBSCRIBED');
    store.placeOrder({ customerId: made.id, lines: buys.map((variantId) => ({ variantId, quantity: 1 })) });
  });
  return made as CustomerRecord;
}

/** @returns why a message about their latest order would not go out now; 'gets' when it would; undefined when it is about nobody */
export async function messageTo({ id }: { id: number }): Promise<string | undefined> {
  // Nobody is held out: who is, chance would say.
  await pool().query('UPDATE experiments SET holdout_bp = 0');
  const { people } = await dryRun(SHOP_ID, 'order_placed', new Date(), 'en', { limit: 100 });
  const person = people.find(({ customerId }) => customerId === String(id));
  return person && (person.reason ?? person.outcome);
}

/** One delivery, signed as Shopify signs. */
export async function deliver(shop: TopicShop, topic: string, payload: object, triggeredAt?: Date): Promise<void> {
  const answer = await fetch(shop.webhookUrl, signedDelivery({ topic, shopDomain: DOMAIN, payload, triggeredAt: (triggeredAt ?? new Date()).toISOString() }));
  if (answer.status !== 200) throw new Error(`${topic} was answered with ${answer.status}.`);
  await shop.settle();
  await shop.work();
}
