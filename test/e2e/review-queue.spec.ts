// The queue as a merchant works it: every verb by button or key, each taken back, several at once; what was put off waits
// apart, what was refused says why. On the demo that a newcomer starts.
import { expect, type FrameLocator, type Page, test } from 'playwright/test';
import { ownDemo } from './own-demo.ts';
import { door, expectAccessible, openAdmin } from './steps.ts';

const own = ownDemo();

const cards = (admin: FrameLocator) => admin.getByRole('article');
/** By key: a toast may lie over the menu. */
const choose = (admin: FrameLocator, item: string | RegExp) => admin.getByRole('menuitem', { name: item }).press('Enter');
const undo = (admin: FrameLocator) => admin.getByRole('button', { name: 'Undo' }).last().click();
const tab = (admin: FrameLocator, name: RegExp) => admin.getByRole('tab', { name });
const goalOf = async (admin: FrameLocator, nth = 0) => (await cards(admin).nth(nth).getByRole('heading', { level: 2 }).innerText()).trim();
const stateOf = async (goal: string) => (await own.database.query('SELECT status, trial_bp, snoozed_until IS NOT NULL AS snoozed, refusal_code, refusal_note FROM sets WHERE goal = $1', [goal])).rows[0];

async function press(page: Page, admin: FrameLocator, key: string): Promise<void> {
  await cards(admin).first().focus();
  await page.keyboard.press(key);
}

