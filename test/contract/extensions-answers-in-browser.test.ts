// Shoppers answer an offer, in a real browser: what they say is gone at once, something else stands in, it can be taken back,
// and who has no name with the server is not told of.
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerTold } from '#app/contract/answers.ts';
import type { OffersAnswer } from '#app/contract/offers.ts';
import { armOf } from '#app/domain/portable/assignment.ts';
import { EXPERIMENTS_KEY, EXPERIMENTS_NAMESPACE, VISITOR_ATTRIBUTE } from '#app/domain/portable/names.ts';
import { browserLaunchOptions, USER_AGENT } from '#test/support/chromium.ts';
import { ALL_BLOCKS, BAG, CAMERA, CARD, OTHER_CARD, SET_ID, type TestStorefront, testStorefront, variantOf } from '#test/support/storefront.ts';

const EXPERIMENT = { id: '1b671a64-40d5-491e-99b0-da01ff1f3341', salt: 'salt', holdoutBp: 1_000 };
const VISITOR = Array.from({ length: 50 }, (_, at) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`).find((id) => armOf(EXPERIMENT.salt, id, EXPERIMENT.holdoutBp) === 'exposed') as string;

let browser: Browser;
let front: TestStorefront;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [browser, front] = await Promise.all([chromium.launch(await browserLaunchOptions()), testStorefront()]);
  await front.switchOn(...ALL_BLOCKS);
  const experiments = { product_page: EXPERIMENT, cart_page: EXPERIMENT, cart_drawer: EXPERIMENT };
  front.store.setMetafields([{ ownerId: 'gid://shopify/AppInstallation/1', namespace: EXPERIMENTS_NAMESPACE, key: EXPERIMENTS_KEY, type: 'json', value: JSON.stringify(experiments) }]);
});
afterAll(async () => {
  await browser?.close();
  await front?.stop();
});
beforeEach(async () => {
  front.app.answer = 'down';
  front.app.asked.length = 0;
  front.app.told.length = 0;
  context = await browser.newContext({ viewport: { width: 375, height: 667 }, userAgent: USER_AGENT, locale: 'en-GB' });
  context.setDefaultTimeout(15_000);
  page = await context.newPage();
});
afterEach(() => context.close());

const open = (path: string) => page.goto(front.url + path);
const add = (...products: number[]) => context.request.post(`${front.url}/cart/add.js`, { data: { items: products.map((product) => ({ id: variantOf(product) })) } });
const row = (slot: number) => page.locator(`[data-setwise-slot="${slot}"]`);
const options = (title: string) => page.getByRole('button', { name: `Options for ${title}` });
const focusName = () => page.evaluate(() => document.activeElement?.getAttribute('data-setwise-focus') ?? document.activeElement?.textContent);
const toldOver = () => front.app.asked.filter(({ pathname }) => pathname === '/proxy/answer');

const item = (slotNo: number, product: number, title: string) => ({
  slotNo, slotName: 'Slot', productId: String(product), variantId: String(variantOf(product)), title, url: '/products/x', imageUrl: null, priceMinor: 3_000, offerPriceMinor: 3_000, discountBp: 0,
  reason: 'x', substitute: false, variants: [{ variantId: String(variantOf(product)), title: 'Default Title', priceMinor: 3_000, offerPriceMinor: 3_000 }],
});
const offering = (...items: ReturnType<typeof item>[]): OffersAnswer => ({ offer: items.length > 0 ? { decisionId: 'd', setId: SET_ID, goal: 'x', currency: 'EUR', items, totalMinor: 0, savingMinor: 0 } : null, exposure: null });

const consent = async () => {
  await context.addCookies([{ name: '_tracking_consent', value: 'yes', url: front.url }]);
  await page.addInitScript(([name, id]) => localStorage.setItem(name as string, id as string), [VISITOR_ATTRIBUTE, VISITOR]);
};

describe('an answer of who has not consented', () => {
  it('takes the product away for what stands in, is told nobody, and holds for the tab', async () => {
    await add(CAMERA);
    await open('/cart');
    await row(1).getByText('Fast Card').waitFor();
    await options('Fast Card').click();
    await page.getByRole('dialog', { name: 'Options for Fast Card' }).getByRole('button', { name: 'Not for me' }).click();
    await row(1).getByText('Other Card').waitFor();
    await page.getByText('Noted: Fast Card is not for you.').waitFor();
    expect(await page.getByText('Noted: Fast Card is not for you.').evaluate((line) => line.getBoundingClientRect().bottom <= innerHeight), 'on the screen').toBe(true);
    expect(await focusName()).toBe('Undo');
    await open('/cart');
    await row(1).getByText('Other Card').waitFor();
    expect([toldOver(), await page.evaluate((name) => localStorage.getItem(name), VISITOR_ATTRIBUTE)]).toEqual([[], null]);
    const another = await (await browser.newContext()).newPage();
    await another.context().request.post(`${front.url}/cart/add.js`, { data: { items: [{ id: variantOf(CAMERA) }] } });
    await another.goto(`${front.url}/cart`);
    await another.getByRole('button', { name: 'Options for Fast Card' }).waitFor();
    await another.context().close();
  });

  it('can be taken back, and the focus is where it was', async () => {
    await add(CAMERA);
    await open('/cart');
    await options('Day Bag').click();
    await page.getByRole('button', { name: 'I have it' }).click();
    await row(2).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await row(2).getByText('Day Bag').waitFor();
    await expect.poll(focusName).toBe('options-2');
    await expect.poll(() => page.locator('.setwise-answered').count()).toBe(0);
    expect(await page.evaluate(() => sessionStorage.getItem('_setwise_answers'))).toBe('[]');
  });

  it('can be taken back for some seconds; then the line goes, and leaves its room', async () => {
    await page.clock.install();
    await add(CAMERA);
    await open('/cart');
    await options('Day Bag').click();
    await page.getByRole('button', { name: 'I have it' }).click();
    const line = page.locator('.setwise-answered');
    await line.waitFor();
    const height = await page.evaluate(() => document.body.scrollHeight);
    await page.mouse.move(0, 0);
    await page.clock.fastForward(8_000);
    await line.waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => document.body.scrollHeight)).toBe(height);
  });

  it('that wants none closes the widget, with a way back', async () => {
    await add(CAMERA);
    await open('/cart');
    await options('Day Bag').click();
    await page.getByRole('button', { name: 'No more recommendations' }).click();
    await page.getByText('Noted: no more recommendations.').waitFor();
    expect(await page.locator('[data-setwise-slot]').count()).toBe(0);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await row(1).getByText('Fast Card').waitFor();
  });
});

describe('an answer of a consenting visitor', () => {
  it('is told the server before it is asked what else there is', async () => {
    await consent();
    await add(CAMERA);
    front.app.answer = offering(item(1, CARD, 'Fast Card'), item(2, BAG, 'Day Bag'));
    await open('/cart');
    await options('Fast Card').click();
    front.app.answer = offering(item(1, OTHER_CARD, 'Other Card'), item(2, BAG, 'Day Bag'));
    await page.getByRole('button', { name: 'I have it' }).click();
    await row(1).getByText('Other Card').waitFor();
    await expect.poll(() => front.app.asked.at(-1)?.pathname).toBe('/proxy/offers');
    expect(front.app.told).toEqual([{ answer: 'have_it', productId: String(CARD), placement: 'cart_page', setId: SET_ID, visitorId: VISITOR }]);
    expect(answerTold.safeParse(front.app.told[0]).success).toBe(true);
    expect(front.app.asked.map(({ pathname }) => pathname).slice(-2)).toEqual(['/proxy/answer', '/proxy/offers']);
    expect(await page.evaluate(() => sessionStorage.getItem('_setwise_answers'))).toBe('[]');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect.poll(() => front.app.told.at(-1)).toEqual({ answer: 'undo', productId: String(CARD), placement: 'cart_page', setId: SET_ID, visitorId: VISITOR });
  });

  it('is told also of who is logged in and consented to nothing: by whom, the proxy says', async () => {
    await add(CAMERA);
    await context.request.post(`${front.url}/checkout/contact`, { form: { customer: '77' } });
    front.app.answer = offering(item(1, CARD, 'Fast Card'));
    await open('/cart');
    await options('Fast Card').click();
    front.app.answer = offering();
    await page.getByRole('button', { name: 'No more recommendations' }).click();
    await page.getByText('Noted: no more recommendations.').waitFor();
    await expect.poll(() => front.app.told).toEqual([{ answer: 'none', placement: 'cart_page', setId: SET_ID }]);
    expect(toldOver()[0]?.searchParams.get('logged_in_customer_id')).toBe('77');
  });

  it('that did not get through holds for the tab all the same', async () => {
    await consent();
    await add(CAMERA);
    await open('/cart');
    await options('Fast Card').click();
    await page.getByRole('button', { name: 'Not for me' }).click();
    await row(1).getByText('Other Card').waitFor();
    await expect.poll(() => page.evaluate(() => sessionStorage.getItem('_setwise_answers'))).toBe(JSON.stringify([String(CARD)]));
  });
});

describe('the options of a row', () => {
  it('are a target of 44 px, open and close by keyboard, and move nothing', async () => {
    await add(CAMERA);
    await open('/cart');
    await options('Fast Card').waitFor();
    const box = await options('Fast Card').boundingBox();
    expect([box?.width, box?.height].map((side) => Math.round(side ?? 0))).toEqual([44, 44]);
    const rows = () => page.locator('.setwise-rows').boundingBox();
    const before = await rows();
    await options('Fast Card').focus();
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Options for Fast Card' });
    await sheet.waitFor();
    const shown = await sheet.boundingBox();
    expect(shown && shown.x >= 0 && shown.x + shown.width <= 375 && shown.y >= 0 && shown.y + shown.height <= 667).toBe(true);
    expect(await rows()).toEqual(before);
    for (const choice of await sheet.getByRole('button').all()) expect((await choice.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    expect((await new AxeBuilder({ page }).include('.setwise').analyze()).violations).toEqual([]);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    expect(await focusName()).toBe('options-1');
  });

  it.each(['standard', 'dawn'])('answer in the drawer of a %s theme, above the way to checkout', async (theme) => {
    await open(`/products/lonely-thing?theme=${theme}`);
    await add(CAMERA);
    await open(`/products/lonely-thing?theme=${theme}`);
    await page.locator('[data-cart-count], .cart-count').first().click();
    const drawer = page.locator('.setwise--cart-drawer');
    await drawer.getByRole('button', { name: 'Options for Fast Card' }).click();
    await page.getByRole('button', { name: 'Not for me' }).click();
    await drawer.getByText('Other Card').waitFor();
    await drawer.getByText('Noted: Fast Card is not for you.').waitFor();
    await drawer.getByRole('button', { name: 'Undo', exact: true }).click();
    await drawer.getByText('Fast Card').first().waitFor();
  });

  it('are not there for what is in the cart already', async () => {
    await add(CAMERA);
    await open('/cart');
    await options('Fast Card').waitFor();
    await row(1).getByRole('button', { name: /^Add/ }).click();
    await row(1).getByText('Added').waitFor();
    expect(await options('Fast Card').count()).toBe(0);
    await row(1).getByRole('button', { name: /^Undo/ }).click();
    await options('Fast Card').waitFor();
  });
});
