// Webhooks: every subscribed topic is sent when its thing happens, fits Shopify's published schema, and is signed.
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_SECRET } from '#sandbox/credentials.ts';
import { createCollection, deleteCollection, updateCollection } from '#sandbox/store/collections.ts';
import { createLocation, deleteLocation, setActive } from '#sandbox/store/locations.ts';
import { createMarket, deleteMarket } from '#sandbox/store/markets.ts';
import { updateShop } from '#sandbox/store/shop.ts';
import type { NewDiscount } from '#sandbox/store/discounts.ts';
import { validatePayload } from '#sandbox/webhooks/published-schemas.ts';
import { readAppDeclaration } from '#sandbox/webhooks/subscriptions.ts';
import { type ReceivedWebhook, startTestSandbox, type TestSandbox } from '#test/support/sandbox-shop.ts';

const DISCOUNT: NewDiscount = {
  title: 'Set discount', functionHandle: 'set-discount', discountClasses: ['PRODUCT'], combinesWith: { productDiscounts: false, orderDiscounts: false, shippingDiscounts: false },
  startsAt: '2026-01-01T10:00:00.000Z', endsAt: null, tags: [],
};

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());

function deleteClosed(name: string): void {
  const location = [...sandbox.store.locations.values()].find((one) => one.name === name)!;
  setActive(sandbox.store, location.id, false);
  deleteLocation(sandbox.store, location.id);
}

const subscriptionId = () => [...sandbox.store.subscriptions.keys()][0] as number;
const topicOf = ({ headers }: ReceivedWebhook) => headers['x-shopify-topic'];
async function next(topic: string, from: number): Promise<ReceivedWebhook> {
  await sandbox.until(() => sandbox.received.slice(from).some((one) => topicOf(one) === topic));
  return sandbox.received.slice(from).find((one) => topicOf(one) === topic) as ReceivedWebhook;
}

