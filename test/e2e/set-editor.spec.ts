// A merchant writes sets of their own: one of a collection and chosen products that a shopper then meets, a ladder that goes
// in a circle, and one that two people change at once.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type FrameLocator, type Page, test } from 'playwright/test';
import { ownDemo } from './own-demo.ts';
import { door, openAdmin, saveInTheme, switchOn, titles } from './steps.ts';

const GOAL = 'Take the camera travelling';
const OTHER_GOAL = 'Grow with every picture';

const own = ownDemo();

interface Named { productId: string; title: string; handle: string }

/** The dearest in stock of a type, each title once. */
async function productsOf(type: string): Promise<Named[]> {
  const { rows } = await own.database.query<Named>(
    `SELECT p.product_id::text AS "productId", p.title, p.handle FROM products p JOIN variants v ON (v.shop_id, v.product_id) = (p.shop_id, p.product_id) JOIN inventory_levels l ON (l.shop_id, l.inventory_item_id) = (v.shop_id, v.inventory_item_id)
      WHERE p.product_type = $1 AND p.status = 'ACTIVE' AND p.deleted_at IS NULL AND v.deleted_at IS NULL GROUP BY 1, 2, 3 HAVING sum(l.available) > 5 ORDER BY max(v.price_minor) DESC, 2`, [type]);
  return rows;
}

/** By the search below a list. */
async function add(admin: FrameLocator, list: RegExp | string, title: string) {
  await admin.getByRole('combobox', { name: list }).first().fill(title);
  await admin.getByRole('listbox').getByRole('option').filter({ hasText: title }).first().click();
  await expect(admin.getByRole('button', { name: `Remove ${title}`, exact: true })).toBeVisible();
}

const save = (admin: FrameLocator) => admin.getByRole('button', { name: 'Save', exact: true });
const shownIn = (admin: FrameLocator) => admin.frameLocator('iframe[title^="Preview"]');

async function newSet(admin: FrameLocator, page: Page, strategy: string) {
  await door(page, 'Sets');
  await admin.getByRole('link', { name: 'New set' }).click();
  await admin.getByRole('link', { name: `Choose: ${strategy}` }).click();
  await expect(admin.getByLabel('Goal')).toBeVisible();
}

