// @vitest-environment jsdom
// The extension in the harness that Shopify publishes for it, on both pages.
import path from 'node:path';
import { getExtension } from '@shopify/ui-extensions-tester';
import { waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerAfterPaying } from '#app/contract/answers.ts';
import type { ThankYouAnswer } from '#app/contract/thank-you.ts';

const where = { configSearchDir: path.resolve('extensions/thank-you') };
const thankYou = getExtension('purchase.thank-you.block.render', where);
const orderStatus = getExtension('customer-account.order-status.block.render', where);

const OFFER: NonNullable<ThankYouAnswer['offer']> = {
  heading: 'Ready for the first trip',
  decisionId: '6f6a1f0e-3c1c-4f5a-9a53-1d8f2b7c9e10',
  items: [
    { productId: '200', title: 'Fast Card', imageUrl: 'https://cdn.example/card.svg', price: '35 €', wasPrice: '40 €', reason: 'Bought together in 214 orders' },
    { productId: '400', title: 'Day Bag', imageUrl: null, price: '89 €', wasPrice: null, reason: 'The bag for your Camera' },
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
    expect(property('s-button', 'href').filter((href) => href)).toEqual([OFFER.url]);
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

  // The harness says words by their keys.
  it('hears of an item that it is not for them, offers what else there is, and takes that back', async () => {
    const others = { ...OFFER, items: OFFER.items.slice(1) };
    const told: unknown[] = [];
    const offers = [OFFER, others, OFFER];
    extension.fetch = vi.fn(async (url: RequestInfo | URL, init?: RequestInit) => {
      if (String(url) === 'https://app.example/api/thank-you') return Response.json({ offer: offers.shift() });
      expect(String(url)).toBe('https://app.example/api/answer');
      expect(new Headers(init?.headers).get('authorization')).toMatch(/^Bearer ./);
      return Response.json({ kept: told.push(answerAfterPaying.parse(JSON.parse(String(init?.body)))) > 0 });
    });
    await extension.render();
    await shown();
    const press = (label: string) => [...document.body.querySelectorAll('s-button, s-link')].find((button) => button.textContent === label || button.getAttribute('accessibilityLabel') === label)?.dispatchEvent(new Event('click'));
    const buttons = () => [...document.body.querySelectorAll('s-button, s-link')].map(({ textContent }) => textContent);
    press('options');
    await waitFor(() => expect(buttons()).toEqual(['options', 'have_it', 'not_for_me', 'none', 'cancel', 'options', 'See them in your cart']));
    press('not_for_me');
    await waitFor(() => expect(document.body.textContent).toContain('noted_not_for_me'));
    expect(document.body.querySelectorAll('s-product-thumbnail')).toHaveLength(1);
    press('undo');
    await waitFor(() => expect(document.body.querySelectorAll('s-product-thumbnail')).toHaveLength(2));
    expect(document.body.textContent).not.toContain('noted');
    const decisionId = OFFER.decisionId;
    expect(told).toEqual([{ decisionId, answer: 'not_for_me', productId: 200n }, { decisionId, answer: 'undo', productId: 200n }]);
  });

  it('says that an answer did not get through, and keeps the offer', async () => {
    extension.fetch = vi.fn(async (url: RequestInfo | URL) => (String(url).endsWith('/api/answer') ? new Response('', { status: 500 }) : Response.json({ offer: OFFER })));
    await extension.render();
    await shown();
    const press = (label: string) => [...document.body.querySelectorAll('s-button, s-link')].find((button) => button.textContent === label)?.dispatchEvent(new Event('click'));
    press('options');
    await waitFor(() => expect(document.body.textContent).toContain('none'));
    press('none');
    await waitFor(() => expect(document.body.textContent).toContain('failed'));
    expect(document.body.textContent).toContain('Fast Card');
  });

  it('has no options where whoever reads has no name with the app', async () => {
    extension.fetch = answering({ offer: { ...OFFER, decisionId: null } });
    await extension.render();
    await shown();
    expect(document.body.textContent).not.toContain('options');
  });

  it('asks the app once, with the session token, the order and the country it was bought for', async () => {
    const ask = answering({ offer: null });
    extension.shopify.localization.country.value = { isoCode: 'CH' };
    extension.fetch = ask;
    await extension.render();
    expect(ask).toHaveBeenCalledOnce();
    const [url, init] = ask.mock.calls[0] ?? [];
    expect(url).toBe('https://app.example/api/thank-you');
    expect(new Headers(init?.headers).get('authorization')).toMatch(/^Bearer ./);
    expect(JSON.parse(String(init?.body))).toEqual({ orderId: 'gid://shopify/Order/42', placement, locale: expect.any(String), country: 'CH' });
  });

  it('names no country where the page knows none', async () => {
    const ask = answering({ offer: null });
    extension.shopify.localization.country.value = undefined;
    extension.fetch = ask;
    await extension.render();
    expect(JSON.parse(String(ask.mock.calls[0]?.[1]?.body))).not.toHaveProperty('country');
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
