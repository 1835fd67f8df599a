// A merchant compares two headings: the form says what is missing and when it would be known, shoppers are given one each
// without anything flashing before it (who has no script sees what was there), and what the merchant chooses is painted for
// everybody. On the demo that a newcomer starts.
import { type Browser, expect, test } from 'playwright/test';
import { ownDemo } from './own-demo.ts';
import { approve, door, expectAccessible, openAdmin, saveInTheme, setForTheStory, switchOn, widget } from './steps.ts';

const HEADING = 'Complete it in one go';

const own = ownDemo();

const painted = async (handle: string): Promise<string> => /data-setwise-view>([\s\S]*?)<script/.exec(await (await fetch(`${own.demo.storefront}/products/${handle}`)).text())?.[1] ?? '';

/** Somebody who agreed to be counted, on their second page, as the first only gives them their name. @returns null: they are held out, and shown nothing */
async function headingFor(browser: Browser, handle: string): Promise<string | null> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 1400 } });
  await context.addCookies([{ name: '_tracking_consent', value: 'yes', url: own.demo.storefront }]);
  const page = await context.newPage();
  await page.goto(`${own.demo.storefront}/products/${handle}`);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('_setwise_visitor'))).not.toBeNull();
  await page.reload();
  const isHeldOut = (await page.locator('html').getAttribute('data-setwise-product_page')) === 'holdout';
  const heading = isHeldOut ? null : await widget(page, 'product-page').locator('.setwise-heading').textContent();
  await context.close();
  return heading;
}

/** With no script, nobody can be told apart. */
async function headingWithoutScript(browser: Browser, handle: string): Promise<string | null> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${own.demo.storefront}/products/${handle}`);
  const heading = await page.locator('.setwise-heading').filter({ visible: true }).textContent();
  await context.close();
  return heading;
}

test('two headings are compared, and the one that is chosen stays', async ({ browser, page }) => {
  test.setTimeout(420_000);
  const admin = await openAdmin(own.demo, page);
  await expect(admin.getByText(/suggestions wait for you/)).toBeVisible({ timeout: 240_000 });
  const set = await setForTheStory(own.database);
  await approve(admin, page, set.goal);
  await switchOn(admin, page, 'Product page');
  await saveInTheme(admin, page, 'Product page');
  await page.bringToFront();
  await expect.poll(() => painted(set.anchor.handle), { timeout: 60_000 }).toContain(set.goal);

  await door(page, 'Tests');
  await expectAccessible(page);
  await admin.getByRole('link', { name: 'New test' }).click();
  await admin.getByRole('button', { name: 'Start the test' }).click();
  await expect(admin.getByText('Write the heading of this version.')).toBeVisible();
  await expect(admin.getByLabel('Version B: Heading')).toBeFocused();
  await expectAccessible(page);
  await admin.getByLabel('Version B: Heading').fill(HEADING);
  await admin.getByRole('button', { name: 'Start the test' }).click();
  await expect(admin.getByRole('button', { name: 'Use Version B' })).toBeVisible();
  await expect.poll(async () => (await own.database.query('SELECT live_at FROM tests')).rows[0]?.live_at ?? null, { timeout: 60_000 }).not.toBeNull();

  expect((await painted(set.anchor.handle)).replaceAll(/<[^>]*>|\s/g, '')).toBe('');
  expect(await headingWithoutScript(browser, set.anchor.handle)).toBe(set.goal);
  const seen = new Set<string>();
  for (let shopper = 0; shopper < 20 && seen.size < 2; shopper++) {
    const heading = await headingFor(browser, set.anchor.handle);
    if (heading !== null) seen.add(heading);
  }
  expect(seen).toEqual(new Set([HEADING, set.goal]));

  await page.reload();
  await door(page, 'Tests');
  await admin.getByRole('link', { name: 'Open: Heading, all places in the store together' }).click();
  await expectAccessible(page);
  await admin.getByRole('button', { name: 'Use Version B' }).click();
  await expect(admin.getByText('The test is not over')).toBeVisible();
  await admin.getByRole('dialog').getByRole('button', { name: 'Use Version B' }).click();
  await expect(admin.getByText('Version B is in use')).toBeVisible();
  await expect.poll(() => painted(set.anchor.handle), { timeout: 60_000 }).toContain(HEADING);
  await expect(async () => expect(await headingFor(browser, set.anchor.handle)).toBe(HEADING)).toPass({ timeout: 60_000 });
});
