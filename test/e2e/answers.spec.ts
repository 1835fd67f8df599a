// A shopper answers what the drawer offers, on the demo that a newcomer starts: another product stands in, also on the next
// page and for the server; it is taken back; and the merchant reads how many said what.
import { expect, test } from 'playwright/test';
import { armOf } from '../../app/domain/portable/assignment.ts';
import { ownDemo } from './own-demo.ts';
import { approve, door, openAdmin, saveInTheme, setForTheStory, type StorySet, switchOn, titles, widget } from './steps.ts';

const own = ownDemo();

/** Somebody who is shown what is offered in the drawer. */
async function visitorShown(): Promise<string> {
  const { rows } = await own.database.query(`SELECT salt, holdout_bp FROM experiments WHERE subject_of IN ('global', 'placement:cart_drawer') AND ended_at IS NULL`);
  expect(rows).toHaveLength(2);
  for (;;) {
    const id = crypto.randomUUID();
    if (rows.every(({ salt, holdout_bp: holdoutBp }) => armOf(salt, id, holdoutBp) === 'exposed')) return id;
  }
}

test('a shopper says in the drawer that something is not for them, and is offered what fits instead', async ({ page, browser }) => {
  test.setTimeout(240_000);
  let set!: StorySet;

  await test.step('a set is live, and the drawer shows it', async () => {
    const admin = await openAdmin(own.demo, page);
    await expect(admin.getByText(/suggestions wait for you/)).toBeVisible({ timeout: 120_000 });
    set = await setForTheStory(own.database);
    await approve(admin, page, set.goal);
    await switchOn(admin, page, 'Cart drawer');
    await saveInTheme(admin, page, 'Cart drawer');
  });

  await test.step('“Not for me” brings the stand-in at once, and on the next page', async () => {
    const visitor = await visitorShown();
    const shopper = await (await browser.newContext()).newPage();
    await shopper.goto(own.demo.storefront);
    await shopper.context().addCookies([{ name: '_tracking_consent', value: 'yes', url: own.demo.storefront }]);
    await shopper.evaluate((id) => localStorage.setItem('_setwise_visitor', id), visitor);
    await shopper.goto(`${own.demo.storefront}/products/${set.anchor.handle}`);
    await shopper.getByRole('button', { name: 'Add to cart', exact: true }).click();
    await expect(widget(shopper, 'cart-drawer')).toBeVisible();
    const drawer = shopper.locator('.setwise--cart-drawer');
    if (await drawer.locator('.setwise-more').isVisible()) await drawer.locator('.setwise-more').click();
    const shown = async () => (await titles(shopper, 'cart-drawer').allInnerTexts()).map((title) => title.trim());
    const before = await shown();
    const slot = set.slots.find(({ candidates }) => candidates.length > 1 && candidates.some(({ title }) => before.includes(title)));
    const refused = slot?.candidates.find(({ title }) => before.includes(title))?.title;
    if (!slot || !refused) throw new Error('no row with a stand-in');

    await drawer.getByRole('button', { name: `Options for ${refused}`, exact: true }).click();
    await shopper.getByRole('button', { name: 'Not for me' }).click();
    await expect(drawer.getByText(`Noted: ${refused} is not for you.`)).toBeVisible();
    const others = slot.candidates.map(({ title }) => title).filter((title) => title !== refused);
    await expect.poll(async () => (await shown()).some((title) => others.includes(title))).toBe(true);
    expect(await shown()).not.toContain(refused);
    const { rows: kept } = await own.database.query('SELECT answer, placement, set_id FROM subject_answers WHERE subject_key = $1', [`v:${visitor}`]);
    expect(kept).toEqual([{ answer: 'not_for_me', placement: 'cart_drawer', set_id: set.setId }]);
    expect(await shopper.evaluate(() => sessionStorage.getItem('_setwise_answers'))).toBe('[]');

    const answered = shopper.waitForResponse((response) => response.url().includes('/apps/setwise/offers') && response.url().includes('cart_drawer'));
    await shopper.goto(own.demo.storefront);
    const { offer } = (await (await answered).json()) as { offer: { items: { title: string }[] } };
    expect(offer.items.map(({ title }) => title)).not.toContain(refused);
    expect(offer.items.some(({ title }) => others.includes(title))).toBe(true);
    await shopper.context().close();
  });

  await test.step('the merchant reads it beside the set', async () => {
    const admin = await openAdmin(own.demo, page);
    await door(page, 'Sets');
    await admin.getByRole('tab', { name: /^Live/ }).click();
    await expect(admin.getByText('Of shoppers, 1 said it is not for them.')).toBeVisible();
  });
});
