// Experiments in a real browser: nothing without consent, no flash and no moved pixel in the holdout, and a place counts as
// reached by the same rule in either arm.
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OffersAnswer } from '#app/contract/offers.ts';
import { exposureQuery } from '#app/contract/exposures.ts';
import { type Arm, armOf } from '#app/domain/portable/assignment.ts';
import { ARMS_KEY, EXPERIMENTS_KEY, EXPERIMENTS_NAMESPACE, VISITOR_ATTRIBUTE } from '#app/domain/portable/names.ts';
import { browserLaunchOptions, USER_AGENT } from '#test/support/chromium.ts';
import { ALL_BLOCKS, BAG, CAMERA, CARD, SET_ID, STRAP, type TestStorefront, testStorefront, variantOf } from '#test/support/storefront.ts';

const EXPERIMENT = { id: '1b671a64-40d5-491e-99b0-da01ff1f3341', salt: 'salt', holdoutBp: 5_000 };
const DECISION = '9a4d1c1e-6f0f-4f0e-8d58-2f4a5c8f3b11';
const visitorIn = (arm: Arm): string => {
  for (let at = 0; ; at++) {
    const id = `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
    if (armOf(EXPERIMENT.salt, id, EXPERIMENT.holdoutBp) === arm) return id;
  }
};

const item = (slotNo: number, product: number, priceMinor: number, offerPriceMinor: number) => ({
  slotNo, slotName: 'Slot', productId: String(product), variantId: String(variantOf(product)), title: 'x', url: '/products/x', imageUrl: null, priceMinor, offerPriceMinor, discountBp: 0,
  reason: 'x', substitute: false, variants: [{ variantId: String(variantOf(product)), title: 'Default Title', priceMinor, offerPriceMinor }],
});
const offer = { decisionId: DECISION, setId: SET_ID, goal: 'x', currency: 'EUR', items: [item(1, CARD, 3995, 3595), item(2, BAG, 8900, 7565), item(3, STRAP, 2450, 2450)], totalMinor: 0, savingMinor: 0 };
const answerFor = (arm: Arm): OffersAnswer => ({ offer: arm === 'exposed' ? offer : null, exposure: { experimentId: EXPERIMENT.id, arm, decisionId: DECISION } });

let browser: Browser;
let front: TestStorefront;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [browser, front] = await Promise.all([chromium.launch(await browserLaunchOptions()), testStorefront()]);
  await front.switchOn(...ALL_BLOCKS);
  publish(EXPERIMENT);
});
const publish = (experiment: object) =>
  front.store.setMetafields([{ ownerId: 'gid://shopify/AppInstallation/1', namespace: EXPERIMENTS_NAMESPACE, key: EXPERIMENTS_KEY, type: 'json', value: JSON.stringify({ product_page: experiment, cart_page: experiment, cart_drawer: experiment }) }]);
afterAll(async () => {
  await browser?.close();
  await front?.stop();
});
beforeEach(async () => {
  front.app.answer = { offer, exposure: null };
  front.app.asked.length = 0;
  context = await browser.newContext({ viewport: { width: 375, height: 667 }, userAgent: USER_AGENT, locale: 'en-GB' });
  context.setDefaultTimeout(15_000);
  page = await context.newPage();
  await watch();
});
afterEach(() => context.close());

const asked = (path: string): URLSearchParams[] => front.app.asked.filter(({ pathname }) => pathname === `/proxy/${path}`).map(({ searchParams }) => searchParams);
const said = () => asked('exposure').map((query) => exposureQuery.parse(Object.fromEntries(query)));
const add = (...products: number[]) => context.request.post(`${front.url}/cart/add.js`, { data: { items: products.map((product) => ({ id: variantOf(product) })) } });
const attributes = async () => ((await (await context.request.get(`${front.url}/cart.js`)).json()) as { attributes: object }).attributes;
const keptId = () => page.evaluate((key) => localStorage.getItem(key), VISITOR_ATTRIBUTE);
const open = (path: string) => page.goto(front.url + path);
/** Waits until the page has asked nothing for a while. */
const quiet = async () => {
  let last = Date.now();
  const heard = () => { last = Date.now(); };
  page.on('request', heard).on('requestfinished', heard);
  while (Date.now() - last < 700) await page.waitForTimeout(50);
  page.off('request', heard).off('requestfinished', heard);
};
/** Someone who consented on an earlier visit. */
const returning = async (arm: Arm) => {
  await context.addCookies([{ name: '_tracking_consent', value: 'yes', url: front.url }]);
  await page.addInitScript(([key, id]) => localStorage.setItem(key, id), [VISITOR_ATTRIBUTE, visitorIn(arm)] as const);
};
/** Frame by frame: how often anything of ours could be seen, and what the layout moved by itself. */
const watch = () =>
  page.addInitScript(() => {
    const seen = { frames: 0, shown: 0, shifts: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) if (!entry.hadRecentInput) seen.shifts += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
    const look = () => {
      seen.frames += 1;
      if ([...document.querySelectorAll('[data-setwise-view] *')].some((each) => each.getClientRects().length > 0)) seen.shown += 1;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
const seen = () => page.evaluate(() => (window as unknown as { seen: { frames: number; shown: number; shifts: number } }).seen);

describe('without consent', () => {
  it.each(['not asked yet', 'refused'])('(%s) the block shows as anywhere, and nothing is kept or said', async (consent) => {
    await add(CAMERA);
    await open('/cart?theme=standard');
    if (consent === 'refused') {
      await page.getByRole('button', { name: 'No', exact: true }).click();
      await page.locator('[data-consent]').waitFor({ state: 'hidden' });
      await page.reload();
      expect(await page.locator('[data-consent]').count()).toBe(0);
    }
    await page.locator('[data-setwise-slot="1"]').waitFor();
    await quiet();
    expect(asked('offers').map((query) => query.get('visitor'))).not.toContainEqual(expect.any(String));
    expect([await keptId(), await attributes(), said()]).toEqual([null, {}, []]);
  });
});

describe('with consent', () => {
  it('the visitor has an id from then on, the cart says it once, and the next page is in the experiment', async () => {
    const updates: string[] = [];
    page.on('request', (request) => request.url().endsWith('/cart/update.js') && updates.push(request.postData() ?? ''));
    await add(CAMERA);
    await open('/cart?theme=standard');
    await page.locator('[data-setwise-started]').first().waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Yes, you may' }).click();
    await expect.poll(attributes).toEqual({ [VISITOR_ATTRIBUTE]: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(await attributes()).toEqual({ [VISITOR_ATTRIBUTE]: await keptId() });
    front.app.asked.length = 0;
    await page.reload();
    await quiet();
    expect(asked('offers').map((query) => query.get('visitor'))).toEqual([await keptId()]);
    expect(updates).toHaveLength(1);
  });

  it('that is taken back, the id goes from browser and cart', async () => {
    await returning('exposed');
    await add(CAMERA);
    await open('/cart?theme=standard');
    await expect.poll(attributes).toEqual({ [VISITOR_ATTRIBUTE]: visitorIn('exposed') });
    await page.evaluate(() => (window as unknown as { Shopify: { customerPrivacy: { setTrackingConsent(consent: object): void } } }).Shopify.customerPrivacy.setTrackingConsent({ analytics: false }));
    await expect.poll(attributes).toEqual({});
    expect(await keptId()).toBeNull();
  });

  it('that is taken back, the arms that were kept go with it', async () => {
    await returning('exposed');
    front.app.answer = answerFor('holdout');
    await add(CAMERA);
    await open('/cart?theme=standard');
    const kept = () => page.evaluate((key) => localStorage.getItem(key), ARMS_KEY);
    await expect.poll(kept).toBe(`${EXPERIMENT.id}holdout`);
    await page.evaluate(() => (window as unknown as { Shopify: { customerPrivacy: { setTrackingConsent(consent: object): void } } }).Shopify.customerPrivacy.setTrackingConsent({ analytics: false }));
    await expect.poll(kept).toBeNull();
  });
});

describe('in the holdout', () => {
  it.each(['standard', 'dawn', 'plain'])('of a %s theme nothing shows in any frame, takes no space and moves nothing, also after the theme draws its cart anew', async (theme) => {
    await returning('holdout');
    front.app.answer = answerFor('holdout');
    await add(CAMERA);
    await open(`/cart?theme=${theme}`);
    await expect.poll(() => said().length).toBe(1);
    if (theme !== 'plain') {
      await page.locator('.line__quantity').first().fill('2');
      await page.locator('.line__quantity').first().press('Tab');
      await page.locator('.cart-count [aria-hidden]').filter({ hasText: '2' }).waitFor();
    }
    await quiet();
    const { frames, shown, shifts } = await seen();
    expect(frames).toBeGreaterThan(5);
    expect({ shown, shifts }).toEqual({ shown: 0, shifts: 0 });
    const heights = await page.evaluate(() => {
      const height = () => document.documentElement.scrollHeight;
      const before = height();
      for (const root of document.querySelectorAll('.setwise')) root.remove();
      return [before, height()];
    });
    expect(heights[0]).toBe(heights[1]);
    expect(said()).toEqual([{ placement: 'cart_page', visitor: visitorIn('holdout'), decision: DECISION, experiment: EXPERIMENT.id }]);
  });

  it('nothing shows either while the server does not answer, and nothing is said', async () => {
    await returning('holdout');
    front.app.answer = 'down';
    await add(CAMERA);
    await open('/cart?theme=standard');
    await page.locator('[data-setwise-started]').waitFor({ state: 'attached' });
    await quiet();
    expect([(await seen()).shown, said()]).toEqual([0, []]);
  });

  it('without a script the block shows: outside every experiment', async () => {
    await add(CAMERA);
    const bare = await browser.newContext({ javaScriptEnabled: false, userAgent: USER_AGENT, storageState: await context.storageState() });
    const still = await bare.newPage();
    await still.goto(`${front.url}/cart`);
    expect(await still.locator('[data-setwise-slot="1"]').isVisible()).toBe(true);
    await bare.close();
  });
});

describe.each(['exposed', 'holdout'] as const)('the arm %s', (arm) => {
  it('counts as reached when its place comes into view, once', async () => {
    await page.setViewportSize({ width: 375, height: 320 });
    await returning(arm);
    front.app.answer = answerFor(arm);
    await open('/products/camera?theme=standard');
    await quiet();
    expect(said()).toEqual([]);
    for (let turn = 0; turn < 2; turn++) {
      await page.locator('.setwise--product-page [data-setwise-pixel]').evaluate((pixel) => scrollTo(0, pixel.getBoundingClientRect().top + scrollY - 100));
      await expect.poll(() => said().length).toBe(1);
      await page.evaluate(() => scrollTo(0, 0));
      await quiet();
    }
    expect(said()).toEqual([{ placement: 'product_page', visitor: visitorIn(arm), decision: DECISION, experiment: EXPERIMENT.id }]);
  });

  it('counts in a drawer when the drawer is opened', async () => {
    await returning(arm);
    front.app.answer = answerFor(arm);
    await add(CAMERA);
    await open('/collections/all?theme=standard');
    await page.locator('.drawer [data-setwise-started]').waitFor({ state: 'attached' });
    await quiet();
    expect(said()).toEqual([]);
    await page.locator('#cart-icon-bubble').click();
    await expect.poll(() => said().map(({ placement }) => placement)).toEqual(['cart_drawer']);
    expect((await seen()).shown > 0).toBe(arm === 'exposed');
  });

  it('holds and counts when the hash says the other, as on a second device, and is painted from the next page on', async () => {
    const other = arm === 'exposed' ? 'holdout' : 'exposed';
    await returning(other);
    front.app.answer = answerFor(arm);
    await add(CAMERA);
    await open('/cart?theme=standard');
    await expect.poll(() => said()).toEqual([{ placement: 'cart_page', visitor: visitorIn(other), decision: DECISION, experiment: EXPERIMENT.id }]);
    await expect.poll(() => page.locator('[data-setwise-slot="1"]').filter({ visible: true }).count()).toBe(arm === 'exposed' ? 1 : 0);
    await page.reload();
    await page.locator('[data-setwise-started]').waitFor({ state: 'attached' });
    await quiet();
    expect((await seen()).shown > 0).toBe(arm === 'exposed');
    expect(said()).toHaveLength(2);
  });
});

describe('while something is compared at the place', () => {
  beforeAll(() => publish({ ...EXPERIMENT, test: true }));
  afterAll(() => publish(EXPERIMENT));

  it.each(['/products/camera', '/cart'])('at %s who has no script sees what stands there without a test, pays what they read, and is counted nowhere', async (path) => {
    await add(CAMERA);
    const bare = await browser.newContext({ javaScriptEnabled: false, userAgent: USER_AGENT, viewport: { width: 375, height: 667 }, storageState: await context.storageState() });
    const still = await bare.newPage();
    const shown = async () => {
      await still.goto(front.url + path);
      const text = await still.locator('.setwise-heading, .setwise-row, .setwise-whole').filter({ visible: true }).allInnerTexts();
      return { text, height: await still.evaluate(() => document.documentElement.scrollHeight) };
    };
    const tested = await shown();
    publish(EXPERIMENT);
    const without = await shown().finally(() => publish({ ...EXPERIMENT, test: true }));
    expect(tested).toEqual(without);
    expect(tested.text.join(' ')).toContain('Ready for the first trip');
    expect(tested.text.join(' ')).toContain('€35.95');
    await still.goto(front.url + path);
    await still.getByRole('button', { name: 'Add Fast Card to the cart' }).click();
    await still.waitForURL(/\/cart$/);
    const { items } = (await (await bare.request.get(`${front.url}/cart.js`)).json()) as { items: { product_id: number; final_line_price: number }[] };
    expect(items.find(({ product_id }) => product_id === CARD)?.final_line_price).toBe(3_595);
    await bare.close();
    expect(front.app.asked).toEqual([]);
  });

  it.each(['/products/camera', '/cart'])('at %s who has a script sees nothing before the answer, then the answer alone', async (path) => {
    await returning('exposed');
    front.app.answer = 'slow';
    await add(CAMERA);
    await open(`${path}?theme=standard`);
    await page.locator('[data-setwise-started]').first().waitFor({ state: 'attached' });
    await quiet();
    const { frames, shown, shifts } = await seen();
    expect(frames).toBeGreaterThan(5);
    expect({ shown, shifts }).toEqual({ shown: 0, shifts: 0 });
    expect(await page.locator('.setwise-row').count()).toBe(0);
    front.app.answer = answerFor('exposed');
    await page.reload();
    await page.locator('[data-setwise-slot="1"]').filter({ visible: true }).waitFor();
    expect(await page.locator('.setwise-heading').filter({ visible: true }).count()).toBe(1);
  });

  it.each(['standard', 'dawn'])('in a %s theme that draws its cart anew, what is for those without a script stays unseen', async (theme) => {
    await returning('exposed');
    front.app.answer = answerFor('exposed');
    await add(CAMERA);
    await open(`/cart?theme=${theme}`);
    const rows = page.locator('.setwise--cart-page .setwise-row').filter({ visible: true });
    await expect.poll(() => rows.count()).toBe(3);
    await page.locator('.line__quantity').first().fill('2');
    await page.locator('.line__quantity').first().press('Tab');
    await page.locator('.cart-count [aria-hidden]').filter({ hasText: '2' }).waitFor();
    await quiet();
    expect(await rows.count()).toBe(3);
    expect(await page.locator('noscript .setwise-row').filter({ visible: true }).count()).toBe(0);
  });
});
