// What happens in the sandbox's store once a cart is left or paid: codes, parcels, checkouts, consent. Each is told in the
// platform's own form.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { codeTakesOff, type NewCodeDiscount } from '#sandbox/store/codes.ts';
import { consentAtOf } from '#sandbox/store/customers.ts';
import { openStore } from '#sandbox/store/open-store.ts';
import type { Store } from '#sandbox/store/store.ts';
import { buildPayload } from '#sandbox/webhooks/payloads/build.ts';
import { smallShop } from '#test/support/sandbox-shop.ts';

let folder: string;
let store: Store;
/** Building throws where a payload does not fit its published schema. */
let told: { topic: string; payload: Record<string, unknown> }[];

const URLS = { sandbox: 'http://sandbox.test', storefront: 'http://storefront.test' };
const CODE: NewCodeDiscount = {
  title: 'Step', code: 'SETWISE-AB12', productIds: [2], variantIds: [], percentage: 0.1, startsAt: '2026-01-01T00:00:00.000Z', endsAt: null, usageLimit: 1,
  appliesOncePerCustomer: true, combinesWith: { productDiscounts: false, orderDiscounts: false, shippingDiscounts: true }, tags: [],
};
const payloads = (topic: string) => told.filter((one) => one.topic === topic).map(({ payload }) => payload);

async function open() {
  store = await openStore(folder, () => smallShop());
  told = [];
  store.on('event', (event) => told.push({ topic: event.topic, payload: buildPayload(event, store, URLS) }));
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'setwise-store-'));
  await open();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

it('sends an order in one parcel and says when it was delivered', async () => {
  const order = store.placeOrder({ customerId: 301, lines: [{ variantId: 11, quantity: 1 }], attributes: [{ name: '_setwise_visitor', value: 'v' }] });
  store.fulfillOrder(order.id);
  expect(payloads('fulfillments/create')).toMatchObject([{ order_id: order.id, shipment_status: null }]);
  expect(() => store.fulfillOrder(order.id)).toThrow(/Nothing of/);
  store.deliverOrder(order.id);
  expect(payloads('fulfillments/update')).toMatchObject([{ order_id: order.id, shipment_status: 'delivered' }]);
  expect(payloads('fulfillment_events/create')).toMatchObject([{ order_id: order.id, status: 'delivered' }]);
  expect(payloads('orders/updated').at(-1)).toMatchObject({ fulfillment_status: 'fulfilled', fulfillments: [{ shipment_status: 'delivered' }] });
  store.close();
  await open();
  expect(store.requireOrder(order.id).fulfillments?.[0]?.deliveredAt).not.toBeNull();
});

it('delivers an order that was not sent yet in one go, also a guest’s', () => {
  const order = store.placeOrder({ customerId: null, lines: [{ variantId: 11, quantity: 1 }] });
  store.deliverOrder(order.id);
  expect(told.map(({ topic }) => topic)).toEqual(expect.arrayContaining(['fulfillments/create', 'fulfillments/update']));
});

it('keeps a checkout open until an order completes it', () => {
  const line = { variantId: 21, quantity: 1, properties: [] };
  const begun = store.beginCheckout({ customerId: null, lines: [line] });
  store.updateCheckout(begun.token, { customerId: 301 });
  expect(payloads('checkouts/create')).toMatchObject([{ token: begun.token, completed_at: null, customer: null }]);
  expect(payloads('checkouts/update')).toMatchObject([{ token: begun.token, completed_at: null, customer: { id: 301 }, line_items: [{ product_id: 2 }] }]);
  store.placeOrder({ customerId: 301, lines: [line], checkoutToken: begun.token });
  expect(payloads('orders/create')).toMatchObject([{ checkout_token: begun.token }]);
  expect(payloads('checkouts/update').at(-1)?.completed_at).not.toBeNull();
  expect(() => store.updateCheckout(begun.token, { lines: [line] })).toThrow(/completed already/);
});

it('says of a consent when it was given or taken back, and keeps it', async () => {
  store.setEmailConsent(301, 'UNSUBSCRIBED');
  expect(payloads('customers_email_marketing_consent/update')).toMatchObject([{ customer_id: 301, email_marketing_consent: { state: 'unsubscribed' } }]);
  expect(payloads('customers/update')).toMatchObject([{ id: 301, default_address: { country_code: 'DE' } }]);
  store.close();
  await open();
  const customer = store.requireCustomer(301);
  expect([customer.emailConsent, consentAtOf(customer)]).toEqual(['UNSUBSCRIBED', customer.updatedAt]);
});

it('lets a single-use code be used by one order, and only on its products', () => {
  const code = store.createCodeDiscount(CODE);
  expect(store.codeDiscount('setwise-ab12')).toBe(code);
  expect(codeTakesOff(code, [{ productId: 2, variantId: 21, quantity: 1, unitMinor: 995 }, { productId: 1, variantId: 11, quantity: 1, unitMinor: 995 }])).toEqual([99, 0]);
  store.placeOrder({ customerId: 301, lines: [{ variantId: 21, quantity: 1, discount: '1.00' }], discountCodes: ['setwise-ab12'] });
  expect(payloads('orders/create')).toMatchObject([{ discount_codes: [{ code: 'SETWISE-AB12', amount: '1.00' }], discount_applications: [{ type: 'discount_code' }] }]);
  expect(store.codeDiscount('SETWISE-AB12')).toBeUndefined();
  expect(() => store.placeOrder({ customerId: 301, lines: [{ variantId: 21, quantity: 1 }], discountCodes: ['SETWISE-AB12'] })).toThrow(/used up/);
  expect(() => store.redeemCode('NEVER-MADE')).toThrow(/no discount code/);
});

it('ends a code when its time has come', () => {
  store.createCodeDiscount({ ...CODE, endsAt: new Date(store.clock.now().getTime() + 86_400_000).toISOString() });
  expect(store.codeDiscount(CODE.code)).toBeDefined();
  store.moveClock(2 * 86_400_000);
  expect(store.codeDiscount(CODE.code)).toBeUndefined();
});
