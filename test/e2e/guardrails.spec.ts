// Before guardrails are saved: what they would have done to the offers that were made; and what other discounts of the store
// would do to a set.
import { expect, test } from 'playwright/test';
import { ownDemo } from './own-demo.ts';
import { approve, door, openAdmin, setForTheStory, switchOn } from './steps.ts';

const own = ownDemo();

test('Guardrails say before they are saved what they would have done, and a set says which other discount would bring it below the floor', async ({ page }) => {
  test.setTimeout(240_000);
  const admin = await openAdmin(own.demo, page);
  await expect(admin.getByText(/suggestions wait for you/)).toBeVisible({ timeout: 120_000 });
  const set = await setForTheStory(own.database);

  await test.step('no offer was made yet: the catalogue is counted alone', async () => {
    await door(page, 'Guardrails');
    await expect(admin.getByText('Change something, and see here what it would have done', { exact: false })).toBeVisible();
    await admin.getByLabel('Margin floor, share of price').fill('40');
    await expect(admin.getByText('No offers were made in the last 30 days yet.', { exact: false })).toBeVisible();
    await admin.getByRole('button', { name: 'Discard' }).click();
  });

  await test.step('a set goes live, and shoppers are offered it', async () => {
    await approve(admin, page, set.goal);
    await switchOn(admin, page, 'Cart page');
    const { rows: [anchor] } = await own.database.query('SELECT variant_id::text AS id FROM variants WHERE product_id = $1 ORDER BY position LIMIT 1', [set.anchor.productId]);
    for (let n = 0; n < 3; n++) {
      const answer = await page.request.get(`${own.demo.storefront}/apps/setwise/offers`, { params: { placement: 'cart_page', items: `${anchor.id}:1` } });
      expect((await answer.json()).offer, 'an offer').not.toBeNull();
    }
  });

  await test.step('a higher floor says how many of those offers it would have changed or refused, with each to look at, before it is saved', async () => {
    await expect(async () => {
      const { rows } = await own.database.query(`SELECT 1 FROM decisions WHERE offered::text <> '[]'`);
      expect(rows).toHaveLength(3);
    }).toPass();
    await door(page, 'Guardrails');
    await admin.getByLabel('Margin floor, share of price').fill('85');
    await expect(admin.getByText('Of 3 offers in the last 30 days, this would have changed 0 and refused 3.')).toBeVisible();
    await admin.getByRole('button', { name: 'Look at one' }).click();
    await expect(admin.getByText(/left out\. It leaves at most .* your floor is 85\s%/).first()).toBeVisible();
    await expect(admin.getByRole('link', { name: /^The decision of/ })).toBeVisible();
    await admin.getByLabel('Margin floor, share of price').fill('30');
    await expect(admin.getByText(/^Of 3 offers in the last 30 days, this would have changed/)).toBeVisible();
    await admin.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(admin.getByText('Guardrails saved').first()).toBeVisible();
  });

  await test.step('another discount stands on Guardrails with where it meets the set discount, and on the set with what it would leave', async () => {
    await own.demo.lever('other-discount', { title: 'Summer sale', percent: 50, what: 'begin' });
    await expect(async () => {
      await door(page, 'Placements');
      await door(page, 'Guardrails');
      await expect(admin.getByText('50 % off, the whole order', { exact: false })).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expect(admin.getByText('Does not add to the set discount', { exact: false })).toBeVisible();
    await admin.getByRole('checkbox', { name: 'Order discounts' }).check();
    await expect(admin.getByText('Comes on top of the set discount.', { exact: false })).toBeVisible();
    await admin.getByRole('button', { name: 'Discard' }).click();

    await door(page, 'Sets');
    await admin.getByRole('tab', { name: /^Live/ }).click();
    await expect(admin.getByText(/Summer sale \(50\s% off the order\) also covers .*below your floor of 30\s%/).first()).toBeVisible();
    await door(page, 'Setwise');
    await expect(admin.getByText('Summer sale brings 1 live set below your floor').first()).toBeVisible();
  });

  await test.step('one on a collection is said by its title, and of another app’s the merchant says the most that it takes off', async () => {
    await own.demo.lever('other-discount', { title: 'Of a collection', percent: 10, covers: 'a collection', what: 'begin' });
    await own.demo.lever('other-discount', { title: 'Volume prices', percent: 30, covers: 'every product', maker: 'another app', what: 'begin' });
    const most = admin.getByLabel('The most that Volume prices takes off');
    await expect(async () => {
      await door(page, 'Placements');
      await door(page, 'Guardrails');
      await expect(admin.getByText(/^10\s% off, what is in /)).toBeVisible({ timeout: 2_000 });
      await expect(most).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await most.fill('130');
    await expect(admin.getByText('A number from 0 to 100.')).toBeVisible();
    await most.fill('60');
    await expect(admin.getByText(/^Of 3 offers in the last 30 days/)).toBeVisible();
    await admin.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(admin.getByText('Guardrails saved').first()).toBeVisible();
    await expect(most).toHaveValue('60');
    await expect(admin.getByText(/^At most 60\s% off, by your word\.$/)).toBeVisible();
    await door(page, 'Sets');
    await admin.getByRole('tab', { name: /^Live/ }).click();
    await expect(admin.getByText(/Volume prices \(60\s% off\) also covers/).first()).toBeVisible();
  });
});
