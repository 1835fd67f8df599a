// Data health tells the truth when a lever breaks something: a cost that is taken away, a message that cannot be applied, a
// message that is garbled, webhooks that stop, and markets that are drafts; and says so again when it is mended.
import { expect, type FrameLocator, test } from 'playwright/test';
import { ownDemo } from './own-demo.ts';
import { door, openAdmin } from './steps.ts';

const CAMERA = { handle: 'norrik-n5-mirrorless-camera', title: 'Norrik N5 Mirrorless Camera' };
const GOOD = 'Setwise knows your store as it is';

const own = ownDemo();

const price = async (): Promise<string> => (await own.database.query('SELECT v.price_minor::text AS price FROM variants v JOIN products p USING (shop_id, product_id) WHERE p.handle = $1', [CAMERA.handle])).rows[0]?.price;
const check = (admin: FrameLocator) => admin.getByRole('button', { name: 'Check against Shopify now' }).first().click();
const comparisons = (admin: FrameLocator) => admin.getByRole('region', { name: 'Comparisons with your store' });
const productsWithout = async (admin: FrameLocator): Promise<number> => Number.parseInt((await admin.getByText(/\d+ products? (has|have) no cost/).first().textContent()) ?? '', 10);

test('Data health says what is wrong, why, and that it is mended', async ({ page }) => {
  test.setTimeout(300_000);
  let admin = await openAdmin(own.demo, page);
  const health = async () => {
    admin = await openAdmin(own.demo, page);
    await door(page, 'Data health');
  };

  await test.step('a store that was read is known as it is', async () => {
    await expect(admin.getByText(/suggestions wait for you/)).toBeVisible({ timeout: 120_000 });
    await door(page, 'Sets');
    await admin.getByRole('button', { name: /^Approve “/ }).first().click();
    await health();
    await expect(admin.getByText(GOOD)).toBeVisible();
    await expect(admin.getByText(/read whole by/)).toBeVisible();
  });

  await test.step('a cost that is taken away is missed at once, in money, and no longer when it is back', async () => {
    const before = await productsWithout(admin);
    await own.demo.lever('set-cost', { product: CAMERA.handle, cost: null });
    await expect.poll(async () => (await own.database.query('SELECT 1 FROM inventory_items i JOIN variants v USING (shop_id, inventory_item_id) JOIN products p USING (shop_id, product_id) WHERE p.handle = $1 AND i.unit_cost_minor IS NULL', [CAMERA.handle])).rowCount).toBe(1);
    await health();
    await expect.poll(() => productsWithout(admin)).toBe(before + 1);
    await admin.getByRole('link', { name: /^See which: \d+ products have no cost/ }).click();
    await expect(admin.getByRole('link', { name: `Mend in Shopify: ${CAMERA.title} (opens a new tab)` })).toHaveAttribute('href', /^shopify:\/\/admin\/products\/\d+$/);
    await expect(admin.getByRole('listitem').filter({ hasText: CAMERA.title })).toContainText(/€[\d,.]+ in 90 days/);
    await own.demo.lever('set-cost', { product: CAMERA.handle, cost: '700.00' });
    await expect(async () => {
      await health();
      expect(await productsWithout(admin)).toBe(before);
    }).toPass();
  });

  await test.step('a message that cannot be applied is named, also on Home, and applied by a retry once nothing is in its way', async () => {
    await own.database.query(`ALTER TABLE variants ADD CONSTRAINT in_the_way CHECK (price_minor <> 123400) NOT VALID`);
    await own.demo.lever('set-price', { product: CAMERA.handle, price: '1234.00' });
    await expect.poll(async () => (await own.database.query(`SELECT 1 FROM webhook_deliveries WHERE status = 'set_aside'`)).rowCount).toBe(1);
    admin = await openAdmin(own.demo, page);
    await expect(admin.getByText('1 message from Shopify could not be applied, and what it told is still missing')).toBeVisible();
    await admin.getByRole('link', { name: 'Data health' }).click();
    await admin.getByRole('link', { name: 'See and try again' }).click();
    await expect(admin.getByText(/Products \(products\/update\)/)).toBeVisible();
    await expect(admin.getByText(/"in_the_way"/)).toBeVisible();
    await admin.getByRole('button', { name: 'Try all again' }).click();
    await expect(admin.getByText(/1 was set aside again/)).toBeVisible();
    await own.database.query('ALTER TABLE variants DROP CONSTRAINT in_the_way');
    await admin.getByRole('button', { name: /^Try again: Products/ }).focus();
    await page.keyboard.press('Enter');
    await expect(admin.getByText('1 was applied.')).toBeVisible();
    await expect(admin.getByText('Nothing was set aside')).toBeVisible();
    expect(await price()).toBe('123400');
    await health();
    await expect(admin.getByText(GOOD)).toBeVisible();
  });

  await test.step('a garbled message is missed until the store is compared, which brings what it told', async () => {
    await own.demo.lever('garble-deliveries', { count: 1 });
    await own.demo.lever('set-price', { product: CAMERA.handle, price: '1235.00' });
    await expect.poll(async () => (await own.database.query(`SELECT 1 FROM webhook_deliveries WHERE status = 'set_aside'`)).rowCount).toBe(1);
    await health();
    await expect(admin.getByText(/1 message from Shopify could not be applied/)).toBeVisible();
    await admin.getByRole('link', { name: 'See and try again' }).click();
    await expect(admin.getByText(/It came garbled: trying again cannot help/)).toBeVisible();
    await expect(admin.getByRole('button', { name: /^Try / })).toHaveCount(0);
    await admin.getByRole('button', { name: /^Check against Shopify now: Products/ }).click();
    await expect(admin.getByText(/Made good: what it told was read from the store since/)).toBeVisible({ timeout: 60_000 });
    await health();
    await expect(comparisons(admin).getByRole('row', { name: /Somebody asked \d+ (product|variant)/ })).toBeVisible({ timeout: 60_000 });
    await expect(admin.getByText(GOOD)).toBeVisible();
    await expect(admin.getByText(/1 message was set aside in the last 90 days; what it told was read from the store since/)).toBeVisible();
    expect(await price()).toBe('123500');
  });

  await test.step('webhooks that stop are noticed, what they did not tell is counted, and they are back with the next that comes', async () => {
    await own.demo.lever('lose-deliveries', { share: 1 });
    await own.demo.lever('place-order', { lines: [{ product: CAMERA.handle, quantity: 1 }] });
    await own.demo.lever('move-clock', { hours: 1 });
    await page.waitForTimeout(1_500); // the app asks the sandbox for its clock every second
    await health();
    await check(admin);
    await expect(admin.getByText(/Shopify stopped telling Setwise about orders/)).toBeVisible();
    await expect(comparisons(admin).getByRole('row', { name: /Shopify had stopped telling .*1 order/ })).toBeVisible({ timeout: 60_000 });
    await expect(admin.getByText(/Shopify stopped telling Setwise about orders/)).toBeVisible();
    await own.demo.lever('lose-deliveries', { share: 0 });
    await own.demo.lever('place-order', { lines: [{ product: CAMERA.handle, quantity: 1 }] });
    await expect.poll(async () => (await own.database.query(`SELECT 1 FROM webhook_deliveries WHERE topic = 'orders/create' AND status = 'applied'`)).rowCount).toBe(1);
    await check(admin);
    await expect(admin.getByText(GOOD)).toBeVisible({ timeout: 60_000 });
  });

  await test.step('a store that sells nowhere is said to offer nobody anything, also on Home, until a market is active', async () => {
    const { rows: markets } = await own.database.query<{ name: string }>('SELECT name FROM markets');
    const active = async (): Promise<number> => (await own.database.query(`SELECT 1 FROM markets WHERE countries <> '{}'`)).rowCount ?? 0;
    for (const { name } of markets) await own.demo.lever('market', { market: name, what: 'make it a draft' });
    await expect.poll(active).toBe(0);
    admin = await openAdmin(own.demo, page);
    await expect(admin.getByText('None of your markets is active')).toBeVisible();
    await admin.getByRole('link', { name: 'Data health' }).click();
    await expect(admin.getByText('Your store sells nowhere, so Setwise offers nobody anything')).toBeVisible();
    await expect(admin.getByRole('link', { name: /^Open your markets in Shopify/ })).toHaveAttribute('href', 'shopify://admin/markets');
    for (const { name } of markets) await own.demo.lever('market', { market: name, what: 'make it active' });
    await expect.poll(active).toBe(markets.length);
    await health();
    await expect(admin.getByText(GOOD)).toBeVisible();
  });
});
