// The Admin API after checkout: who may be written to, what became of an order, and codes that a shopper enters.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '#test/support/sandbox-shop.ts';

const SCOPES = ['read_products', 'read_orders', 'read_all_orders', 'read_customers', 'write_discounts', 'write_pixels', 'read_customer_events'];
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox({ scopes: SCOPES });
});
afterAll(() => sandbox.close());

const ask = async (query: string, variables: Record<string, unknown> = {}) => {
  const { body } = await sandbox.graphql(query, variables);
  expect(body.errors).toBeUndefined();
  return body.data;
};

it('answers a customer’s consent with its time, language and country', async () => {
  sandbox.store.setEmailConsent(301, 'UNSUBSCRIBED');
  const fields = 'email locale defaultEmailAddress { emailAddress marketingState marketingUpdatedAt } emailMarketingConsent { marketingState consentUpdatedAt } defaultAddress { countryCodeV2 }';
  const { customer, customers } = await ask(`{ customer(id: "gid://shopify/Customer/301") { ${fields} } customers(first: 1, query: "email:ada@example.com") { nodes { ${fields} } } }`);
  expect(customer).toMatchObject({ locale: 'de', defaultEmailAddress: { emailAddress: 'ada@example.com', marketingState: 'UNSUBSCRIBED' }, defaultAddress: { countryCodeV2: 'DE' } });
  expect(customer.defaultEmailAddress.marketingUpdatedAt).toBe(customer.emailMarketingConsent.consentUpdatedAt);
  expect(customers.nodes).toEqual([customer]);
});

it('answers an order’s attributes and parcels', async () => {
  const order = sandbox.store.placeOrder({ customerId: 301, lines: [{ variantId: 11, quantity: 1 }], attributes: [{ name: '_setwise_visitor', value: 'v' }] });
  sandbox.store.deliverOrder(order.id);
  const answered = await ask('query ($id: ID!) { order(id: $id) { customAttributes { key value } customer { id } discountCodes displayFulfillmentStatus fulfillments { id displayStatus deliveredAt updatedAt } } }', { id: `gid://shopify/Order/${order.id}` });
  expect(answered.order).toMatchObject({ customAttributes: [{ key: '_setwise_visitor', value: 'v' }], displayFulfillmentStatus: 'FULFILLED', fulfillments: [{ displayStatus: 'DELIVERED' }] });
  expect(answered.order.fulfillments[0].deliveredAt).not.toBeNull();
});

describe('a discount code', () => {
  const CREATE = `mutation ($input: DiscountCodeBasicInput!) { discountCodeBasicCreate(basicCodeDiscount: $input) { codeDiscountNode { id } userErrors { field code message } } }`;
  const INPUT = {
    title: 'Step', code: 'SW-1234', startsAt: '2026-01-01T00:00:00Z', endsAt: '2126-01-01T00:00:00Z', usageLimit: 1, appliesOncePerCustomer: true, context: { all: 'ALL' },
    combinesWith: { productDiscounts: false, orderDiscounts: false, shippingDiscounts: true },
    customerGets: { value: { percentage: 0.15 }, items: { products: { productsToAdd: ['gid://shopify/Product/2'] } } },
  };
  const find = async (code: string) =>
    (await ask(`query ($code: String!) { codeDiscountNodeByCode(code: $code) { id codeDiscount { __typename ... on DiscountCodeBasic { status usageLimit asyncUsageCount endsAt
      codes(first: 1) { nodes { code } } customerGets { value { ... on DiscountPercentage { percentage } } items { ... on DiscountProducts { products(first: 5) { nodes { id } } } } } } } } }`, { code })).codeDiscountNodeByCode;

  it('is made once, found by its text, and used by an order', async () => {
    expect((await ask(CREATE, { input: INPUT })).discountCodeBasicCreate.userErrors).toEqual([]);
    expect((await ask(CREATE, { input: INPUT })).discountCodeBasicCreate).toMatchObject({ codeDiscountNode: null, userErrors: [{ code: 'TAKEN', field: ['basicCodeDiscount', 'code'] }] });
    expect((await find('sw-1234')).codeDiscount).toMatchObject({
      status: 'ACTIVE', usageLimit: 1, asyncUsageCount: 0, codes: { nodes: [{ code: 'SW-1234' }] },
      customerGets: { value: { percentage: 0.15 }, items: { products: { nodes: [{ id: 'gid://shopify/Product/2' }] } } },
    });
    sandbox.store.redeemCode('SW-1234');
    expect((await find('SW-1234')).codeDiscount.asyncUsageCount).toBe(1);
  });

  it('is refused where Shopify refuses it', async () => {
    const refusals = async (change: object) => (await ask(CREATE, { input: { ...INPUT, code: 'OTHER', ...change } })).discountCodeBasicCreate.userErrors.map((one: { code: string }) => one.code);
    expect(await refusals({ endsAt: '2025-01-01T00:00:00Z' })).toEqual(['END_DATE_BEFORE_START_DATE']);
    expect(await refusals({ customerGets: { ...INPUT.customerGets, items: { products: { productsToAdd: ['gid://shopify/Product/77'] } } } })).toEqual(['INVALID']);
  });

  it('ends when it is deactivated, and is gone when it is deleted', async () => {
    const { id } = await find('SW-1234');
    await ask('mutation ($id: ID!) { discountCodeDeactivate(id: $id) { userErrors { message } } }', { id });
    expect((await find('SW-1234')).codeDiscount.status).toBe('EXPIRED');
    expect((await ask('mutation ($id: ID!) { discountCodeDelete(id: $id) { deletedCodeDiscountId } }', { id })).discountCodeDelete.deletedCodeDiscountId).toBe(id);
    expect(await find('SW-1234')).toBeNull();
  });
});

