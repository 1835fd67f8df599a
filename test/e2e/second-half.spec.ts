// The story goes on: from checkout to inbox to results. Orders, parcels and returns come from the store's own levers and
// webhooks, messages are read in the inbox, and what each person got or did not get stands on their page.
import { expect, type Page, test } from 'playwright/test';
import { DEFAULT_GUARDRAILS } from '../../app/domain/margin/guardrails.ts';
import { type Arm, armOf } from '../../app/domain/portable/assignment.ts';
import { STEP_REASONS } from '../../app/domain/workflow/step-reasons.ts';
import type { Simulated } from '../../sandbox/simulate/simulate.ts';
import { ownDemo } from './own-demo.ts';
import { approve, door, openAdmin, saveInTheme, setForTheStory, type StorySet, switchOn, widget } from './steps.ts';

const own = ownDemo();

interface Message { id: string; to: string; subject: string; html: string; text: string; skipped?: string | null; links?: { url: string; tracked: string }[] }
const inbox = async (): Promise<Message[]> => {
  const answer = (await (await fetch(`${own.demo.sandbox}/inbox/api/messages`)).json()) as Message[] | { messages: Message[] };
  return Array.isArray(answer) ? answer : answer.messages;
};
const one = async <T>(sql: string, ...values: unknown[]): Promise<T | undefined> => (await own.database.query(sql, values)).rows[0] as T | undefined;

/** Customers who agreed to email and never bought what the set offers, by language. */
async function customers(set: StorySet, locale: string, count: number): Promise<string[]> {
  const parts = [set.anchor, ...set.slots.flatMap(({ candidates }) => candidates)].map(({ productId }) => productId);
  const { rows } = await own.database.query(
    `SELECT c.customer_id::text AS id FROM customers c
      WHERE c.email_consent = 'SUBSCRIBED' AND c.locale LIKE $1 AND c.deleted_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM orders o JOIN order_lines l USING (shop_id, order_id) WHERE o.customer_id = c.customer_id AND l.product_id = ANY($2::bigint[]))
      ORDER BY c.customer_id LIMIT $3`, [`${locale}%`, parts, count]);
  return rows.map((row) => row.id as string);
}

interface Experiment { experiment_id: string; salt: string; holdout_bp: number }
const experimentOf = async (about: string): Promise<Experiment> => {
  const found = await one<Experiment>('SELECT experiment_id, salt, holdout_bp FROM experiments WHERE subject_of LIKE $1 AND ended_at IS NULL', about);
  if (!found) throw new Error(`no experiment runs about ${about}`);
  return found;
};

/** Arms of an experiment, of those who are not held out of everything; null: they are. */
async function armsOf({ salt, holdout_bp }: Experiment): Promise<(id: string) => Arm | null> {
  const global = await experimentOf('global');
  return (id) => (armOf(global.salt, id, global.holdout_bp) === 'holdout' ? null : armOf(salt, id, holdout_bp));
}

async function orderAndDeliver(set: StorySet, customer: string): Promise<string> {
  const { order } = await own.demo.lever<{ order: { id: number; name: string } }>('place-order', { customer, lines: [{ product: set.anchor.handle, quantity: 1 }] });
  await expect.poll(() => one('SELECT 1 FROM orders WHERE name = $1', order.name)).toBeTruthy();
  await own.demo.lever('deliver', { order: order.name });
  return order.name;
}

/** Moves the shop's clock by days and on to ten in the morning there: nobody is mailed at night. */
async function daysLater(days: number): Promise<void> {
  const { now } = (await (await fetch(`${own.demo.sandbox}/clock`)).json()) as { now: string };
  const hour = Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: 'Europe/Berlin' }).format(new Date(now)));
  await own.demo.lever('move-clock', { hours: days * 24 + ((10 - hour + 24) % 24) });
}

