// Sets that are more than one product and what goes with it, as a shopper meets them: one that a whole type starts, and a better
// version that is swapped for what is in the cart. They are put into the database as the editor would; the rest is what is seen.
import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from 'playwright/test';
import { ownDemo } from './own-demo.ts';
import { door, openAdmin, saveInTheme, switchOn, widget } from './steps.ts';

const own = ownDemo();

interface Product { id: string; variant: string; title: string; price: number }

interface Written { strategy: string; goal: string; outcome?: string; discountBp: number; anchors: Product[]; candidate: Product }

async function goLive({ strategy, goal, outcome = '', discountBp, anchors, candidate }: Written): Promise<string> {
  const setId = randomUUID();
  await own.database.query(
    `INSERT INTO sets (shop_id, set_id, status, origin, strategy, anchor_product_id, goal, outcome, discount_bp, support, created_at, updated_at)
     SELECT shop_id, $1, 'approved', 'merchant', $2, $3, $4, NULLIF($5, ''), $6, 900, now(), now() FROM shops`, [setId, strategy, anchors[0]?.id, goal, outcome, discountBp]);
  await own.database.query('INSERT INTO set_anchors (shop_id, set_id, product_id) SELECT shop_id, $1, unnest($2::bigint[]) FROM shops', [setId, anchors.map(({ id }) => id)]);
  await own.database.query(`INSERT INTO set_slots (shop_id, set_id, slot_no, name) SELECT shop_id, $1, 1, 'The one' FROM shops`, [setId]);
  await own.database.query('INSERT INTO set_candidates (shop_id, set_id, slot_no, rank, product_id, support, score) SELECT shop_id, $1, 1, 1, $2, 50, 0.9 FROM shops', [setId, candidate.id]);
  return setId;
}

const inCart = async (page: Page) => ((await (await page.request.get(`${own.demo.storefront}/cart.js`)).json()) as { items: { product_id: number; quantity: number; final_price: number; price: number }[] }).items;

const put = (page: Page, { variant }: Product) => page.request.post(`${own.demo.storefront}/cart/add.js`, { data: { items: [{ id: Number(variant), quantity: 1 }] } });

test('a whole type starts a set, and a better version is swapped for what is in the cart', async ({ page, browser }) => {
  test.setTimeout(240_000);
  const admin = await openAdmin(own.demo, page);
  await expect(admin.getByText(/suggestions wait for you/)).toBeVisible({ timeout: 120_000 });

  // Three things of one type from cheap to dear, and something of another, all in stock and at a margin that bears a discount.
  const { rows } = await own.database.query<Product & { type: string }>(
    `SELECT DISTINCT ON (p.product_id) p.product_id::text AS id, p.title, p.product_type AS type, v.variant_id::text AS variant, v.price_minor::int AS price
       FROM products p JOIN variants v USING (shop_id, product_id) JOIN inventory_items i USING (shop_id, inventory_item_id) JOIN inventory_levels l USING (shop_id, inventory_item_id)
      WHERE p.status = 'ACTIVE' AND p.deleted_at IS NULL AND v.deleted_at IS NULL AND l.available > 5 AND i.unit_cost_minor < v.price_minor / 2 AND p.category IS NOT NULL
        AND (SELECT count(*) FROM variants o WHERE o.product_id = p.product_id AND o.deleted_at IS NULL) = 1 ORDER BY p.product_id`);
  const byType = [...Map.groupBy(rows, ({ type }) => type).values()].map((all) => all.toSorted((one, other) => one.price - other.price));
  const [first, second, third] = byType.find((all) => all.length >= 3 && (all[2]?.price ?? 0) > (all[0]?.price ?? 0) * 1.2) ?? [];
  const beside = rows.toSorted((one, other) => one.price - other.price).find(({ type }) => type !== first?.type);
  if (!first || !second || !third || !beside) throw new Error('the shop has no such products');
  await goLive({ strategy: 'completion', goal: 'Whatever you begin with', outcome: 'Nothing is missing on the first day.', discountBp: 1_000, anchors: [first, second], candidate: beside });

  await switchOn(admin, page, 'Cart page');
  await saveInTheme(admin, page, 'Cart page');

  await test.step('either of the type starts it, with what it improves, and the checkout gives what was shown', async () => {
    await expect.poll(async () => (await own.database.query(`SELECT count(*)::int AS n FROM publications WHERE key = 'starts' AND owner_id LIKE 'gid:%'`)).rows[0].n, { timeout: 30_000 }).toBe(2);
    for (const anchor of [first, second]) {
      const shopper = await (await browser.newContext()).newPage();
      await put(shopper, anchor);
      await shopper.goto(`${own.demo.storefront}/cart`);
      await expect(widget(shopper, 'cart-page')).toContainText('Nothing is missing on the first day.');
      await widget(shopper, 'cart-page').getByRole('button', { name: `Add ${beside.title} to the cart` }).click();
      await expect.poll(async () => (await inCart(shopper)).find((line) => String(line.product_id) === beside.id)?.final_price).toBe(Math.round(beside.price * 0.9));
      await shopper.context().close();
    }
  });

  await test.step('what is better is swapped for it: never both', async () => {
    await own.database.query(`UPDATE sets SET status = 'paused' WHERE status = 'approved'`);
    await goLive({ strategy: 'upsell', goal: 'Sharper from the first day', discountBp: 0, anchors: [first], candidate: third });
    const shopper = await (await browser.newContext()).newPage();
    await put(shopper, first);
    await shopper.goto(`${own.demo.storefront}/cart`);
    const row = widget(shopper, 'cart-page').locator('.setwise-row').first();
    await expect(row).toContainText(`more than the ${first.title}`);
    await row.getByRole('button', { name: `Swap for ${third.title}` }).click();
    await expect.poll(async () => (await inCart(shopper)).map(({ product_id, quantity, final_price }) => [String(product_id), quantity, final_price])).toEqual([[third.id, 1, third.price]]);
    await expect(widget(shopper, 'cart-page').getByRole('button', { name: /^Add|^Swap/ })).toHaveCount(0);
    await shopper.context().close();
  });

  await test.step('Results tell them apart', async () => {
    const again = await openAdmin(own.demo, page);
    await door(page, 'Results');
    await expect(again.getByRole('row', { name: /^Upsell/ })).toBeVisible({ timeout: 15_000 });
    await expect(again.getByRole('row', { name: /^Completion/ })).toBeVisible();
  });
});