it('keeps one web pixel of the app, with its settings', async () => {
  const create = 'mutation { webPixelCreate(webPixel: { settings: "{\\"shop\\":\\"1\\"}" }) { webPixel { id settings } userErrors { code } } }';
  const { webPixel } = (await ask(create)).webPixelCreate;
  expect((await ask(create)).webPixelCreate.userErrors).toEqual([{ code: 'TAKEN' }]);
  expect((await ask('{ webPixel { id settings } }')).webPixel).toEqual(webPixel);
  expect((await ask('mutation ($id: ID!) { webPixelDelete(id: $id) { deletedWebPixelId userErrors { code } } }', { id: webPixel.id })).webPixelDelete.deletedWebPixelId).toBe(webPixel.id);
});

describe('the console', () => {
  it('places an order with attributes and a code, whose discount it takes off, then delivers it', async () => {
    sandbox.store.createCodeDiscount({
      title: 'T', code: 'TEN', productIds: [2], variantIds: [], percentage: 0.1, startsAt: '2026-01-01T00:00:00.000Z', endsAt: null, usageLimit: 1, appliesOncePerCustomer: false,
      combinesWith: { productDiscounts: false, orderDiscounts: false, shippingDiscounts: false }, tags: [],
    });
    const placed = await sandbox.lever('place-order', {
      customer: 'ada@example.com', discountCodes: ['TEN'], attributes: [{ name: '_setwise_step', value: 's' }],
      lines: [{ product: 'memory-card', variant: '64 GB', quantity: 2, properties: [{ name: '_setwise', value: 'x' }] }, { product: 'camera' }],
    });
    const { id } = placed.body.order as { id: number };
    expect(sandbox.store.requireOrder(id)).toMatchObject({ discountCodes: ['TEN'], attributes: [{ name: '_setwise_step' }], lines: [{ discount: '2.00' }, { discount: '0.00' }] });
    expect((await sandbox.lever('place-order', { product: 'camera', discountCodes: ['TEN'] })).body.error).toMatch(/used up/);
    expect((await sandbox.lever('fulfil', { order: id })).body.did).toMatch(/^Sent #/);
    expect((await sandbox.lever('deliver', { order: id })).body.did).toMatch(/^Delivered #/);
    expect(sandbox.store.requireOrder(id).fulfillments?.[0]?.deliveredAt).not.toBeNull();
  });

  it('sets consent, and leaves a checkout behind', async () => {
    expect((await sandbox.lever('set-consent', { customer: 'ada@example.com', state: 'SUBSCRIBED' })).status).toBe(200);
    expect(sandbox.store.requireCustomer(301).emailConsent).toBe('SUBSCRIBED');
    expect((await sandbox.lever('set-consent', { customer: 'ada@example.com', state: 'MAYBE' })).status).toBe(422);
    const { body } = await sandbox.lever('abandon-checkout', { customer: 'ada@example.com', product: 'camera' });
    expect(sandbox.store.requireCheckout(body.token as string)).toMatchObject({ customerId: 301, completedAt: null, lines: [{ variantId: 11 }] });
  });
});
