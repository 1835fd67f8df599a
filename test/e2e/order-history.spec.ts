// The demo on somebody's own orders: a folder of past orders becomes a shop, and the shop's sets are made of it.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'playwright/test';
import { type DemoStack, startDemo } from '../support/demo-stack.ts';

let folder: string;
let demo: DemoStack;

/** A tea shop: whoever buys the pot buys its lid and a strainer; sugar goes with anything. */
function writeHistory(): string {
  const into = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-history-')), 'tea-shop');
  fs.mkdirSync(into);
  const products = [['POT', 'BLUE TEAPOT', 24.5], ['LID', 'SPARE TEAPOT LID', 6.25], ['STR', 'SILVER TEA STRAINER', 9], ['SUG', 'SUGAR BOWL', 12], ['CAN', 'BEESWAX CANDLE', 4], ['HOL', 'CANDLE HOLDER', 8]] as const;
  const lines: string[] = [];
  for (let order = 0; order < 360; order++) {
    const at = new Date(Date.UTC(2011, 0, 1 + (order % 330), 10)).toISOString().replace('.000', '');
    const basket = order % 3 === 0 ? ['POT', 'LID', ...(order % 2 ? ['STR'] : [])] : order % 3 === 1 ? ['CAN', 'HOL'] : [order % 2 ? 'SUG' : 'CAN', order % 4 ? 'STR' : 'SUG'];
    for (const id of new Set(basket)) lines.push(`${order},${order % 120},${at},${id},1,${products.find(([one]) => one === id)?.[2]}`);
  }
  fs.writeFileSync(path.join(into, 'orders.csv.gz'), gzipSync(`order_id,customer_id,ordered_at,product_id,quantity,unit_price\n${lines.join('\n')}\n`));
  fs.writeFileSync(path.join(into, 'products.csv.gz'), gzipSync(`product_id,title,price\n${products.map((row) => row.join(',')).join('\n')}\n`));
  return into;
}

test.beforeAll(async () => {
  folder = writeHistory();
  demo = await startDemo('--data', folder);
});
test.afterAll(async () => {
  await demo?.remove();
  fs.rmSync(path.dirname(folder), { recursive: true, force: true });
});

test('a folder of past orders becomes a shop whose suggestions are made of them', async ({ page }) => {
  await page.goto(`${demo.sandbox}/admin`);
  const admin = page.frameLocator('iframe');
  await expect(admin.getByText(/suggestions? waits? for you/)).toBeVisible({ timeout: 120_000 });
  await page.getByRole('navigation').getByRole('link', { name: 'Sets', exact: true }).click();
  const pot = admin.getByText(/Starts with Blue teapot/i).first();
  await expect(pot).toBeVisible();
  await expect(admin.getByText(/spare teapot lid/i).first()).toBeVisible();
  await expect(admin.getByText(/assumed cost/i).first()).toBeVisible();
});
