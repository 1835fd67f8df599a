// The extension's bundle, as it is built for Shopify, in the sandbox's pages; and what these pages refuse, because the
// published types lack it. In a real browser.
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ThankYouAnswer } from '#app/contract/thank-you.ts';
import { browserLaunchOptions, USER_AGENT } from '#test/support/chromium.ts';
import { CAMERA, type TestStorefront, testStorefront, variantOf } from '#test/support/storefront.ts';

let browser: Browser;
let front: TestStorefront;
let context: BrowserContext;
let page: Page;
let orderId: number;

beforeAll(async () => {
  [browser, front] = await Promise.all([chromium.launch(await browserLaunchOptions()), testStorefront()]);
  orderId = front.store.placeOrder({ customerId: 77, lines: [{ variantId: variantOf(CAMERA), quantity: 1, properties: [], discount: '0.00' }], attributes: [] }).id;
});
afterAll(async () => {
  await browser?.close();
  await front?.stop();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 375, height: 667 }, userAgent: USER_AGENT, locale: 'en-GB' });
  context.setDefaultTimeout(30_000);
  page = await context.newPage();
});
afterEach(() => context.close());

const OFFER: NonNullable<ThankYouAnswer['offer']> = {
  heading: 'Ready for the first trip',
  decisionId: '6f6a1f0e-3c1c-4f5a-9a53-1d8f2b7c9e10',
  items: [
    { productId: '200', title: 'Fast Card', imageUrl: null, price: '€35.00', wasPrice: '€39.95', reason: 'Bought together in 214 orders' },
    { productId: '400', title: 'Day Bag', imageUrl: null, price: '€89.00', wasPrice: null, reason: 'The bag for your Camera' },
  ],
  url: 'http://127.0.0.1:1/cart/2001:1,4001:1?storefront=true',
  button: 'See them in your cart',
};

interface Asked {
  authorization: string | undefined;
  body: { orderId: string; placement: string; locale: string; country?: string };
}

async function appAnswers(answer: ThankYouAnswer | 'down'): Promise<Asked[]> {
  const asked: Asked[] = [];
  await context.route('**/api/thank-you', async (route) => {
    const request = route.request();
    const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization, content-type' };
    if (request.method() === 'OPTIONS') return route.fulfill({ status: 204, headers });
    asked.push({ authorization: (await request.allHeaders()).authorization, body: request.postDataJSON() as Asked['body'] });
    return answer === 'down' ? route.abort() : route.fulfill({ json: answer, headers });
  });
  return asked;
}

const plant = (code: string) =>
  context.route('**/thank-you-host/bundle.js', (route) => route.fulfill({ contentType: 'text/javascript', body: `shopify.extend('purchase.thank-you.block.render', async () => { ${code} });` }));
const thankYou = () => page.goto(`${front.url}/checkout/thank-you/${orderId}`);

describe.each([
  ['thank-you', 'thank_you', () => `/checkout/thank-you/${orderId}`],
  ['order-status', 'order_status', () => `/account/orders/${orderId}`],
])('the %s page', (_, placement, path) => {
  it('shows what the app answers, and a way to a cart that holds it', async () => {
    const asked = await appAnswers({ offer: OFFER });
    await page.goto(front.url + path());
    await page.getByRole('heading', { name: 'Ready for the first trip' }).waitFor();
    await page.getByText('The bag for your Camera').waitFor();
    expect(await page.getByRole('link', { name: 'See them in your cart' }).getAttribute('href')).toBe(OFFER.url);
    expect(await page.locator('[data-host-refusal]').count()).toBe(0);
    expect(asked).toEqual([{ authorization: expect.stringMatching(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/), body: { orderId: `gid://shopify/Order/${orderId}`, placement, locale: 'en', country: 'DE' } }]);
    const { violations } = await new AxeBuilder({ page }).include('[data-extension-target]').analyze();
    expect(violations).toEqual([]);
  });
});

