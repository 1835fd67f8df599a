// A merchant composes the three rules that everybody asks for, by clicking, and each changes what the store offers: a large
// cart gets the premium set, who bought an accessory sees only what goes with it, and what is nearly gone brings its
// alternative, at a discount. What contradicts another and what never acts is pointed out. On the demo that a newcomer starts.
import { expect, type FrameLocator, type Page, test } from 'playwright/test';
import { ownDemo } from './own-demo.ts';
import { approve, door, expectAccessible, openAdmin, saveInTheme, setForTheStory, type StorySet, switchOn, titles, widget } from './steps.ts';

const ALTERNATIVE = 'Just as good, and there is more of it';

const own = ownDemo();

interface Named { productId: string; title: string; handle: string; type: string }

/** Active products of which at least 20 are left, with a variant that costs between the two, and margin enough for a discount that pays. */
async function products(leastMinor: number, mostMinor: number): Promise<Named[]> {
  const { rows } = await own.database.query<Named>(
    `SELECT p.product_id::text AS "productId", p.title, p.handle, p.product_type AS type FROM products p JOIN variants v USING (shop_id, product_id) JOIN inventory_items i USING (shop_id, inventory_item_id) JOIN inventory_levels l USING (shop_id, inventory_item_id)
      WHERE p.status = 'ACTIVE' AND p.deleted_at IS NULL AND v.deleted_at IS NULL GROUP BY 1, 2, 3, 4 HAVING sum(l.available) >= 20 AND max(i.unit_cost_minor) < min(v.price_minor) * 0.45 AND max(v.price_minor) BETWEEN $1 AND $2 ORDER BY max(v.price_minor) DESC, 2`, [leastMinor, mostMinor]);
  return rows;
}

/** Another suggestion, none of whose products the first names, and all of which is in stock. */
async function premiumSet({ setId }: StorySet): Promise<{ setId: string; goal: string }> {
  const { rows } = await own.database.query(
    `WITH named AS (SELECT set_id, product_id FROM set_candidates UNION SELECT set_id, product_id FROM set_anchors)
     SELECT s.set_id AS "setId", s.goal FROM sets s WHERE s.status = 'suggested' AND s.strategy = 'completion'
        AND NOT EXISTS (SELECT FROM named n JOIN named o USING (product_id) WHERE n.set_id = s.set_id AND o.set_id = $1)
        AND NOT EXISTS (SELECT FROM set_candidates c JOIN variants v USING (shop_id, product_id) LEFT JOIN inventory_levels l ON (l.shop_id, l.inventory_item_id) = (v.shop_id, v.inventory_item_id)
                         WHERE c.set_id = s.set_id AND v.deleted_at IS NULL GROUP BY c.product_id HAVING COALESCE(sum(l.available), 0) < 5)
      ORDER BY s.support DESC LIMIT 1`, [setId]);
  expect(rows, 'a second set').toHaveLength(1);
  return rows[0];
}

/** By the search below a list of the set editor. */
async function add(admin: FrameLocator, list: string, title: string): Promise<void> {
  const field = admin.getByRole('combobox', { name: list }).first();
  // Polaris closes a list whose field is at the edge of the frame.
  await field.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await field.fill(title);
  await admin.getByRole('listbox').getByRole('option').filter({ hasText: title }).first().click();
}

const save = (admin: FrameLocator) => admin.getByRole('button', { name: 'Save', exact: true }).click();
const ruleAt = (admin: FrameLocator, place: number) => admin.getByRole('listitem', { name: `Rule ${place}`, exact: true });

async function saveRule(admin: FrameLocator): Promise<void> {
  await save(admin);
  await expect(admin.getByText('Rule added. It holds from now on.').first()).toBeVisible();
}

async function addToCart(shopper: Page, { handle }: { handle: string }): Promise<void> {
  await shopper.goto(`${own.demo.storefront}/products/${handle}`);
  const added = shopper.waitForResponse((response) => response.url().includes('/cart/add'));
  await shopper.getByRole('button', { name: 'Add to cart', exact: true }).click();
  await added;
}