test('a merchant writes a set, is told what is wrong with it, and a shopper meets it', async ({ page, browser }) => {
  test.setTimeout(300_000);
  const admin = await openAdmin(own.demo, page);
  await expect(admin.getByText(/suggestions wait for you/)).toBeVisible({ timeout: 120_000 });
  const { rows: types } = await own.database.query<{ type: string }>(`SELECT product_type AS type FROM products WHERE status = 'ACTIVE' GROUP BY 1 HAVING count(*) >= 4 ORDER BY count(*) DESC`);
  const [anchors, others] = await Promise.all(types.slice(0, 2).map(({ type }) => productsOf(type)));
  const [anchor, rival] = anchors as [Named, Named];
  const [first, second, third] = others as [Named, Named, Named];

  await test.step('what is missing is said where it is missing, once somebody tries to save', async () => {
    await newSet(admin, page, 'Complete something');
    await expect(admin.getByText('Choose what the set starts from')).toHaveCount(0);
    await admin.getByLabel('Goal').fill(GOAL);
    await save(admin).click();
    await expect(admin.getByText('Choose what the set starts from: products, a collection, a tag or a type.')).toBeVisible();
    await expect(admin.getByText('“Slot 1” is empty. Add a product, or remove it.')).toBeVisible();
  });

  await test.step('products are chosen, put in order by keyboard, taken back; the storefront’s own widget shows it', async () => {
    await add(admin, 'Add a product that starts it', anchor.title);
    await add(admin, 'Add a product to “Slot 1”', first.title);
    // Named by what is in it, as shoppers may read it.
    await add(admin, `Add a product to “${types[1]?.type.toLowerCase()}”`, second.title);
    await expect(shownIn(admin).locator('.setwise-title')).toHaveText([first.title]);
    await expect(shownIn(admin).getByRole('heading', { name: GOAL })).toBeVisible();

    const order = () => admin.locator('[data-slot="1"] tbody tr .desk-two-lines').allInnerTexts();
    await admin.getByRole('button', { name: `Move ${second.title} by dragging` }).focus();
    await page.keyboard.press('Space');
    await expect(admin.getByText(`${second.title} is in place 2 of 2.`)).toBeAttached();
    await page.keyboard.press('ArrowUp');
    await expect(admin.getByText(`${second.title} is in place 1 of 2.`)).toBeAttached();
    await page.keyboard.press('Space');
    await expect.poll(order).toEqual([second.title, first.title]);
    await expect(shownIn(admin).locator('.setwise-title')).toHaveText([second.title]);

    await admin.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(order).toEqual([first.title, second.title]);
    await admin.getByRole('button', { name: 'Redo' }).click();
    await expect.poll(order).toEqual([second.title, first.title]);
    await page.keyboard.press('Control+z');
    await expect.poll(order).toEqual([first.title, second.title]);

    await admin.getByRole('button', { name: `What if ${first.title} sold out?` }).click();
    await expect(shownIn(admin).locator('.setwise-title')).toHaveText([second.title]);
    await admin.getByRole('button', { name: `${first.title} is in stock again in the preview` }).click();
    await admin.getByRole('button', { name: 'Cart drawer' }).click();
    await expect(shownIn(admin).locator('.setwise--cart-drawer .setwise-title')).toHaveText([first.title]);
    await admin.getByRole('button', { name: 'Email', exact: true }).click();
    await expect(shownIn(admin).getByText(first.title, { exact: true }).first()).toBeVisible();
    await admin.getByRole('button', { name: 'Product page' }).click();
  });

  await test.step('a second slot takes a collection of Shopify’s picker, one product before the others, one never', async () => {
    await admin.getByRole('button', { name: 'Add a slot' }).click();
    const slot = admin.locator('[data-slot="2"]');
    await slot.getByText('More: where candidates come from').click();
    await slot.getByLabel('More candidates from').selectOption('collection');
    await slot.getByRole('button', { name: 'Choose a collection' }).click();
    const picker = admin.getByRole('dialog');
    await picker.getByRole('checkbox').or(picker.getByRole('radio')).nth(1).check();
    await picker.getByRole('button', { name: /Select|Add|Done/ }).last().click();
    await expect(slot.getByText(/\d+ products? today/)).toBeVisible();
    const pins = slot.getByRole('button', { name: /^Pin / });
    await expect(pins.first()).toBeVisible();
    const pinned = (await pins.nth(1).getAttribute('aria-label'))?.match(/^Pin (.*): always/)?.[1] ?? '';
    await pins.nth(1).click();
    await expect(slot.getByRole('button', { name: `Remove ${pinned}` })).toBeVisible();
    await slot.getByRole('button', { name: /^Never show / }).first().click();
    await expect(admin.getByText('Never in this set')).toBeVisible();
    await slot.getByLabel('Slot', { exact: true }).fill('bag');
    await expect(admin.getByText('Always, everywhere, for everyone.')).toBeVisible();
  });

  await test.step('it is saved, approved, and met in the store', async () => {
    await save(admin).click();
    await expect(admin.getByText('Set created. Approve it to make it live.').first()).toBeVisible();
    await expect(admin.getByText('What happened to this set')).toBeVisible();
    await expect(admin.getByText('Created', { exact: true })).toBeVisible();
    expect((await new AxeBuilder({ page }).include('iframe').exclude('iframe[title^="Preview"]').analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await admin.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(admin.getByText(`“${GOAL}” is live`).first()).toBeVisible();

    await switchOn(admin, page, 'Product page');
    await saveInTheme(admin, page, 'Product page');
    const shopper = await browser.newPage();
    await expect(async () => {
      await shopper.goto(`${own.demo.storefront}/products/${anchor.handle}`);
      await expect(titles(shopper, 'product-page').filter({ hasText: first.title })).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 60_000 });
    await expect(shopper.getByRole('heading', { name: GOAL })).toBeVisible();
    await shopper.close();
  });

  await test.step('of two who change it at once, the second decides which stands', async () => {
    const { rows: [{ set_id: setId }] } = await own.database.query('SELECT set_id FROM sets WHERE goal = $1', [GOAL]);
    const address = `${own.demo.sandbox}/store/nordlicht-foto/apps/setwise/app/sets/${setId}`;
    await page.goto(address);
    const second = await page.context().newPage();
    await second.goto(address);
    const theirs = second.frameLocator('iframe').first();
    await expect(theirs.getByLabel('Goal')).toHaveValue(GOAL);
    await admin.getByLabel('Goal').fill('Mine');
    await theirs.getByLabel('Goal').fill('Theirs');
    await save(theirs).click();
    await expect(theirs.getByText(/Set saved/)).toBeVisible();
    await save(admin).click();
    await expect(admin.getByText('Somebody else changed this set meanwhile')).toBeVisible();
    await expect(admin.getByLabel('Goal')).toHaveValue('Mine');
    await admin.getByRole('button', { name: 'Load theirs' }).click();
    await expect(admin.getByLabel('Goal')).toHaveValue('Theirs');
    await admin.getByLabel('Goal').fill('Mine after all');
    await theirs.getByLabel('Goal').fill('Theirs again');
    await save(theirs).click();
    await expect(theirs.getByText(`Goal: Theirs → Theirs again`)).toBeVisible();
    await save(admin).click();
    await admin.getByRole('button', { name: 'Keep mine' }).click();
    await expect(admin.getByText('Goal: Theirs again → Mine after all')).toBeVisible();
    await second.close();

    await admin.getByRole('button', { name: /^Restore this version/ }).first().click();
    await expect(admin.getByLabel('Goal')).toHaveValue('Theirs again');
    await admin.getByRole('button', { name: 'Undo' }).click();
    await expect(admin.getByLabel('Goal')).toHaveValue('Mine after all');
  });

  await test.step('a ladder that would go in a circle is refused in a sentence; what was never live can be deleted', async () => {
    await newSet(admin, page, 'Grow with the customer');
    await admin.getByLabel('Goal').fill(OTHER_GOAL);
    await add(admin, 'Add a product to “First steps”', third.title);
    await add(admin, 'Add a product to “Next level”', rival.title);
    // The search leaves out what the set has; Shopify's picker does not.
    await admin.getByRole('button', { name: 'Add a product to “Next level”: Browse products' }).click();
    const picker = admin.getByRole('dialog');
    await picker.getByRole('searchbox').or(picker.getByRole('textbox')).first().fill(third.title);
    await picker.getByRole('checkbox', { name: third.title }).first().check();
    await picker.getByRole('button', { name: /Select|Add|Done/ }).last().click();
    await expect(admin.getByText(`“${third.title}” stands on rung 1 and rung 2: a ladder only goes up. Remove one of them.`)).toBeVisible();
    await save(admin).click();
    await expect(admin.getByText('What happened to this set')).toHaveCount(0);
    await admin.locator('[data-slot="2"]').getByRole('button', { name: `Remove ${third.title}` }).click();
    await expect(admin.getByText(/a ladder only goes up/)).toHaveCount(0);
    await expect(admin.getByText(/For a customer who owns/)).toBeVisible();
    await save(admin).click();
    await expect(admin.getByText('What happened to this set')).toBeVisible();

    await admin.getByRole('button', { name: 'Delete', exact: true }).locator('visible=true').first().click();
    await admin.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(admin.getByText('Set deleted').first()).toBeVisible();
    expect((await own.database.query('SELECT FROM sets WHERE goal = $1', [OTHER_GOAL])).rowCount).toBe(0);
  });
});