it('lets each item be answered by keyboard, says what was noted, and takes it back', async () => {
  await appAnswers({ offer: OFFER });
  const told: unknown[] = [];
  await context.route('**/api/answer', async (route) => {
    const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization, content-type' };
    if (route.request().method() === 'OPTIONS') return route.fulfill({ status: 204, headers });
    told.push(route.request().postDataJSON());
    return route.fulfill({ json: { kept: true }, headers });
  });
  await thankYou();
  await page.getByRole('button', { name: 'Options for Day Bag' }).press('Enter');
  await page.getByRole('button', { name: 'I have it' }).press('Enter');
  await page.getByText('Noted: you have Day Bag.').waitFor();
  const { violations } = await new AxeBuilder({ page }).include('[data-extension-target]').analyze();
  expect(violations).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await page.getByText('Noted: you have Day Bag.').waitFor({ state: 'detached' });
  expect(told).toEqual([{ decisionId: OFFER.decisionId, answer: 'have_it', productId: '400' }, { decisionId: OFFER.decisionId, answer: 'undo', productId: '400' }]);
  expect(await page.locator('[data-host-refusal]').count()).toBe(0);
});

it.each([['has nothing to offer', { offer: null }], ['is down', 'down']] as const)('takes no space where the app %s', async (_, answer) => {
  const asked = await appAnswers(answer);
  await thankYou();
  await expect.poll(() => asked.length).toBe(1);
  await page.waitForTimeout(100);
  expect(await page.locator('[data-extension-target]').evaluate((place) => [place.textContent?.includes('Fast Card'), (place as HTMLElement).offsetHeight])).toEqual([false, 0]);
});

it('hosts nothing once the app was uninstalled', async () => {
  const { installation } = front.store;
  const before = installation.installed;
  installation.installed = false;
  await thankYou();
  expect(await page.locator('[data-extension-target]').count()).toBe(0);
  installation.installed = before;
});

describe('the host refuses, in red and by an error,', () => {
  it.each([
    ['an element that is no component', `document.body.append(document.createElement('div'))`, '<div> is not a published component'],
    ['a component that does not exist', `document.createElement('s-nope')`, '<s-nope> is not a published component of purchase.thank-you.block.render'],
    ['a component of the other page only', `document.createElement('s-avatar')`, '<s-avatar> is not a published component'],
    ['a property that the component lacks', `document.createElement('s-text').title = 'x'`, '<s-text> has no property "title"'],
    ['an attribute that the component lacks', `document.createElement('s-button').setAttribute('class', 'x')`, '<s-button> has no property "class"'],
    ['a value that the property does not take', `document.createElement('s-button').tone = 'bogus'`, '<s-button tone> cannot be "bogus": it takes "auto", "neutral", "critical"'],
    ['an event that the component lacks', `document.createElement('s-section').addEventListener('click', () => {})`, '<s-section> has no event "click"'],
    ['markup', `document.createElement('s-text').innerHTML = '<b>x</b>'`, '<s-text> has no property "innerHTML"'],
    ['an API that the target lacks', 'shopify.order', 'shopify.order is not in the published API of purchase.thank-you.block.render'],
    ['a name inside the API that the types lack', 'shopify.orderConfirmation.value.order.email', 'shopify.orderConfirmation.value.order.email is not in the published API'],
    ['a translation that the locales lack', `shopify.i18n.translate('nope')`, 'There is no translation "nope"'],
    ['the page around it', `document.querySelector('main')`, 'document.querySelector is not there'],
    ['what a worker does not have', 'localStorage.clear()', 'undefined'],
  ])('%s', async (_, code, message) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await plant(code);
    await thankYou();
    await page.locator('[data-host-refusal]').filter({ hasText: message }).waitFor();
    await expect.poll(() => errors.join()).toContain(message);
  });

  it('a bundle that registers nothing for the page', async () => {
    await context.route('**/thank-you-host/bundle.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    await thankYou();
    await page.getByRole('alert').filter({ hasText: 'The bundle registers nothing for purchase.thank-you.block.render' }).waitFor();
  });
});
