// npm run pictures: the pictures of README and guide, taken from the demo's real screens.
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { type BrowserContext, chromium, type FrameLocator, type Page } from 'playwright';
import { armOf } from '../../app/domain/portable/assignment.ts';
import { browserLaunchOptions, USER_AGENT } from '../support/chromium.ts';
import { startDemo } from '../support/demo-stack.ts';

const INTO = path.resolve(import.meta.dirname, '../../docs/pictures');
const ANCHOR = 'Norrik N5 Mirrorless Camera';

fs.mkdirSync(INTO, { recursive: true });
const demo = await startDemo();
const browser = await chromium.launch(await browserLaunchOptions());
try {
  const context = await browser.newContext({ userAgent: USER_AGENT, viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  await page.goto(`${demo.sandbox}/admin`);
  const admin = page.frameLocator('iframe');
  await admin.getByText(/Reading your store/).first().waitFor();
  await page.waitForTimeout(2_500);
  await take(page, 'home');
  await admin.getByText(/suggestions wait for you/).waitFor({ timeout: 120_000 });
  await merchant(page, context, admin);
  await shopper(page);
  await secondHalf(page);
} finally {
  await browser.close();
  await demo.remove();
}

async function merchant(page: Page, context: BrowserContext, admin: FrameLocator): Promise<void> {
  const door = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  await door('Sets');
  await admin.getByRole('button', { name: /^Approve “/ }).first().waitFor();
  await take(page, 'sets');
  for (let set = 0; set < 6; set++) {
    await admin.getByRole('button', { name: /^Approve “/ }).first().click();
    await page.waitForTimeout(1_200);
  }
  await admin.getByPlaceholder('Search by goal or product').fill(ANCHOR);
  const approve = admin.getByRole('button', { name: new RegExp(`^Approve “.*${ANCHOR}”`) });
  if (await approve.waitFor({ timeout: 5_000 }).then(() => true, () => false)) await approve.click();
  await page.waitForTimeout(1_200);
  await admin.getByRole('tab', { name: /Live/ }).click();
  await admin.getByRole('link', { name: new RegExp(ANCHOR) }).first().click();
  await admin.getByText('What a shopper sees').first().waitFor();
  await page.waitForTimeout(6_000); // the toast of the approval goes
  await take(page, 'set');
  await door('Guardrails');
  await admin.getByText('What this does today').waitFor();
  await take(page, 'guardrails');
  await page.goto(`${demo.sandbox}/admin`);
  await door('Placements');
  for (const place of ['Cart drawer', 'Cart page', 'Product page']) {
    await admin.getByRole('button', { name: `Switch on: ${place}` }).click();
    await admin.getByRole('button', { name: `Switch off: ${place}` }).waitFor();
    const [editor] = await Promise.all([context.waitForEvent('page'), admin.getByRole('link', { name: `Open theme editor at the ${place.toLowerCase()}` }).click()]);
    await editor.getByRole('button', { name: 'Save' }).click();
    await editor.close();
  }
  await admin.getByRole('button', { name: 'Check the theme again' }).click();
  await admin.getByText('Shoppers see sets here.').nth(2).waitFor();
  await page.waitForTimeout(6_000);
  await take(page, 'placements');
  await demo.lever('garble-deliveries', { count: 1 });
  await demo.lever('set-price', { product: 'papierlicht-oak-frame', price: '26.90' });
  await page.waitForTimeout(3_000);
  await door('Data health');
  await admin.getByText(/could not be applied/).waitFor();
  await take(page, 'data-health');
}

async function shopper(page: Page): Promise<void> {
  await page.goto(`${demo.storefront}/collections/all?q=${encodeURIComponent(ANCHOR)}`);
  await page.getByRole('link', { name: new RegExp(ANCHOR) }).first().click();
  await page.getByRole('button', { name: 'Add to cart', exact: true }).click();
  await page.locator('.setwise--cart-drawer .setwise-rows').waitFor();
  await page.waitForTimeout(1_500);
  await take(page, 'drawer');
  await page.goto(`${demo.storefront}/cart`);
  await page.locator('.setwise--cart-page .setwise-rows').waitFor();
  await page.waitForTimeout(1_500);
  await take(page, 'cart');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForTimeout(500);
  await take(page, 'cart-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${demo.sandbox}/admin`);
  await page.getByRole('navigation').getByRole('link', { name: 'Activity', exact: true }).click();
  const admin = page.frameLocator('iframe');
  await admin.getByRole('link', { name: /^Why: decision/ }).first().click();
  await page.waitForTimeout(2_000);
  await take(page, 'decision');
  await page.goto(`${demo.sandbox}/console`);
  await take(page, 'console');
}

async function secondHalf(page: Page): Promise<void> {
  const admin = page.frameLocator('iframe');
  const desk = async (door: string) => {
    await page.goto(`${demo.sandbox}/admin`);
    await page.getByRole('navigation').getByRole('link', { name: door, exact: true }).click();
  };
  await desk('Placements');
  await admin.getByRole('button', { name: 'Switch on: Thank-you page' }).click();
  await admin.getByRole('button', { name: 'Switch off: Thank-you page' }).waitFor();
  await desk('Settings');
  await admin.getByLabel('Private API key').fill('pk_sandbox_setwise');
  await admin.getByRole('button', { name: 'Connect Klaviyo' }).click();
  await admin.getByText('Klaviyo is connected').first().waitFor();
  await desk('Workflows');
  await admin.getByRole('link', { name: 'Open “After delivery”' }).click();
  await admin.getByRole('button', { name: 'Switch on' }).click();
  await admin.getByText(/would get an email/).waitFor();
  await page.waitForTimeout(6_000);
  await take(page, 'workflow');

  await page.goto(`${demo.storefront}/checkout`);
  await page.locator('select[name="customer"]').selectOption({ index: 1 });
  await page.getByRole('button', { name: /Place order/ }).click();
  await page.getByText(/thank you/i).first().waitFor();
  await page.waitForTimeout(3_000);
  await take(page, 'thank-you');

  const { order } = await demo.lever<{ order: { name: string } }>('place-order', { customer: await subscriber(), lines: [{ product: 'norrik-n5-mirrorless-camera', quantity: 1 }] });
  await demo.lever('deliver', { order: order.name });
  await page.waitForTimeout(3_000);
  const { now } = (await (await fetch(`${demo.sandbox}/clock`)).json()) as { now: string };
  await demo.lever('move-clock', { hours: 48 + ((10 - new Date(now).getUTCHours() + 24) % 24) });
  await page.waitForTimeout(8_000);
  await page.goto(`${demo.sandbox}/inbox`);
  await page.getByRole('link').filter({ hasText: /@/ }).first().click();
  await page.waitForTimeout(2_000);
  await take(page, 'email');

  // Everybody buys the anchor, so that chance has little to hide the effect in.
  await demo.lever('simulate', { visitors: 1_600, days: 1, effect: 1, acceptRate: 0.8, baseRate: 1, placement: 'cart_page' });
  await page.waitForTimeout(20_000);
  await desk('Results');
  await admin.getByText(/Setwise added between/).first().waitFor();
  await take(page, 'results');
  await desk('Tests');
  await admin.getByRole('link', { name: 'New test' }).click();
  await admin.getByLabel('Version B: Heading').fill('Complete it in one go');
  await page.waitForTimeout(1_500);
  await take(page, 'test');
  await desk('Rules');
  await admin.getByRole('link', { name: 'Add rule: A large cart gets your premium set' }).click();
  await admin.getByLabel('At least').fill('500');
  await page.waitForTimeout(1_500);
  await take(page, 'rules');
}

/** Somebody who agreed to email, whom neither the workflow nor the global experiment holds out. */
async function subscriber(): Promise<string> {
  const database = new pg.Client({ connectionString: demo.databaseUrl });
  await database.connect();
  const { rows: experiments } = await database.query<{ salt: string; holdout_bp: number }>(`SELECT salt, holdout_bp FROM experiments WHERE (subject_of LIKE 'workflow:%' OR subject_of = 'global') AND ended_at IS NULL`);
  const { rows } = await database.query(`SELECT customer_id::text AS id FROM customers WHERE email_consent = 'SUBSCRIBED' AND locale LIKE 'en%' AND deleted_at IS NULL ORDER BY customer_id`);
  await database.end();
  return rows.map((row) => row.id as string).find((id) => experiments.every(({ salt, holdout_bp }) => armOf(salt, id, holdout_bp) === 'exposed')) ?? '';
}

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(INTO, `${name}.png`) });
}