/** The heading on the cart page; what was decided is what the server answers to a page that is opened now. */
const meets = (shopper: Page, goal: string) =>
  expect(async () => {
    await shopper.goto(`${own.demo.storefront}/cart`);
    await expect(widget(shopper, 'cart-page').getByRole('heading', { name: goal })).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });

/** What the widget on the cart page would be answered. */
const offerTo = (shopper: Page) =>
  shopper.evaluate(async () => {
    const { items } = (await (await fetch('/cart.js')).json()) as { items: { variant_id: number; quantity: number }[] };
    const query = new URLSearchParams({ placement: 'cart_page', items: items.map((item) => `${item.variant_id}:${item.quantity}`).join() });
    return ((await (await fetch(`/apps/setwise/offers?${query}`)).json()) as { offer: { setId: string; savingMinor: number; totalMinor: number } }).offer;
  });

const shown = async (shopper: Page) => (await titles(shopper, 'cart-page').allInnerTexts()).map((title) => title.trim());

test('a merchant composes three rules by clicking, and each changes the offer', async ({ page, browser }) => {
  test.setTimeout(420_000);
  const admin = await openAdmin(own.demo, page);
  await expect(admin.getByText(/suggestions wait for you/)).toBeVisible({ timeout: 120_000 });
  const set = await setForTheStory(own.database);
  const premium = await premiumSet(set);
  const { rows: [{ price }] } = await own.database.query('SELECT max(price_minor)::int AS price FROM variants WHERE product_id = $1 AND deleted_at IS NULL', [set.anchor.productId]);
  const named = new Set([set.anchor.productId, ...set.slots.flatMap(({ candidates }) => candidates.map(({ productId }) => productId))]);
  const alternative = (await products(Math.round(price * 0.2), price - 1)).find(({ productId }) => !named.has(productId));
  const { rows: types } = await own.database.query<{ type: string }>('SELECT DISTINCT product_type AS type FROM products WHERE product_id = ANY($1::bigint[])', [[...named]]);
  const accessory = (await products(100, 10_000)).find(({ type }) => type !== '' && !types.some((one) => one.type === type));
  if (!alternative || !accessory) throw new Error('the shop has no alternative, or no accessory');
  const shopper = await (await browser.newContext()).newPage();

  await test.step('two sets are live, and a third for a rule to show', async () => {
    await approve(admin, page, set.goal);
    await approve(admin, page, premium.goal);
    await door(page, 'Sets');
    await admin.getByRole('link', { name: 'New set' }).click();
    await admin.getByRole('link', { name: 'Choose: Complete something' }).click();
    await admin.getByLabel('Goal').fill(ALTERNATIVE);
    await add(admin, 'Add a product that starts it', set.anchor.title);
    await add(admin, 'Add a product to “Slot 1”', alternative.title);
    await admin.getByLabel('Kind of offer').selectOption({ label: 'A percentage off each product' });
    await admin.getByRole('button', { name: 'Change', exact: true }).click();
    await admin.getByLabel('Only when a rule calls for it').check();
    await save(admin);
    await expect(admin.getByText('Set created. Approve it to make it live.').first()).toBeVisible();
    await admin.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(admin.getByText(`“${ALTERNATIVE}” is live`).first()).toBeVisible();
    await switchOn(admin, page, 'Cart page');
    await saveInTheme(admin, page, 'Cart page');
    await addToCart(shopper, set.anchor);
    await meets(shopper, set.goal);
  });

  await test.step('a cart above an amount gets the premium set, at full prices', async () => {
    await door(page, 'Rules');
    await expect(admin.getByRole('heading', { name: 'No rules yet' })).toBeVisible();
    await expectAccessible(page);
    await admin.getByRole('link', { name: 'Add rule: A large cart gets your premium set' }).click();
    await admin.getByLabel('Name (optional)').fill('Large carts');
    await save(admin);
    await expect(admin.getByText('Give at least one number above 0.')).toBeVisible();
    await expect(admin.getByText('Choose a set.')).toBeVisible();
    await admin.getByLabel('At least').fill(((price + 1) / 100).toFixed(2));
    await admin.getByLabel('Which set').selectOption({ label: premium.goal });
    await expect(admin.getByText(`then show the set “${premium.goal}” first.`)).toBeVisible();
    await expectAccessible(page);
    await saveRule(admin);
    await meets(shopper, set.goal);
    await addToCart(shopper, set.anchor);
    // Nothing in the cart starts that set, so its own heading would not be true here.
    await meets(shopper, 'You may also like');
    expect(await offerTo(shopper)).toMatchObject({ setId: premium.setId, savingMinor: 0 });
  });

  await test.step('whose last purchase was an accessory sees only what goes with it, and the theme paints that set no more', async () => {
    const slot = set.slots.at(-1);
    const only = slot?.candidates.map(({ title }) => title) ?? [];
    const { rows: [{ type }] } = await own.database.query('SELECT product_type AS type FROM products WHERE product_id = $1', [slot?.candidates[0]?.productId]);
    await door(page, 'Rules');
    await admin.getByRole('link', { name: 'Add rule', exact: true }).click();
    await admin.getByRole('combobox', { name: 'Condition 1' }).selectOption({ label: 'What was bought last' });
    await admin.getByLabel('Which products').first().selectOption('type');
    await admin.getByLabel('Product type').first().fill(accessory.type);
    await admin.getByLabel('What follows').selectOption({ label: 'Offer only some products' });
    await admin.getByLabel('Which products').nth(1).selectOption('type');
    await admin.getByLabel('Product type').nth(1).fill(type);
    await expect(admin.getByText(`If the last order had something of type “${accessory.type.toLowerCase()}”, then offer only something of type “${type.toLowerCase()}”.`)).toBeVisible();
    await saveRule(admin);
    await expect(ruleAt(admin, 2).getByText('Where “Large carts” holds too, that one decides, as it stands first.')).toBeVisible();
    await expect.poll(async () => (await own.database.query(`SELECT FROM publications WHERE owner_id LIKE '%/' || $1 AND key = 'set'`, [set.anchor.productId])).rowCount, { timeout: 60_000 }).toBe(0);

    const { rows: [buyer] } = await own.database.query(
      `SELECT c.customer_id::text AS id FROM customers c WHERE c.deleted_at IS NULL AND EXISTS (SELECT FROM orders o WHERE (o.shop_id, o.customer_id) = (c.shop_id, c.customer_id))
          AND NOT EXISTS (SELECT FROM orders o JOIN order_lines l USING (shop_id, order_id) JOIN products p ON (p.shop_id, p.product_id) = (l.shop_id, l.product_id)
                           WHERE (o.shop_id, o.customer_id) = (c.shop_id, c.customer_id) AND (p.product_id = ANY($1::bigint[]) OR p.product_type = ANY($2))) ORDER BY 1 LIMIT 1`,
      [[...named], types.map(({ type: one }) => one)]);
    const theirs = await (await browser.newContext()).newPage();
    await addToCart(theirs, accessory);
    await theirs.request.post(`${own.demo.storefront}/checkout`, { form: { customer: buyer.id } });
    await expect.poll(async () => (await own.database.query('SELECT FROM orders o JOIN order_lines l USING (shop_id, order_id) WHERE o.customer_id = $1 AND l.product_id = $2', [buyer.id, accessory.productId])).rowCount).toBe(1);
    await addToCart(theirs, set.anchor);
    await meets(theirs, set.goal);
    await expect(async () => {
      const titles = await shown(theirs);
      expect(titles).toHaveLength(1);
      expect(only).toContain(titles[0]);
    }).toPass();
    await theirs.context().close();

    // Kept a moment after it was said.
    await expect.poll(async () => (await own.database.query('SELECT FROM decisions WHERE customer_id = $1', [buyer.id])).rowCount).toBeGreaterThan(0);
    await page.goto(`${own.demo.sandbox}/store/nordlicht-foto/apps/setwise/app/activity?customer=${buyer.id}`);
    await admin.getByRole('link', { name: /^Why: decision/ }).first().click();
    await expect(admin.getByRole('heading', { name: 'By your rules' })).toBeVisible();
    await expect(admin.getByText(/one of your rules/).first()).toBeVisible();
    await admin.getByRole('link', { name: /^If the last order had/ }).click();
    await expect(admin.getByRole('heading', { name: 'Edit rule' })).toBeVisible();
  });

  await test.step('what is nearly gone brings its alternative, at the discount that was shown', async () => {
    await own.demo.lever('restock', { product: set.anchor.handle, quantity: 3 });
    await door(page, 'Rules');
    await admin.getByRole('link', { name: 'Add rule', exact: true }).click();
    await admin.getByRole('combobox', { name: 'Condition 1' }).selectOption({ label: 'What is nearly gone' });
    await admin.getByLabel('Which set').selectOption({ label: `${ALTERNATIVE} (shown by rules only)` });
    await expect(admin.getByText(`If fewer than 5 are left of something in the cart, then show the set “${ALTERNATIVE}” first.`)).toBeVisible();
    await saveRule(admin);
    const another = await (await browser.newContext()).newPage();
    await addToCart(another, set.anchor);
    await meets(another, ALTERNATIVE);
    expect(await shown(another)).toEqual([alternative.title]);
    const offer = await offerTo(another);
    expect(offer.savingMinor).toBeGreaterThan(0);
    const charged = () => another.evaluate(async (title) => {
      const { items } = (await (await fetch('/cart.js')).json()) as { items: { product_title: string; final_price: number; original_price: number }[] };
      return items.find((item) => item.product_title === title);
    }, alternative.title);
    await widget(another, 'cart-page').getByRole('button', { name: /^Add/ }).first().click();
    await expect.poll(async () => (await charged())?.product_title).toBe(alternative.title);
    expect(await charged()).toMatchObject({ final_price: offer.totalMinor, original_price: offer.totalMinor + offer.savingMinor });
    await another.context().close();
  });

  await test.step('a try on a cart says which rule acts, and what would be offered without', async () => {
    await door(page, 'Rules');
    await admin.getByRole('button', { name: 'Show the offer' }).click();
    await expect(admin.getByText('Choose at least one product.')).toBeVisible();
    await admin.getByRole('button', { name: 'Choose what is in the cart' }).click();
    const picker = admin.getByRole('dialog');
    await picker.getByRole('searchbox').or(picker.getByRole('textbox')).first().fill(set.anchor.title);
    await picker.getByRole('checkbox', { name: set.anchor.title }).first().check();
    await picker.getByRole('button', { name: /Select|Add|Done/ }).last().click();
    await admin.getByRole('button', { name: 'Show the offer' }).click();
    await expect(admin.getByText(/^Acts: If fewer than 5 are left/)).toBeVisible();
    await expect(admin.getByText(ALTERNATIVE, { exact: true })).toBeVisible();
    await expect(admin.getByText(set.goal, { exact: true })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('a rule that never acts is pointed out, until it is moved up; one that is removed holds no more', async () => {
    await admin.getByRole('link', { name: 'Add rule', exact: true }).click();
    await admin.getByLabel('At least').fill(((price * 4) / 100).toFixed(2));
    await admin.getByLabel('Which set').selectOption({ label: set.goal });
    await admin.getByLabel('Name (optional)').fill('Largest carts');
    await saveRule(admin);
    await expect(ruleAt(admin, 4).getByText('Never acts: wherever it would, “Large carts” decides first. Move this rule up, or narrow the other.')).toBeVisible();
    const up = admin.getByRole('button', { name: 'Move up: Largest carts' });
    for (const place of [3, 2, 1]) {
      await up.focus();
      await page.keyboard.press('Enter');
      await expect(ruleAt(admin, place).getByRole('heading', { name: 'Largest carts' })).toBeVisible();
      await expect(admin.getByText('Order saved').first()).toBeVisible();
    }
    await expect(admin.getByText(/^Never acts/)).toHaveCount(0);
    await expect(ruleAt(admin, 2).getByText('Where “Largest carts” holds too, that one decides, as it stands first.')).toBeVisible();

    await admin.getByRole('button', { name: 'Switch off: Largest carts' }).click();
    await expect(admin.getByText('Rule is off').first()).toBeVisible();
    await admin.getByRole('button', { name: 'Remove: Large carts' }).click();
    await admin.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(admin.getByText('Rule removed').first()).toBeVisible();
    await meets(shopper, ALTERNATIVE);
    await shopper.context().close();
  });
});
