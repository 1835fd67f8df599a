// What several stories do: the merchant's and the shopper's first moves, and reading what the widget shows.
import AxeBuilder from '@axe-core/playwright';
import type pg from 'pg';
import { type BrowserContext, expect, type FrameLocator, type Page } from 'playwright/test';
import type { DemoStack } from '../support/demo-stack.ts';

interface Slot { name: string; candidates: { productId: string; title: string; handle: string }[] }
export interface StorySet { setId: string; goal: string; anchor: { title: string; handle: string; productId: string }; slots: Slot[] }

/** A suggestion with two slots or more, one of which has a second candidate in stock that can take over. */
export async function setForTheStory(database: pg.Client): Promise<StorySet> {
  const { rows } = await database.query(`
    WITH stock AS (
      SELECT v.shop_id, v.product_id, sum(l.available) AS available, count(DISTINCT v.variant_id) AS variants
        FROM variants v JOIN inventory_levels l ON (l.shop_id, l.inventory_item_id) = (v.shop_id, v.inventory_item_id)
       WHERE v.deleted_at IS NULL GROUP BY 1, 2),
    usable AS (
      SELECT c.set_id, c.slot_no, count(*) FILTER (WHERE stock.available > 5) AS in_stock,
             bool_and(stock.available > 5) FILTER (WHERE c.rank = (SELECT min(rank) FROM set_candidates x WHERE (x.shop_id, x.set_id, x.slot_no) = (c.shop_id, c.set_id, c.slot_no))) AS first_in_stock
        FROM set_candidates c JOIN stock ON (stock.shop_id, stock.product_id) = (c.shop_id, c.product_id) GROUP BY 1, 2)
    SELECT s.set_id, s.goal, s.anchor_product_id::text AS anchor_id
      FROM sets s JOIN usable u USING (set_id)
     WHERE s.status = 'suggested' AND s.strategy = 'completion' GROUP BY s.set_id, s.goal, s.anchor_product_id, s.support
    HAVING count(*) >= 2 AND bool_and(u.first_in_stock) AND max(u.in_stock) >= 2
     ORDER BY s.support DESC LIMIT 1`);
  expect(rows, 'a suggestion with two slots and a stand-in').toHaveLength(1);
  const { set_id: setId, goal, anchor_id: anchorId } = rows[0];
  const { rows: parts } = await database.query(
    `SELECT sl.slot_no, sl.name, p.product_id::text AS "productId", p.title, p.handle
       FROM set_slots sl JOIN set_candidates c USING (shop_id, set_id, slot_no) JOIN products p ON (p.shop_id, p.product_id) = (c.shop_id, c.product_id)
      WHERE set_id = $1 ORDER BY sl.slot_no, c.rank`, [setId]);
  const anchor = (await database.query(`SELECT title, handle, product_id::text AS "productId" FROM products WHERE product_id = $1`, [anchorId])).rows[0];
  const slots = [...Map.groupBy(parts, (part) => part.slot_no as number).values()].map((rows) => ({ name: rows[0].name as string, candidates: rows as Slot['candidates'] }));
  return { setId, goal, anchor, slots };
}

export const door = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

export async function openAdmin(demo: DemoStack, page: Page): Promise<FrameLocator> {
  await page.goto(`${demo.sandbox}/admin`);
  return page.frameLocator('iframe');
}

export const widget = (page: Page, where: 'product-page' | 'cart-page' | 'cart-drawer') => page.locator(`.setwise--${where}`).filter({ has: page.locator('.setwise-rows') });
export const titles = (page: Page, where: 'product-page' | 'cart-page' | 'cart-drawer') => widget(page, where).locator('.setwise-title');

/** A suggestion goes live. */
export async function approve(admin: FrameLocator, page: Page, goal: string): Promise<void> {
  await door(page, 'Sets');
  await admin.getByPlaceholder('Search by goal or product').fill(goal);
  await admin.getByRole('button', { name: `Approve “${goal}”` }).click();
  await expect(admin.getByText(`“${goal}” is live`).first()).toBeVisible();
}

type InTheme = 'Cart drawer' | 'Cart page' | 'Product page';

export async function switchOn(admin: FrameLocator, page: Page, ...places: readonly (InTheme | 'Thank-you page')[]): Promise<void> {
  await door(page, 'Placements');
  for (const place of places) {
    await admin.getByRole('button', { name: `Switch on: ${place}` }).click();
    await expect(admin.getByRole('button', { name: `Switch off: ${place}` })).toBeVisible();
  }
}

/** From Placements: the place's block is put into the theme. */
export async function saveInTheme(admin: FrameLocator, page: Page, place: InTheme): Promise<void> {
  const editor = await openThemeEditor(admin, page.context(), `Open theme editor at the ${place.toLowerCase()}`);
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(editor.getByText(/not saved yet/i)).toHaveCount(0);
  await editor.close();
}

/** The editor opens as a page of its own. A click that lands while the list is drawn anew is lost, and is tried again. */
async function openThemeEditor(admin: FrameLocator, context: BrowserContext, link: string): Promise<Page> {
  let editor: Page | undefined;
  await expect(async () => {
    [editor] = await Promise.all([context.waitForEvent('page', { timeout: 5_000 }), admin.getByRole('link', { name: link }).click({ timeout: 5_000 })]);
  }).toPass({ timeout: 60_000 });
  return editor as Page;
}

/** The page inside the admin's frame. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include('iframe').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}
