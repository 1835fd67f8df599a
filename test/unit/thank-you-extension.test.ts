// @vitest-environment jsdom
// The extension in the harness that Shopify publishes for it, on both pages.
import path from 'node:path';
import { getExtension } from '@shopify/ui-extensions-tester';
import { waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ThankYouAnswer } from '#app/contract/thank-you.ts';

const where = { configSearchDir: path.resolve('extensions/thank-you') };
const thankYou = getExtension('purchase.thank-you.block.render', where);
const orderStatus = getExtension('customer-account.order-status.block.render', where);

const OFFER: NonNullable<ThankYouAnswer['offer']> = {
  heading: 'Ready for the first trip',
  items: [
    { title: 'Fast Card', imageUrl: 'https://cdn.example/card.svg', price: '35 €', wasPrice: '40 €', reason: 'Bought together in 214 orders' },
    { title: 'Day Bag', imageUrl: null, price: '89 €', wasPrice: null, reason: 'The bag for your Camera' },
  ],
  url: 'https://shop.example/cart/1:1,2:1?storefront=true',
  button: 'See them in your cart',
};
const answering = (answer: unknown, status = 200) => vi.fn(async (_url: RequestInfo | URL, _init?: RequestInit) => new Response(JSON.stringify(answer), { status }));

beforeAll(() => {
  process.env.SHOPIFY_APP_URL = 'https://app.example';
});

describe.each([
  ['thank-you', 'thank_you', thankYou],
  ['order-status', 'order_status', orderStatus],
] as const)('the %s block', (_, placement, extension) => {
  beforeEach(() => {
    extension.setUp();
    extension.shopify.settings.value = { heading: '' };
    if (extension === thankYou) thankYou.shopify.orderConfirmation.value = { order: { id: 'gid://shopify/Order/42' }, isFirstOrder: false };
    else orderStatus.shopify.order.value = { id: 'gid://shopify/Order/42', name: '#42' };
  });
  afterEach(() => extension.tearDown());

  const shown = () => waitFor(() => expect(document.body.querySelector('s-section')).not.toBeNull());
  const property = (selector: string, name: string) => [...document.body.querySelectorAll(selector)].map((element) => (element as unknown as Record<string, unknown>)[name] ?? element.getAttribute(name));

  it('shows each item with its reason and its price, and one way to a cart that holds them', async () => {
    extension.fetch = answering({ offer: OFFER });
    await extension.render();
    await shown();
    expect(property('s-section', 'heading')).toEqual(['Ready for the first trip']);
    expect(property('s-product-thumbnail', 'src')).toEqual(['https://cdn.example/card.svg', null]);
    for (const text of ['Fast Card', 'Bought together in 214 orders', '35 €', 'Day Bag', 'The bag for your Camera', '89 €']) expect(document.body.textContent).toContain(text);
    expect(property('s-button', 'href')).toEqual([OFFER.url]);
  });

  it('strikes the price that was, where there was another', async () => {
    extension.fetch = answering({ offer: OFFER });
    await extension.render();
    await shown();
    expect([...document.body.querySelectorAll('s-text[type="redundant"]')].map((text) => text.textContent)).toEqual(['40 €']);
  });

  it("puts the merchant's heading above the set's", async () => {
    extension.shopify.settings.value = { heading: 'Before you go' };
    extension.fetch = answering({ offer: OFFER });
    await extension.render();
    await shown();
    expect(property('s-section', 'heading')).toEqual(['Before you go']);
  });

  it('asks the app once, with the session token and the order', async () => {
    const ask = answering({ offer: null });
    extension.fetch = ask;
    await extension.render();
    expect(ask).toHaveBeenCalledOnce();
    const [url, init] = ask.mock.calls[0] ?? [];
    expect(url).toBe('https://app.example/api/thank-you');
    expect(new Headers(init?.headers).get('authorization')).toMatch(/^Bearer ./);
    expect(JSON.parse(String(init?.body))).toEqual({ orderId: 'gid://shopify/Order/42', placement, locale: expect.any(String) });
  });

  it.each([
    ['there is nothing to offer', () => answering({ offer: null })],
    ['the app refuses', () => answering({ error: { code: 'unauthorized' } }, 401)],
    ['the app answers what is no JSON', () => vi.fn(async () => new Response('<html>'))],
    ['the network is down', () => vi.fn(async () => Promise.reject(new TypeError('Failed to fetch')))],
  ])('takes no space where %s', async (_case, fetching) => {
    extension.fetch = fetching();
    await extension.render();
    expect(document.body.innerHTML).toBe('');
  });
});
