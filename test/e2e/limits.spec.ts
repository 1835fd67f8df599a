// When, where and to whom something is offered, and what fits what: on the merchant's screen.
import { expect, test } from 'playwright/test';
import { ownDemo } from './own-demo.ts';
import { door, openAdmin } from './steps.ts';

const own = ownDemo();

test('Guardrails limit what is offered to whom, and say what fits what', async ({ page }) => {
  test.setTimeout(240_000);
  const admin = await openAdmin(own.demo, page);
  await expect(admin.getByText(/suggestions wait for you/)).toBeVisible({ timeout: 120_000 });
  await door(page, 'Guardrails');
  await expect(admin.getByText('Everything may be offered to everybody, anywhere, all year.', { exact: false })).toBeVisible();

  await test.step('what is wrong with a limit is said where it is typed', async () => {
    await admin.getByRole('button', { name: 'Add limit' }).click();
    await expect(admin.getByText('Say what is limited: up to 255 characters.')).toBeVisible();
    await admin.getByRole('textbox', { name: 'Product type' }).fill('Fireworks');
    await admin.getByRole('textbox', { name: 'First day' }).fill('31');
    await admin.getByRole('button', { name: 'Add limit' }).click();
    await expect(admin.getByText('No year has such a day.')).toBeVisible();
  });

  await test.step('a limit is a draft until it is saved; what nothing falls under says so', async () => {
    await admin.getByRole('textbox', { name: 'First day' }).fill('1');
    await admin.getByRole('button', { name: 'Add limit' }).click();
    await expect(admin.getByText('Offered from 1 November to 24 December, every year.')).toBeVisible();
    await admin.getByLabel('How').selectOption('region');
    await admin.getByRole('textbox', { name: 'Product type' }).fill('Photo paper');
    await admin.getByRole('textbox', { name: 'Countries' }).fill('de, at');
    await admin.getByRole('button', { name: 'Add limit' }).click();
    await admin.getByRole('textbox', { name: 'Option', exact: true }).fill('Mount');
    await admin.getByRole('button', { name: 'Add rule' }).click();
    await expect(admin.getByText('Read from the option “mount”.')).toBeVisible();
    await admin.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(admin.getByText('Guardrails saved').first()).toBeVisible();
    await expect(admin.getByText('Nothing in your catalogue falls under this, so it limits nothing.')).toHaveCount(1);
    await expect(admin.getByText('Offered only in Austria and Germany, and not where the country is not known.')).toBeVisible();
  });

  await test.step('what was removed is back once the draft is discarded', async () => {
    await admin.getByRole('button', { name: 'Remove the limit on Fireworks' }).click();
    await expect(admin.getByText('Fireworks')).toHaveCount(0);
    await admin.getByRole('button', { name: 'Discard' }).click();
    await expect(admin.getByText('Fireworks')).toBeVisible();
  });

  await test.step('Activity says what changed', async () => {
    await door(page, 'Activity');
    await admin.getByRole('tab', { name: 'Changes' }).or(admin.getByRole('link', { name: 'Changes' })).or(admin.getByRole('button', { name: 'Changes' })).first().click();
    await expect(admin.getByText(/What is offered only to some changed: limited .*Fireworks/)).toBeVisible();
    await expect(admin.getByText('Rules of what fits what changed: added Mount')).toBeVisible();
  });
});
