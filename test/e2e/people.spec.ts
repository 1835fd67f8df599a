// Whom the merchant wants left alone, and what a customer asked for by law: on the merchant's screens, by the console's levers.
import fs from 'node:fs';
import { expect, test } from 'playwright/test';
import { ownDemo } from './own-demo.ts';
import { door, openAdmin } from './steps.ts';

const own = ownDemo();

test('Guardrails leave customers with a tag alone, and Settings hands on what a customer asked to see', async ({ page }) => {
  test.setTimeout(240_000);
  const admin = await openAdmin(own.demo, page);
  await expect(admin.getByText(/suggestions wait for you/)).toBeVisible({ timeout: 120_000 });

  await test.step('a tag is a draft until it is saved, and can be taken back', async () => {
    await door(page, 'Guardrails');
    await expect(admin.getByText('Nobody is left alone because of a tag.')).toBeVisible();
    await admin.getByLabel('Customer tag').fill('Staff');
    await admin.getByRole('button', { name: 'Add customer tag' }).click();
    await expect(admin.getByText(/Customers tagged Staff get no offer/)).toBeVisible();
    await admin.getByLabel('Tag of an open case').fill('Ticket');
    await admin.getByRole('button', { name: 'Add tag of an open case' }).click();
    await expect(admin.getByText(/Customers tagged Ticket get no offer .* until the tag is taken off/)).toBeVisible();
    await admin.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(admin.getByRole('button', { name: 'Save', exact: true })).toBeHidden();
    await door(page, 'Settings');
    await door(page, 'Guardrails');
    await expect(admin.getByRole('button', { name: 'Leave customers tagged Staff alone no longer' })).toBeVisible();
    await expect(admin.getByRole('button', { name: 'Let Ticket no longer say that a case is open' })).toBeVisible();
  });

  await test.step('a segment of the merchant’s own is named on Settings, and refused where its name is taken', async () => {
    await door(page, 'Settings');
    const add = async (name: string, amount: string) => {
      await admin.getByLabel('Name').fill(name);
      await admin.getByLabel('Who is in it').selectOption('Spent at least');
      await admin.getByLabel('Amount').fill(amount);
      await admin.getByRole('button', { name: 'Add segment' }).click();
    };
    await add('VIP', '1');
    await expect(admin.getByText('There is a segment of that name already. Choose another.')).toBeVisible();
    await add('Everybody who bought', '0,01');
    await expect(admin.getByText(/^Everybody who bought: Customers who spent .*0[.,]01.* or more$/)).toBeVisible();
  });

  await test.step('a customer’s page says which segments they are in, and why', async () => {
    await admin.getByRole('link', { name: 'Look up a customer' }).click();
    await admin.getByRole('link', { name: /^Customer \d+/ }).first().click();
    await expect(admin.getByRole('heading', { name: 'Segments' })).toBeVisible();
    await expect(admin.getByText(/^Customers who spent .*0[.,]01.* or more\.$/)).toBeVisible();
  });

  await test.step('Activity says what changed', async () => {
    await door(page, 'Activity');
    await admin.getByRole('tab', { name: 'Changes' }).or(admin.getByRole('link', { name: 'Changes' })).or(admin.getByRole('button', { name: 'Changes' })).first().click();
    await expect(admin.getByText('Customers left alone changed: now also those tagged Staff')).toBeVisible();
  });

  await test.step('a data request is answered by a file with all that is kept', async () => {
    await own.demo.lever('compliance', { topic: 'customers/data_request' });
    await expect(async () => {
      await door(page, 'Guardrails');
      await door(page, 'Settings');
      await expect(admin.getByText(/asked for their data\. Setwise kept/)).toBeVisible({ timeout: 2_000 });
    }).toPass();
    const downloading = page.waitForEvent('download');
    await admin.getByRole('button', { name: /^Download the answer for customer \d+/ }).click();
    const answer = JSON.parse(fs.readFileSync(await (await downloading).path(), 'utf8')) as { records: Record<string, object[]> };
    expect(answer.records.customers).toHaveLength(1);
    expect(JSON.stringify(answer)).not.toMatch(/@/);
  });

  await test.step('whoever asks to be forgotten is, and cannot be looked up any more', async () => {
    await own.demo.lever('compliance', { topic: 'customers/redact' });
    await expect(async () => {
      await door(page, 'Guardrails');
      await door(page, 'Settings');
      await expect(admin.getByText(/asked to be forgotten\. Setwise deleted what it kept/)).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expect(admin.getByText(/a customer asked for their data, and was forgotten since/)).toBeVisible();
    await expect(admin.getByRole('button', { name: /^Download the answer/ })).toHaveCount(0);
  });
});