test('a merchant judges suggestions: each verb, by hand and by key, and its way back', async ({ page }) => {
  test.setTimeout(240_000);
  const admin = await openAdmin(own.demo, page);
  await expect(admin.getByText(/suggestions wait for you/)).toBeVisible({ timeout: 120_000 });
  // What the orders carry is counted once the suggestions stand.
  await expect.poll(async () => (await own.database.query('SELECT FROM strategy_counts')).rowCount, { timeout: 120_000 }).toBe(1);
  await door(page, 'Sets');
  await expect(cards(admin).nth(3)).toBeVisible();

  await test.step('a card says why now, and behind one disclosure what speaks for it', async () => {
    await expect(admin.getByText(/^Why now: /).first()).toBeVisible();
    const evidence = cards(admin).first().getByText('What speaks for it');
    await evidence.click();
    await expect(cards(admin).first().getByRole('link', { name: /^Open order #\d+ in Shopify/ })).toHaveCount(3);
    await expect(cards(admin).first().getByRole('heading', { name: 'When it is bought' })).toBeVisible();
    await expectAccessible(page);
    await evidence.click();
  });

  await test.step('above the cards stands which strategy the orders carry, and what to start with', async () => {
    await expect(admin.getByRole('heading', { name: 'Which kind of set fits your orders' })).toBeVisible();
    await expect(admin.getByText(/^\d+\s% of your orders hold two different products or more/)).toBeVisible();
    await expect(admin.getByRole('link', { name: /^Look at it: “/ })).toBeVisible();
  });

  await test.step('snooze: it waits apart, and comes back at once by undo or by hand', async () => {
    const goal = await goalOf(admin);
    await press(page, admin, 's');
    await choose(admin, 'For a month');
    await expect(admin.getByText(`“${goal}” put off`).first()).toBeVisible();
    await expect.poll(() => stateOf(goal)).toMatchObject({ status: 'suggested', snoozed: true });
    await undo(admin);
    await expect(admin.getByText(`“${goal}” is back among the suggestions`).first()).toBeVisible();
    await admin.getByRole('button', { name: `Snooze “${goal}”` }).click();
    await choose(admin, 'For a week');
    await tab(admin, /^Snoozed \(1\)/).click();
    await expect(admin.getByText(/^Comes back on /)).toBeVisible();
    await admin.getByRole('button', { name: `Back to suggestions now “${goal}”` }).click();
    await expect(tab(admin, /^Snoozed \(0\)/)).toBeVisible();
    await tab(admin, /^Suggestions/).click();
    await expect(admin.getByRole('button', { name: `Approve “${goal}”` })).toBeVisible();
  });

  await test.step('try first: live for a share, then for everybody', async () => {
    const goal = await goalOf(admin);
    await press(page, admin, 't');
    await choose(admin, /On 10\s% of shoppers/);
    await expect(admin.getByText(`“${goal}” is live for some shoppers`).first()).toBeVisible();
    await expect.poll(() => stateOf(goal)).toMatchObject({ status: 'approved', trial_bp: 1_000 });
    await undo(admin);
    await expect(admin.getByText(`“${goal}” is back among the suggestions`).first()).toBeVisible();
    await expect.poll(() => stateOf(goal)).toMatchObject({ status: 'suggested', trial_bp: null });
    await admin.getByRole('button', { name: `Try first “${goal}”` }).click();
    await choose(admin, /On 25\s% of shoppers/);
    await tab(admin, /^Live \(1\)/).click();
    await expect(admin.getByText('Tried on 25 %')).toBeVisible();
    await admin.getByRole('button', { name: `Show to everybody “${goal}”` }).click();
    await expect(admin.getByText(`“${goal}” is shown to everybody`).first()).toBeVisible();
    await expect(admin.getByText('Tried on 25 %')).toHaveCount(0);
    await expect.poll(() => stateOf(goal)).toMatchObject({ status: 'approved', trial_bp: null });
    await tab(admin, /^Suggestions/).click();
  });

  await test.step('refuse: for a reason of the menu, or in own words; both are read in Changes', async () => {
    await expect(cards(admin).nth(1)).toBeVisible();
    const [first, second] = [await goalOf(admin, 0), await goalOf(admin, 1)];
    await press(page, admin, 'r');
    await choose(admin, 'These do not belong together');
    await expect(admin.getByText(`“${first}” refused`).first()).toBeVisible();
    await admin.getByRole('button', { name: `Refuse “${second}”` }).click();
    await choose(admin, /Another reason/);
    await admin.getByLabel('Why', { exact: true }).fill('Sold by our partner only');
    await admin.getByLabel('Why', { exact: true }).press('Tab');
    await page.keyboard.press('Enter');
    await expect(admin.getByText(`“${second}” refused`).first()).toBeVisible();
    await expect.poll(() => stateOf(second)).toMatchObject({ status: 'refused', refusal_code: 'other', refusal_note: 'Sold by our partner only' });
    await tab(admin, /^Refused \(2\)/).click();
    await expect(admin.getByText('Refused: does not belong together')).toBeVisible();
    await expect(admin.getByText('Refused: Sold by our partner only')).toBeVisible();
    await page.goto(`${own.demo.sandbox}/store/nordlicht-foto/apps/setwise/app/activity?tab=changes`);
    await expect(admin.getByText(`“${first}” refused: does not belong together`)).toBeVisible();
    await expect(admin.getByText(/tried on 25\s% of shoppers$/)).toBeVisible();
    await door(page, 'Sets');
  });

  await test.step('several at once: put off, and taken back', async () => {
    await expect(cards(admin).nth(2)).toBeVisible();
    await press(page, admin, 'x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await admin.getByRole('button', { name: 'Snooze 2' }).click();
    await choose(admin, 'For a week');
    await expect(admin.getByText('2 sets put off').first()).toBeVisible();
    await undo(admin);
    await expect(admin.getByText('2 sets are back among the suggestions').first()).toBeVisible();
  });

  await test.step('approving by itself: how many it would take is said before it is switched on', async () => {
    await admin.getByRole('button', { name: 'Automatic approval' }).click();
    const dialog = admin.getByRole('dialog');
    await expect(dialog.getByText(/^This would have approved \d+ of today’s \d+\.$/)).toBeVisible();
    await dialog.getByLabel('Orders together, at the least').fill('4');
    await expect(dialog.getByText('A number from 5 to 100,000.')).toBeVisible();
    await dialog.getByLabel('Orders together, at the least').fill('20');
    await dialog.getByLabel('Margin after discount of each product, at the least').fill('10');
    await dialog.getByLabel('Sets a week, at the most').fill('1');
    await dialog.getByLabel('Approve what is above this bar').check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(admin.getByText('Saved. 1 set is live').first()).toBeVisible();
    await expect(tab(admin, /^Live \(2\)/)).toBeVisible();
    await expect(admin.getByRole('button', { name: 'Automatic approval: on' })).toBeVisible();
    expect((await own.database.query(`SELECT FROM changes WHERE event = 'set_approved' AND actor = 'setwise'`)).rowCount).toBe(1);
  });

  await test.step('by Tab alone, from the tabs to a card: the next card has the focus, whatever the tabs count then', async () => {
    const goal = await goalOf(admin);
    await tab(admin, /^Suggestions/).focus();
    const approve = admin.getByRole('button', { name: `Approve “${goal}”` });
    await expect(async () => {
      await page.keyboard.press('Tab');
      await expect(approve).toBeFocused({ timeout: 50 });
    }).toPass({ intervals: [0] });
    const next = await goalOf(admin, 1);
    await page.keyboard.press('Enter');
    await expect(admin.getByText(`“${goal}” is live`).first()).toBeVisible();
    await expect(admin.getByRole('article', { name: next })).toBeFocused();
  });

  await test.step('approve and edit by key', async () => {
    await expect(cards(admin).nth(1)).toBeVisible();
    const goal = await goalOf(admin);
    await press(page, admin, 'a');
    await expect(admin.getByText(`“${goal}” is live`).first()).toBeVisible();
    await expect.poll(() => stateOf(goal)).toMatchObject({ status: 'approved' });
    await press(page, admin, 'e');
    await expect(admin.getByLabel('Goal')).toBeVisible();
  });
});
