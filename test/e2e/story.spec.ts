// The story from store to cart, as a merchant and a shopper live it, on the demo that a newcomer starts. One line through
// the whole house: what is asserted is what a person sees, and the database only where a person cannot look.
import { expect, type Page, test } from 'playwright/test';
import { connectTo, ownDemo } from './own-demo.ts';
import { door, openAdmin, saveInTheme, setForTheStory, type StorySet, switchOn, titles, widget } from './steps.ts';

const own = ownDemo();

test('a store is connected, its orders become sets, and a shopper completes one in the cart', async ({ page, browser }) => {
  test.setTimeout(300_000);
  let set!: StorySet;

  await test.step('1. The merchant opens the app: it installs itself and reads the store, with progress that moves', async () => {
    const admin = await openAdmin(own.demo, page);
    await expect(admin.getByRole('heading', { name: 'Home' })).toBeVisible();
    const said = new Set<string>();
    await expect(async () => {
      said.add(await admin.locator('main, body').first().innerText());
      await expect(admin.getByText(/[\d,]+ records read/)).toBeVisible({ timeout: 200 });
    }).toPass({ timeout: 120_000, intervals: [200] });
    expect(said.size, 'what Home said while the store was read').toBeGreaterThan(2);

    const { rows: [session] } = await own.database.query('SELECT access_token_sealed, refresh_token_sealed, expires_at FROM sessions');
    expect(session.access_token_sealed).toMatch(/^v1\.sandbox\./);
    expect(session.access_token_sealed + session.refresh_token_sealed).not.toMatch(/shp[a-z]{2}_/);
    expect(session.expires_at.getTime()).toBeGreaterThan(Date.now());
  });

  await test.step('2. Suggestions appear; the merchant approves one, sets a floor, switches on the cart', async () => {
    const admin = await openAdmin(own.demo, page);
    await expect(admin.getByText(/suggestions wait for you/)).toBeVisible({ timeout: 60_000 });
    await door(page, 'Sets');
    set = await setForTheStory(own.database);
    await admin.getByPlaceholder('Search by goal or product').fill(set.goal);
    const card = admin.getByRole('button', { name: `Approve “${set.goal}”` });
    await expect(card).toBeVisible();
    await expect(admin.getByText(/In \d+ orders? together/).first()).toBeVisible();
    await expect(admin.getByText(/% margin/).first()).toBeVisible();
    await expect(admin.locator('img').first()).toHaveJSProperty('complete', true);
    await card.click();
    await expect(admin.getByText(`“${set.goal}” is live`).first()).toBeVisible();

    // Several at once, and taken back from another page.
    await door(page, 'Sets');
    for (const nth of [0, 1]) await admin.getByRole('checkbox', { name: /^Select “/ }).nth(nth).check();
    await admin.getByRole('button', { name: 'Refuse 2', exact: true }).click();
    await admin.getByRole('menuitem', { name: 'Without a reason' }).click();
    await expect(admin.getByRole('tab', { name: 'Refused (2)' })).toBeVisible();
    await door(page, 'Activity');
    await expect(admin.getByRole('heading', { name: 'Activity' })).toBeVisible();
    await admin.getByRole('button', { name: 'Undo' }).last().click();
    await expect(admin.getByText('2 sets are back among the suggestions')).toBeVisible();

    // A product that learning did not think of joins a set; leaving asks before it is lost.
    await door(page, 'Sets');
    await admin.getByRole('link', { name: /^Edit “/ }).first().click();
    await admin.getByRole('combobox', { name: /^Add a product to/ }).first().fill('strap');
    const product = admin.getByRole('listbox').getByRole('option').first();
    const title = (await product.innerText()).split('\n')[0]?.trim() ?? '';
    await product.click();
    await expect(admin.getByRole('button', { name: `Remove ${title}` })).toBeVisible();
    page.once('dialog', (asked) => asked.dismiss());
    await admin.getByRole('button', { name: 'Sets' }).or(admin.getByRole('link', { name: 'Sets' })).first().click();
    await admin.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(admin.getByText('Set saved')).toBeVisible();
    await expect(admin.getByRole('button', { name: `Remove ${title}` })).toBeVisible();

    await door(page, 'Guardrails');
    await admin.getByLabel('Margin floor, share of price').fill('35');
    await admin.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(admin.getByText('Guardrails saved').first()).toBeVisible();
    await expect(admin.getByText(/products get less than 10\s% off|products cannot be offered/).first()).toBeVisible();

    const places = ['Cart drawer', 'Cart page', 'Product page'] as const;
    await switchOn(admin, page, ...places);
    for (const place of places) await saveInTheme(admin, page, place);
    await admin.getByRole('button', { name: 'Check the theme again' }).click();
    await expect(admin.getByText('Shoppers see sets here.')).toHaveCount(3);
    await door(page, 'Setwise');
    await expect(admin.getByText('Needs you')).toBeVisible();
  });

  const offered = async () => (await titles(page, 'cart-page').allInnerTexts()).map((title) => title.trim());

  await test.step('3. A shopper sees the rest of the set, in the drawer and on the cart page, with its discount', async () => {
    await page.goto(`${own.demo.storefront}/products/${set.anchor.handle}`);
    await expect(titles(page, 'product-page').first()).toBeVisible();
    await page.getByRole('button', { name: 'Add to cart', exact: true }).click();
    await expect(widget(page, 'cart-drawer')).toBeVisible();
    await page.goto(`${own.demo.storefront}/cart`);
    await expect(widget(page, 'cart-page').getByRole('heading')).toHaveText(set.goal);
    expect((await offered()).length).toBeGreaterThanOrEqual(1);
  });

  await test.step('what is shown stays above the floor, and the discount is smaller where it would cross it', async () => {
    const answer = await offersFor(page);
    expect(answer.offer, 'an offer').not.toBeNull();
    for (const item of answer.offer.items) {
      const { rows: [product] } = await own.database.query(
        `SELECT v.price_minor::int AS price, i.unit_cost_minor::int AS cost FROM variants v JOIN inventory_items i USING (shop_id, inventory_item_id) WHERE v.variant_id = $1`, [item.variantId]);
      if (product.cost === null) continue;
      // The order pays the fixed part of the fee anyway.
      const margin = item.offerPriceMinor - product.cost - item.offerPriceMinor * 0.029;
      expect(margin / item.offerPriceMinor, item.title).toBeGreaterThanOrEqual(0.35 - 0.001);
      expect(item.discountBp, item.title).toBeLessThanOrEqual(1_000);
    }
  });

  await test.step('one tap adds it: the theme\'s own counter and lines follow, at the price that was shown', async () => {
    const before = await cart(page);
    const first = widget(page, 'cart-page').locator('.setwise-row').first();
    const title = (await first.locator('.setwise-title').innerText()).trim();
    const shown = (await offersFor(page)).offer.items[0];
    expect(shown?.title).toBe(title);
    await first.getByRole('button', { name: /^Add/ }).click();
    await expect(first.getByRole('button', { name: /Undo/ })).toBeVisible();
    await expect.poll(async () => (await cart(page)).item_count).toBe(before.item_count + 1);
    const line = (await cart(page)).items.find((item) => item.product_title === title);
    expect(line?.final_price).toBe(shown?.offerPriceMinor);
    expect(line?.properties).toEqual({ _setwise: set.setId });
    await expect(page.locator('[data-cart-count]').first()).toHaveAttribute('data-cart-count', String(before.item_count + 1));
    await first.getByRole('button', { name: /Undo/ }).click();
    await expect.poll(async () => (await cart(page)).item_count).toBe(before.item_count);
  });

  await test.step('4. The best candidate sells out by webhook: a second later its substitute stands in the slot', async () => {
    await page.goto(`${own.demo.storefront}/cart`);
    const { items } = (await offersFor(page)).offer;
    const slot = items.find((item) => (set.slots[item.slotNo - 1]?.candidates.length ?? 0) > 1) ?? items[0];
    if (!slot) throw new Error('nothing was offered');
    const gone = await handleOf(slot.productId);
    await own.demo.lever('sell-out', { product: gone });
    await expect(async () => {
      const now = (await offersFor(page)).offer?.items ?? [];
      expect(now.map((item) => item.productId)).not.toContain(slot.productId);
    }).toPass({ timeout: 10_000, intervals: [100] });
    const stands = (await offersFor(page)).offer?.items.find((item) => item.slotNo === slot.slotNo);
    if (stands) expect(stands.substitute).toBe(true);
    await page.reload();
    await expect(widget(page, 'cart-page')).toBeVisible();
    expect(await offered()).not.toContain(slot.title);

    await own.demo.lever('restock', { product: gone, quantity: 20 });
    await expect.poll(async () => (await offersFor(page)).offer?.items.map((item) => item.productId)).toContain(slot.productId);
  });

  await test.step('a price that is edited shows at once', async () => {
    const item = (await offersFor(page)).offer.items[0];
    if (!item) throw new Error('nothing was offered');
    const raised = item.priceMinor + 500;
    await own.demo.lever('set-price', { product: await handleOf(item.productId), price: (raised / 100).toFixed(2) });
    await expect.poll(async () => (await offersFor(page)).offer?.items.find((one) => one.productId === item.productId)?.priceMinor).toBe(raised);
    await page.reload();
    await expect(widget(page, 'cart-page')).toContainText(money(raised));
  });

  await test.step('a refund is seen: what a customer owns, and then what they returned, is not offered to them', async () => {
    const item = (await offersFor(page)).offer.items[0];
    if (!item) throw new Error('nothing was offered');
    const anchor = (await cart(page)).items[0];
    const { rows: [customer] } = await own.database.query('SELECT customer_id::text AS id FROM customers WHERE deleted_at IS NULL ORDER BY customer_id LIMIT 1');
    const theirs = await (await browser.newContext()).newPage();
    await theirs.goto(own.demo.storefront);
    await theirs.request.post(`${own.demo.storefront}/cart/add.js`, { data: { items: [{ id: Number(item.variantId), quantity: 1 }] } });
    await theirs.request.post(`${own.demo.storefront}/checkout`, { form: { customer: customer.id } });
    await expect(async () => {
      const { rows } = await own.database.query('SELECT o.name FROM orders o JOIN order_lines l USING (shop_id, order_id) WHERE o.customer_id = $1 AND l.variant_id = $2 ORDER BY o.ordered_at DESC', [customer.id, item.variantId]);
      expect(rows.length).toBeGreaterThan(0);
    }).toPass({ timeout: 10_000, intervals: [100] });
    const { rows: [order] } = await own.database.query('SELECT o.name FROM orders o JOIN order_lines l USING (shop_id, order_id) WHERE o.customer_id = $1 AND l.variant_id = $2 ORDER BY o.ordered_at DESC', [customer.id, item.variantId]);
    await theirs.request.post(`${own.demo.storefront}/cart/add.js`, { data: { items: [{ id: anchor?.variant_id, quantity: 1 }] } });
    const offeredToThem = async () => ((await offersFor(theirs)).offer?.items ?? []).map((one) => one.productId);
    expect(await offeredToThem()).not.toContain(item.productId);
    await own.demo.lever('refund', { order: order.name });
    await expect.poll(async () => (await own.database.query('SELECT 1 FROM refunds r JOIN orders o USING (shop_id, order_id) WHERE o.name = $1', [order.name])).rowCount).toBe(1);
    expect(await offeredToThem()).not.toContain(item.productId);
    expect((await offersFor(page)).offer.items.map((one) => one.productId), 'others are still offered it').toContain(item.productId);
    await theirs.context().close();

    const admin = await openAdmin(own.demo, page);
    await door(page, 'Activity');
    await admin.getByLabel('Customer id').fill(customer.id);
    for (const reason of ['owned already', 'returned recently']) {
      await admin.getByRole('combobox', { name: 'Reason' }).selectOption({ label: reason });
      await admin.getByRole('button', { name: 'Filter', exact: true }).click();
      await expect(admin.getByText(`customer ${customer.id}`).first()).toBeVisible();
    }
    await page.goto(`${own.demo.storefront}/cart`);
  });

  await test.step('a product that is deleted is gone from the offer', async () => {
    const item = (await offersFor(page)).offer.items.at(-1);
    if (!item) throw new Error('nothing was offered');
    await own.demo.lever('delete-product', { product: await handleOf(item.productId) });
    await expect.poll(async () => (await offersFor(page)).offer?.items.map((one) => one.productId) ?? []).not.toContain(item.productId);
  });

  await test.step('5. The decision log says why each item was chosen and each refused', async () => {
    const admin = await openAdmin(own.demo, page);
    await door(page, 'Activity');
    await expect(admin.getByText(/Setwise offered/).first()).toBeVisible();
    await admin.getByRole('combobox', { name: 'Reason' }).selectOption({ label: 'sold out' });
    await admin.getByRole('button', { name: 'Filter', exact: true }).click();
    await admin.getByRole('link', { name: /^Why: decision/ }).first().click();
    await expect(admin.getByText(/sold out/i).first()).toBeVisible();
    await expect(admin.getByText(set.anchor.title).first()).toBeVisible();
    await door(page, 'Activity');
    await admin.getByRole('tab', { name: 'Changes' }).click();
    for (const change of [/sold out$/, /is in stock again$/, /price from .* to/, /refunded$/, /deleted$/, /approved$/]) await expect(admin.getByText(change).first()).toBeVisible();
  });

  await test.step('the demo stops, and starts again where it left off', async () => {
    await own.database.end();
    await own.demo.stop();
    await own.demo.restart();
    own.database = await connectTo(own.demo);
    await page.goto(`${own.demo.storefront}/cart`);
    await expect(widget(page, 'cart-page')).toBeVisible();
    const admin = await openAdmin(own.demo, page);
    await expect(admin.getByText('Needs you')).toBeVisible();
  });
});

interface CartJson { item_count: number; items: { product_title: string; variant_id: number; quantity: number; final_price: number; properties: Record<string, string> | null }[] }
const cart = (page: Page): Promise<CartJson> => page.evaluate(async () => (await fetch('/cart.js')).json());

interface Answer { offer: { items: { slotNo: number; productId: string; variantId: string; title: string; priceMinor: number; offerPriceMinor: number; discountBp: number; substitute: boolean }[] } }

/** What the widget on the cart page would be answered, through the store's own proxy. */
async function offersFor(page: Page): Promise<Answer> {
  const { items } = await cart(page);
  const query = new URLSearchParams({ placement: 'cart_page', items: items.map((item) => `${item.variant_id}:${item.quantity}`).join(',') });
  const answer = await page.request.get(`${own.demo.storefront}/apps/setwise/offers?${query}`);
  expect(answer.status()).toBe(200);
  return (await answer.json()) as Answer;
}

async function handleOf(productId: string): Promise<string> {
  return (await own.database.query('SELECT handle FROM products WHERE product_id = $1', [productId])).rows[0].handle;
}

const money = (minor: number) => new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' }).format(minor / 100);