test('an order goes on as a conversation: thank-you page, one email, and proof', async ({ page, browser }) => {
  test.setTimeout(600_000);
  let set!: StorySet;
  const told: { mailed?: string; held?: string } = {};

  await test.step('a store is connected, a set is live, the places are on', async () => {
    const admin = await openAdmin(own.demo, page);
    await expect(admin.getByText(/suggestions wait for you/)).toBeVisible({ timeout: 120_000 });
    set = await setForTheStory(own.database);
    await approve(admin, page, set.goal);
    await switchOn(admin, page, 'Cart page', 'Thank-you page');
    await saveInTheme(admin, page, 'Cart page');
  });

  await test.step('6. After checkout the thank-you page shows the next offer, as the extension that would run at Shopify', async () => {
    const shopper = await (await browser.newContext()).newPage();
    await shopper.goto(`${own.demo.storefront}/products/${set.anchor.handle}`);
    await shopper.getByRole('button', { name: 'Add to cart', exact: true }).click();
    await expect(shopper.locator('[data-cart-count="1"]').first()).toBeAttached();
    await shopper.goto(`${own.demo.storefront}/checkout`);
    await shopper.locator('select[name="customer"]').selectOption({ index: 1 });
    await shopper.getByRole('button', { name: /Place order/ }).click();
    await expect(shopper.getByText(/thank you/i).first()).toBeVisible();
    const first = set.slots[0]?.candidates.map(({ title }) => title) ?? [];
    await expect(shopper.getByText(new RegExp(first.map((title) => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'))).first()).toBeVisible();
    await shopper.context().close();
  });

  await test.step('7. The merchant connects Klaviyo and switches on one workflow, after a look at who would get what', async () => {
    const admin = await openAdmin(own.demo, page);
    await door(page, 'Settings');
    await admin.getByLabel('Private API key').fill('pk_sandbox_setwise');
    await admin.getByRole('button', { name: 'Connect Klaviyo' }).click();
    await expect(admin.getByText('Klaviyo is connected').first()).toBeVisible();
    await door(page, 'Workflows');
    await admin.getByRole('link', { name: 'Open “After delivery”' }).click();
    await expect(admin.getByRole('img', { name: /Parcel delivered, then 2 days of waiting, then one email/ })).toBeVisible();
    await expect(admin.getByText(/Of the latest \d+, \d+ would get an email/)).toBeVisible();
    await admin.getByRole('button', { name: 'Switch on' }).click();
    await expect(admin.getByText('“After delivery” is on').first()).toBeVisible();
  });

  await test.step('8. Two days after delivery the inbox holds one email, with what is in stock and not owned', async () => {
    const arm = await armsOf(await experimentOf('workflow:%'));
    const german = await customers(set, 'de', 200);
    const mailed = german.find((id) => arm(id) === 'exposed');
    const held = german.find((id) => arm(id) === 'holdout');
    if (!mailed || !held) throw new Error('no customer in one of the arms');
    Object.assign(told, { mailed, held });
    await orderAndDeliver(set, mailed);
    await orderAndDeliver(set, held);
    await expect.poll(() => one('SELECT count(*)::int AS n FROM enrollments WHERE customer_id = ANY($1::bigint[])', [mailed, held])).toEqual({ n: 2 });

    const slot = set.slots.find(({ candidates }) => candidates.length > 1);
    const best = slot?.candidates[0];
    if (!best) throw new Error('no slot with a stand-in');
    await own.demo.lever('sell-out', { product: best.handle });
    await expect.poll(() => one(`SELECT 1 FROM changes WHERE event = 'product_sold_out' AND detail->>'productId' = $1`, best.productId)).toBeTruthy();
    await daysLater(2);
    await expect.poll(async () => (await inbox()).length, { timeout: 60_000 }).toBeGreaterThan(0);
    const messages = await inbox();
    const state = await one<{ status: string }>('SELECT status FROM steps WHERE customer_id = $1', mailed);
    expect(state?.status).toBe('sent');
    expect(messages).toHaveLength(1);
    const [message] = messages as [Message];
    const sent = await one<{ titles: string[] }>(`SELECT jsonb_path_query_array(message, '$.**.title') AS titles FROM steps WHERE customer_id = $1`, mailed);
    expect(sent?.titles).not.toContain(best.title);
    for (const title of sent?.titles ?? []) expect(message.text).toContain(title);
    expect(message.text).toContain(set.anchor.title);
    expect(message.text).toContain('€');
    expect(message.text, 'in the recipient\'s language').toMatch(/\b(und|Sie|dein|Ihr|für|dazu|passt)\b/i);

    const link = (message.links ?? []).find(({ url }) => url.includes('/apps/setwise/go'));
    if (!link) throw new Error('the email has no link to the set');
    const reader = await (await browser.newContext()).newPage();
    await reader.goto(link.tracked);
    await expect(reader).toHaveURL(/\/cart/);
    const cart = (await (await reader.request.get(`${own.demo.storefront}/cart.js`)).json()) as { item_count: number; total_discount: number; attributes: Record<string, string> };
    expect(cart.item_count).toBeGreaterThan(0);
    expect(cart.attributes._setwise_step).toMatch(/^[0-9a-f-]{36}$/);
    const placed = await reader.request.post(`${own.demo.storefront}/checkout`, { form: { customer: mailed } });
    expect(placed.url()).toContain('/checkout/thank-you/');
    await expect.poll(() => one('SELECT count(*)::int AS n FROM attributions WHERE step_id = $1', cart.attributes._setwise_step)).toEqual({ n: cart.item_count });
    // "I have it" asks first: scanners open every link. What it notes stands on the customer's page, and is taken back.
    const haveIt = (message.links ?? []).find(({ url }) => url.includes('/apps/setwise/answer-link'));
    if (!haveIt) throw new Error('the email has no link to answer by');
    await reader.goto(haveIt.tracked);
    expect(await one('SELECT count(*)::int AS n FROM subject_answers WHERE subject_key = $1', `c:${mailed}`)).toEqual({ n: 0 });
    await reader.getByRole('button', { name: 'Ja, habe ich schon' }).click();
    await expect(reader.getByRole('heading', { name: 'Danke, notiert' })).toBeVisible();
    expect(await one(`SELECT placement, p.title = ANY($2) AS "wasSent" FROM subject_answers a JOIN products p USING (shop_id, product_id) WHERE subject_key = $1`, `c:${mailed}`, sent?.titles)).toEqual({ placement: 'email', wasSent: true });
    await openAdmin(own.demo, page);
    await page.goto(`${own.demo.sandbox}/store/nordlicht-foto/apps/setwise/app/customers/${mailed}`);
    await expect(page.frameLocator('iframe').getByText(/^Has .+\.$/)).toBeVisible();
    await reader.getByRole('button', { name: 'Rückgängig machen' }).click();
    await expect(reader.getByRole('heading', { name: 'Zurückgenommen' })).toBeVisible();
    expect(await one('SELECT count(*)::int AS n FROM subject_answers WHERE subject_key = $1', `c:${mailed}`)).toEqual({ n: 0 });
    await reader.context().close();
    await own.demo.lever('restock', { product: best.handle, quantity: 40 });
  });

  await test.step('9. Who returned the anchor, who never agreed, who was mailed this week: nothing is sent, and each page says why', async () => {
    const [, , returned] = await customers(set, 'en', 6);
    const without = await one<{ id: string }>(`SELECT customer_id::text AS id FROM customers WHERE email_consent = 'NOT_SUBSCRIBED' AND deleted_at IS NULL ORDER BY customer_id LIMIT 1`);
    if (!returned || !without || !told.mailed) throw new Error('not enough customers');
    const before = (await inbox()).length;
    const order = await orderAndDeliver(set, returned);
    await own.demo.lever('refund', { order });
    await orderAndDeliver(set, without.id);
    await orderAndDeliver(set, told.mailed);
    await expect.poll(() => one('SELECT count(*)::int AS n FROM enrollments WHERE customer_id = ANY($1::bigint[])', [returned, without.id, told.mailed])).toEqual({ n: 4 });
    await daysLater(2);
    const reason = (id: string) => one<{ reason: string | null }>(`SELECT reason FROM steps WHERE customer_id = $1 ORDER BY due_at DESC LIMIT 1`, id);
    await expect.poll(async () => (await reason(returned))?.reason, { timeout: 60_000 }).toBe('anchor_returned');
    await expect.poll(async () => (await reason(without.id))?.reason, { timeout: 60_000 }).toBe('no_consent');
    await expect.poll(async () => (await reason(told.mailed as string))?.reason, { timeout: 60_000 }).toBe('capped');
    expect(await inbox()).toHaveLength(before);
    await openAdmin(own.demo, page);
    for (const [id, says] of [[returned, STEP_REASONS.anchor_returned], [without.id, STEP_REASONS.no_consent], [told.mailed, STEP_REASONS.capped]] as const) {
      await page.goto(`${own.demo.sandbox}/store/nordlicht-foto/apps/setwise/app/customers/${id}`);
      await expect(page.frameLocator('iframe').getByText(says).first()).toBeVisible();
    }
  });

  await test.step('10. Who falls into the holdout sees nothing, before first paint and without a shift', async () => {
    expect((await one<{ status: string }>('SELECT status FROM steps WHERE customer_id = $1 ORDER BY due_at LIMIT 1', told.held))?.status).toBe('holdout');
    const experiment = await experimentOf('placement:cart_page');
    const arm = await armsOf(experiment);
    const shopperIn = async (wanted: 'exposed' | 'holdout') => {
      let visitor = crypto.randomUUID();
      while (arm(visitor) !== wanted) visitor = crypto.randomUUID();
      const shopper = await (await browser.newContext()).newPage();
      await shopper.goto(own.demo.storefront);
      await shopper.context().addCookies([{ name: '_tracking_consent', value: 'yes', url: own.demo.storefront }]);
      await shopper.evaluate((id) => localStorage.setItem('_setwise_visitor', id), visitor);
      await shopper.addInitScript(() => {
        Object.assign(window, { shifts: 0, seen: false });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) (window as unknown as { shifts: number }).shifts += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
        const look = () => {
          const rows = document.querySelector('.setwise-rows');
          if (rows && rows.getBoundingClientRect().height > 0) (window as unknown as { seen: boolean }).seen = true;
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
      const variant = await one<{ id: string }>('SELECT variant_id::text AS id FROM variants WHERE product_id = $1 AND deleted_at IS NULL ORDER BY position LIMIT 1', set.anchor.productId);
      await shopper.request.post(`${own.demo.storefront}/cart/add.js`, { data: { items: [{ id: Number(variant?.id), quantity: 1 }] } });
      await shopper.goto(`${own.demo.storefront}/cart`);
      return { shopper, visitor };
    };
    const shown = await shopperIn('exposed');
    await expect(widget(shown.shopper, 'cart-page')).toBeVisible();
    const held = await shopperIn('holdout');
    for (const [who, counted] of [[shown, 'exposed'], [held, 'holdout']] as const)
      await expect.poll(() => one<{ arm: string }>('SELECT arm FROM exposures WHERE experiment_id = $1 AND subject_key = $2', experiment.experiment_id, `v:${who.visitor}`)).toEqual({ arm: counted });
    const looked = await held.shopper.evaluate(() => ({ shifts: (window as unknown as { shifts: number }).shifts, seen: (window as unknown as { seen: boolean }).seen }));
    expect(looked).toEqual({ shifts: 0, seen: false });
    for (const { shopper } of [shown, held]) await shopper.context().close();
  });

  await test.step('11. Results say what cannot be known yet; with enough shoppers and a true effect, the number comes out right', async () => {
    const admin = await openAdmin(own.demo, page);
    await door(page, 'Results');
    await expect(admin.getByText(/Not knowable/).first()).toBeVisible();
    await resultsAfter(page);
  });
});

/** Simulated shoppers through HTTP and webhooks. */
async function resultsAfter(page: Page): Promise<void> {
  // Everybody buys the anchor, so that chance has little to hide the effect in: the interval is far from zero in any draw.
  const { offered, visitors } = await own.demo.lever<Simulated>('simulate', { visitors: 1_600, days: 1, effect: 1, acceptRate: 0.8, baseRate: 1, placement: 'cart_page' });
  // Of each who was shown it: who takes it would not have bought it, and pays its price less cost and fee.
  const cost = await one<{ minor: string | null }>('SELECT i.unit_cost_minor::text AS minor FROM variants v JOIN inventory_items i USING (shop_id, inventory_item_id) WHERE v.variant_id = $1', offered.variantId);
  const { defaultCostBp, feeBp } = DEFAULT_GUARDRAILS;
  const costMinor = Number(cost?.minor ?? Math.ceil((offered.priceMinor * (defaultCostBp as number)) / 10_000));
  const added = (visitors.exposed * 0.8 * (offered.offerPriceMinor * (1 - feeBp / 10_000) - costMinor)) / 100;
  await expect.poll(() => one(`SELECT count(*)::int AS n FROM webhook_deliveries WHERE status = 'pending'`), { timeout: 120_000 }).toEqual({ n: 0 });
  const admin = await openAdmin(own.demo, page as Page);
  await door(page, 'Results');
  const sentence = admin.getByText(/Setwise added between/).first();
  await expect(sentence).toBeVisible({ timeout: 60_000 });
  const [low, high] = [...(await sentence.innerText()).matchAll(/[\d,]+(?:\.\d+)?/g)].map(([amount]) => Number(amount.replaceAll(',', ''))) as [number, number];
  expect([low < added, high > added], `between ${low} and ${high}, planted were ${added}`).toEqual([true, true]);
}