describe('topics', () => {
  const happenings: Record<string, () => unknown> = {
    'products/create': () => sandbox.store.emit('products/create', sandbox.store.requireProduct(3)),
    'products/update': () => sandbox.lever('set-price', { product: 'bag', price: '35' }),
    'inventory_levels/update': () => sandbox.lever('sell-out', { product: 'memory-card', variant: '64 GB' }),
    'inventory_levels/disconnect': () => sandbox.store.disconnect(1021, 501),
    'inventory_levels/connect': () => sandbox.store.setAvailable(1021, 501, 5),
    'locations/create': () => createLocation(sandbox.store, 'Shed'),
    'locations/update': () => sandbox.lever('location', { location: 'Shed', what: 'stop fulfilling online orders' }),
    'locations/deactivate': () => sandbox.lever('location', { location: 'Shed', what: 'close' }),
    'locations/activate': () => sandbox.lever('location', { location: 'Shed', what: 'open' }),
    'locations/delete': () => deleteClosed('Shed'),
    'collections/update': () => updateCollection(sandbox.store, createCollection(sandbox.store, 'Sale', { tag: 'new' }).id, { title: 'Sale!' }),
    'collections/delete': () => deleteCollection(sandbox.store, [...sandbox.store.collections.keys()][0]!),
    'markets/create': () => createMarket(sandbox.store, 'Home', ['DE']),
    'markets/update': () => sandbox.lever('market', { market: 'Home', what: 'make it a draft' }),
    'markets/delete': () => deleteMarket(sandbox.store, [...sandbox.store.markets.keys()][0]!),
    'discounts/create': () => sandbox.lever('other-discount', { what: 'begin' }),
    'discounts/update': () => sandbox.store.updateDiscount(sandbox.store.createDiscount(DISCOUNT).id, { title: 'Set discount!' }),
    'discounts/delete': () => sandbox.lever('stop-set-discount', { what: 'delete it' }),
    'themes/publish': () => sandbox.lever('publish-theme'),
    'shop/update': () => updateShop(sandbox.store, { name: 'Smaller shop' }),
    'inventory_items/update': () => sandbox.lever('set-cost', { product: 'camera', cost: '60.00' }),
    'orders/create': () => sandbox.lever('place-order', { product: 'camera', quantity: 1 }),
    'fulfillments/create': () => sandbox.lever('fulfil', { order: '#1002' }),
    'fulfillments/update': () => sandbox.lever('deliver', { order: '#1001' }),
    'checkouts/create': () => sandbox.lever('abandon-checkout', { customer: 'ada@example.com', product: 'camera' }),
    'checkouts/update': () => sandbox.store.updateCheckout([...sandbox.store.checkouts.keys()][0] as string, { customerId: null }),
    'customers/update': () => sandbox.lever('set-consent', { customer: 'ada@example.com', state: 'UNSUBSCRIBED' }),
    'customers_email_marketing_consent/update': () => sandbox.lever('set-consent', { customer: 'ada@example.com', state: 'SUBSCRIBED' }),
    'customers_marketing_consent/update': () => sandbox.lever('set-sms-consent', { customer: 'ada@example.com', state: 'SUBSCRIBED' }),
    'customer.tags_added': () => sandbox.lever('tag-customer', { customer: 'ada@example.com', tags: 'staff, vip' }),
    'customer.tags_removed': () => sandbox.lever('tag-customer', { customer: 'ada@example.com', tags: 'vip' }),
    'subscription_contracts/create': () => sandbox.lever('subscribe', { customer: 'ada@example.com', product: 'camera' }),
    'subscription_contracts/update': () => sandbox.store.changeSubscription(subscriptionId(), [sandbox.store.requireProduct(3).variants[0]?.id as number]),
    'subscription_contracts/pause': () => sandbox.store.turnSubscription(subscriptionId(), 'PAUSED'),
    'subscription_contracts/activate': () => sandbox.store.turnSubscription(subscriptionId(), 'ACTIVE'),
    'subscription_billing_attempts/failure': () => sandbox.lever('bill-subscription', { customer: 'ada@example.com', payment: 'fails' }),
    'subscription_billing_attempts/success': () => sandbox.lever('bill-subscription', { customer: 'ada@example.com', payment: 'succeeds' }),
    'subscription_contracts/fail': () => sandbox.store.turnSubscription(subscriptionId(), 'FAILED'),
    'subscription_contracts/expire': () => sandbox.store.turnSubscription(subscriptionId(), 'EXPIRED'),
    'subscription_contracts/cancel': () => sandbox.store.turnSubscription(subscriptionId(), 'CANCELLED'),
    'customers/create': () => sandbox.store.createCustomer({ email: 'bo@example.com' }),
    'customers/merge': () => sandbox.lever('merge-customers', { customer: 'ada@example.com', other: 'bo@example.com' }),
    'customers/delete': () => sandbox.lever('delete-customer', { customer: sandbox.store.createCustomer({ email: 'cy@example.com' }).id }),
    'checkouts/delete': () => sandbox.store.deleteCheckout([...sandbox.store.checkouts.keys()][0] as string),
    'fulfillment_events/delete': () => sandbox.lever('take-back-delivery', { order: '#1001' }),
    'fulfillment_events/create': () => sandbox.lever('deliver', { order: '#1001' }),
    'returns/request': () => sandbox.lever('request-return', { order: '#1001' }),
    'returns/approve': () => sandbox.lever('turn-return', { order: '#1001', turn: 'approve' }),
    'returns/update': () => sandbox.store.removeReturnLine(sandbox.store.requireOrder(1001).returns?.[0]?.id as number, 10011),
    'returns/process': () => sandbox.lever('turn-return', { order: '#1001', turn: 'process' }),
    'returns/close': () => sandbox.lever('turn-return', { order: '#1001', turn: 'close' }),
    'returns/reopen': () => sandbox.lever('turn-return', { order: '#1001', turn: 'reopen' }),
    'returns/cancel': () => sandbox.lever('turn-return', { order: '#1001', turn: 'cancel' }),
    'returns/decline': async () => {
      await sandbox.lever('request-return', { order: '#1001' });
      await sandbox.lever('turn-return', { order: '#1001', turn: 'decline' });
    },
    'orders/edited': () => sandbox.lever('edit-order', { order: '#1002', add: 'bag', remove: 'camera' }),
    'refunds/create': () => sandbox.lever('refund', { order: '#1001' }),
    'orders/updated': () => sandbox.lever('refund', { order: '#1002', lines: [{ line: 10021, quantity: 1 }] }),
    'orders/cancelled': () => sandbox.lever('cancel-order', { order: '#1002' }),
    'orders/delete': () => sandbox.lever('delete-order', { order: '#1002' }),
    'products/delete': () => sandbox.lever('delete-product', { product: 'bag' }),
    'bulk_operations/finish': () => sandbox.graphql('mutation { bulkOperationRunQuery(query: "{ products { edges { node { id } } } }") { userErrors { message } } }'),
    'app/scopes_update': () => sandbox.lever('install', { scopes: ['read_products', 'write_products'] }),
    'customers/data_request': () => sandbox.lever('compliance', { topic: 'customers/data_request' }),
    'customers/redact': () => sandbox.lever('compliance', { topic: 'customers/redact', customer: 'ada@example.com' }),
    'app/uninstalled': () => sandbox.lever('uninstall'),
    'shop/redact': () => sandbox.lever('compliance', { topic: 'shop/redact' }),
  };

  const { subscriptions } = readAppDeclaration('shopify.app.toml', 'http://app.test');
  /** The parts of the payload that the app asked for; all of it where it named none. The whole is held against the schema before it leaves. */
  const askedFor = (topic: string) => subscriptions.find((one) => one.topic === topic)?.includeFields?.map((field) => field.split('.')[0]) ?? null;

  it('has a way to bring about every topic that the app subscribes to', () => {
    expect(subscriptions.map(({ topic }) => topic).filter((topic) => !happenings[topic])).toEqual([]);
  });

  for (const [topic, happen] of Object.entries(happenings)) {
    it(`sends ${topic} with a payload that fits its published schema, signed over its bytes`, async () => {
      const from = sandbox.received.length;
      await happen();
      const { headers, body } = await next(topic, from);
      const asked = askedFor(topic);
      if (asked) expect(asked).toEqual(expect.arrayContaining(Object.keys(JSON.parse(body))));
      else expect(() => validatePayload(topic, JSON.parse(body))).not.toThrow();
      expect(headers['x-shopify-hmac-sha256']).toBe(createHmac('sha256', CLIENT_SECRET).update(body, 'utf8').digest('base64'));
      expect(headers).toMatchObject({ 'x-shopify-shop-domain': 'small-shop.myshopify.com', 'x-shopify-api-version': '2026-07', 'user-agent': 'Shopify-Captain-Hook' });
      expect(headers['x-shopify-webhook-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers['x-shopify-triggered-at']).toMatch(/\.\d{9}Z$/);
    });
  }
});

describe('delivery', () => {
  beforeAll(async () => {
    await sandbox.lever('install');
  });

  it('retries with the same id and the same bytes until it is taken', async () => {
    sandbox.answerWith(500);
    const from = sandbox.received.length;
    await sandbox.lever('set-price', { product: 'camera', price: '99' });
    await sandbox.until(() => sandbox.received.length >= from + 2);
    sandbox.answerWith(200);
    const [first, second] = sandbox.received.slice(from);
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['x-shopify-webhook-id']).toBe(first?.headers['x-shopify-webhook-id']);
    await sandbox.until(() => sandbox.webhooks.queue.idle);
  });

  it('repeats a delivery on demand, under its own id', async () => {
    const [latest] = sandbox.webhooks.queue.recent();
    const from = sandbox.received.length;
    await sandbox.lever('repeat-delivery', { id: latest?.id });
    await sandbox.until(() => sandbox.received.length > from);
    expect(sandbox.received.at(-1)?.headers['x-shopify-webhook-id']).toBe(latest?.webhookId);
  });

  it('holds deliveries and releases them, the last first', async () => {
    await sandbox.lever('hold-deliveries');
    const from = sandbox.received.length;
    await sandbox.lever('set-price', { product: 'camera', price: '10' });
    await sandbox.lever('set-price', { product: 'camera', price: '20' });
    expect(sandbox.received).toHaveLength(from);
    await sandbox.lever('release-deliveries');
    await sandbox.until(() => sandbox.received.length === from + 2);
    const prices = sandbox.received.slice(from).map(({ body }) => (JSON.parse(body) as { variants: { price: string }[] }).variants[0]?.price);
    expect(prices.toSorted()).toEqual(['10.00', '20.00']);
  });

  it('sends by hand what Shopify would never send', async () => {
    sandbox.answerWith(401);
    const { body } = await sandbox.lever('deliver-raw', { topic: 'products/update', payload: 'not json', badSignature: true, headers: { 'x-shopify-event-id': null } });
    sandbox.answerWith(200);
    expect(body.status).toBe(401);
    const raw = sandbox.received.at(-1);
    expect(raw?.body).toBe('not json');
    expect(raw?.headers['x-shopify-event-id']).toBeUndefined();
    expect(raw?.headers['x-shopify-hmac-sha256']).not.toBe(createHmac('sha256', CLIENT_SECRET).update('not json').digest('base64'));
  });

  it('stops a payload that does not fit its schema before it leaves', () => {
    expect(() => validatePayload('products/delete', { id: 'one' })).toThrow(/products\/delete payload does not fit/);
  });
});
