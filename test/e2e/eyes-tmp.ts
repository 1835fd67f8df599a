import pg from 'pg';
import fs from 'node:fs';
import { chromium } from 'playwright';
import { browserLaunchOptions, USER_AGENT } from '../support/chromium.ts';
import { setForTheStory } from './steps.ts';
import { armOf } from '../../app/domain/portable/assignment.ts';
const SB = 'http://127.0.0.1:4910', SF = 'http://127.0.0.1:4911', OUT = '/tmp/eyes/shots';
const [, , , port] = fs.readFileSync('/tmp/demo-eyes/demo/postgres/postmaster.pid', 'utf8').split('\n');
const db = new pg.Client({ connectionString: `postgres://setwise@127.0.0.1:${port}/setwise` });
await db.connect();
const browser = await chromium.launch(await browserLaunchOptions());
const context = await browser.newContext({ userAgent: USER_AGENT, viewport: { width: 1440, height: 900 } });
const page = await context.newPage();
page.setDefaultTimeout(30_000);
const admin = page.frameLocator('iframe');
const lever = async (name: string, input: unknown) => { const a = await fetch(`${SB}/console/api/${name}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) }); if (!a.ok) throw new Error(name + await a.text()); return a.json() as any; };
const door = async (name: string) => { await page.getByRole('navigation').getByRole('link', { name, exact: true }).click(); await page.waitForTimeout(1500); };
const home = async () => { await page.goto(`${SB}/admin`); await page.waitForTimeout(2000); };
const full = async (name: string, p = page) => {
  for (const w of [1440, 390]) {
    await p.setViewportSize({ width: w, height: 900 });
    await p.waitForTimeout(500);
    const frame = p.frames().find((f) => f !== p.mainFrame() && /app/.test(f.url()));
    const h = await (frame ?? p.mainFrame()).evaluate(() => document.documentElement.scrollHeight).catch(() => 900);
    await p.setViewportSize({ width: w, height: Math.min(Math.max(900, h + (frame ? 120 : 0)), 3600) });
    await p.waitForTimeout(400);
    await p.screenshot({ path: `${OUT}/${name}-${w}.png` });
    if (w === 390) { const over = await (frame ?? p.mainFrame()).evaluate(() => document.documentElement.scrollWidth - innerWidth).catch(() => 0); if (over > 0) console.log('OVERFLOW', name, over); }
  }
  await p.setViewportSize({ width: 1440, height: 900 });
  const text = await (p.frames().find((f) => f !== p.mainFrame() && /app/.test(f.url())) ?? p.mainFrame()).evaluate(() => document.body.innerText).catch(() => '');
  fs.writeFileSync(`${OUT}/${name}.txt`, text);
};
const one = async (sql: string, ...v: unknown[]) => (await db.query(sql, v)).rows[0] as any;
const until = async (f: () => Promise<boolean>, ms = 90_000) => { const t = Date.now(); while (!(await f())) { if (Date.now() - t > ms) throw new Error('late ' + f); await new Promise((r) => setTimeout(r, 300)); } };
const daysLater = async (days: number) => { const { now } = await (await fetch(`${SB}/clock`)).json() as any; const hour = Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: 'Europe/Berlin' }).format(new Date(now))); await lever('move-clock', { hours: days * 24 + ((10 - hour + 24) % 24) }); };
const errors = (p: any, n: string) => { p.on('console', (m: any) => m.type() === 'error' && console.log('CONSOLE', n, m.text())); p.on('pageerror', (e: any) => console.log('PAGEERR', n, e.message)); };
errors(page, 'admin');

const parts: Record<string, () => Promise<void>> = {
  async a() {
    await home(); await admin.getByText(/suggestions wait for you/).waitFor({ timeout: 120_000 });
    const set = await setForTheStory(db);
    fs.writeFileSync('/tmp/eyes/set.json', JSON.stringify(set));
    await door('Workflows'); await full('wf-before');
    await door('Customers').catch(() => console.log('no Customers door'));
    await door('Results'); await full('results-nobody');
    await door('Settings'); await full('settings-none');
    await door('Sets'); await admin.getByPlaceholder('Search by goal or product').fill(set.goal);
    await admin.getByRole('button', { name: `Approve “${set.goal}”` }).click(); await page.waitForTimeout(1500);
    await door('Placements'); await full('placements-before');
    for (const place of ['Cart page', 'Thank-you page', 'Order status page']) {
      const b = admin.getByRole('button', { name: new RegExp(`Switch on: ${place}`, 'i') });
      if (await b.count()) { await b.click(); await page.waitForTimeout(1200); } else console.log('no place', place);
    }
    const [editor] = await Promise.all([context.waitForEvent('page'), admin.getByRole('link', { name: 'Open theme editor at the cart page' }).click()]);
    await editor.getByRole('button', { name: 'Save' }).click(); await editor.close();
    await full('placements');
    const shopper = await (await browser.newContext({ userAgent: USER_AGENT, viewport: { width: 1440, height: 900 } })).newPage(); errors(shopper, 'shopper');
    await shopper.goto(`${SF}/products/${set.anchor.handle}`);
    await shopper.getByRole('button', { name: 'Add to cart', exact: true }).click(); await shopper.waitForTimeout(1500);
    await shopper.goto(`${SF}/checkout`); await full('checkout', shopper);
    await shopper.locator('select[name="customer"]').selectOption({ index: 1 });
    await shopper.getByRole('button', { name: /Place order/ }).click(); await shopper.waitForTimeout(3000);
    await full('thankyou', shopper); console.log(shopper.url());
    const links = await shopper.locator('a').evaluateAll((as: any) => as.map((a: any) => [a.innerText, a.href])); console.log(JSON.stringify(links));
    const status = links.find(([, h]: any) => /status|orders\//.test(h)); if (status) { await shopper.goto(status[1]); await shopper.waitForTimeout(2500); await full('orderstatus', shopper); }
    const cart = links.find(([, h]: any) => /setwise\/go/.test(h)); if (cart) { await shopper.goto(cart[1]); await shopper.waitForTimeout(1500); await full('thankyou-cart', shopper); }
    await shopper.context().close();
    await page.goto(`${SB}/console`); await full('console-early');
  },
  async b() {
    const set = JSON.parse(fs.readFileSync('/tmp/eyes/set.json', 'utf8'));
    await home(); await door('Settings');
    await admin.getByLabel('Private API key').fill('pk_wrong'); await admin.getByRole('button', { name: 'Connect Klaviyo' }).click(); await page.waitForTimeout(2000); await full('settings-wrong');
    await admin.getByLabel('Private API key').fill('pk_sandbox_setwise'); await admin.getByRole('button', { name: 'Connect Klaviyo' }).click();
    await admin.getByText('Klaviyo is connected').first().waitFor(); await page.waitForTimeout(6000); await full('settings-connected');
    await door('Workflows'); await full('wf-list');
    await admin.getByRole('link', { name: 'Open “After delivery”' }).click(); await page.waitForTimeout(2000); await full('wf-off');
    await admin.getByRole('button', { name: 'Switch on' }).click(); await page.waitForTimeout(2500); await full('wf-on');
    const ex = await one(`SELECT salt, holdout_bp FROM experiments WHERE subject_of LIKE 'workflow:%' AND ended_at IS NULL`);
    const ids = async (loc: string) => (await db.query(`SELECT c.customer_id::text AS id FROM customers c WHERE c.email_consent='SUBSCRIBED' AND c.locale LIKE $1 AND c.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM orders o JOIN order_lines l USING (shop_id, order_id) WHERE o.customer_id=c.customer_id AND l.product_id = ANY($2::bigint[])) ORDER BY 1 LIMIT 200`, [`${loc}%`, [set.anchor.productId, ...set.slots.flatMap((s: any) => s.candidates.map((c: any) => c.productId))]])).rows.map((r) => r.id);
    const de = await ids('de'), en = await ids('en'); console.log(de.length, en.length, (await db.query('select locale,count(*) from customers group by 1')).rows);
    const arm = (id: string) => armOf(ex.salt, id, ex.holdout_bp);
    const who: any = { de: de.find((i) => arm(i) === 'exposed'), held: de.find((i) => arm(i) === 'holdout'), en: en.find((i) => arm(i) === 'exposed') };
    const rest = en.filter((i) => arm(i) === 'exposed'); who.returned = rest[1]; who.plain = rest[2];
    who.none = (await one(`SELECT customer_id::text AS id FROM customers WHERE email_consent='NOT_SUBSCRIBED' AND deleted_at IS NULL ORDER BY customer_id LIMIT 1`)).id;
    fs.writeFileSync('/tmp/eyes/who.json', JSON.stringify(who));
    for (const k of ['de', 'en', 'held', 'returned', 'none']) {
      const { order } = await lever('place-order', { customer: who[k], lines: [{ product: set.anchor.handle, quantity: 1 }] });
      await until(async () => !!(await one('SELECT 1 FROM orders WHERE name=$1', order.name))); await lever('deliver', { order: order.name });
      if (k === 'returned') await lever('refund', { order: order.name });
    }
    await page.waitForTimeout(3000); await home(); await page.goto(`${SB}/store/nordlicht-foto/apps/setwise/app/customers/${who.de}`); await page.waitForTimeout(2000); await full('customer-waiting');
    await daysLater(2);
    await until(async () => (await one(`SELECT count(*)::int n FROM steps WHERE status='sent'`)).n >= 2);
    await page.waitForTimeout(4000);
    for (const k of Object.keys(who)) { await page.goto(`${SB}/store/nordlicht-foto/apps/setwise/app/customers/${who[k]}`); await page.waitForTimeout(2000); await full(`customer-${k}`); }
    await door('Workflows'); await full('wf-list-on');
    await admin.getByRole('link', { name: 'Open “After delivery”' }).click(); await page.waitForTimeout(2000); await full('wf-numbers');
    await door('Results'); await full('results-notyet');
    await home(); await full('home-before');
  },
  async c() {
    await page.goto(`${SB}/inbox`); await page.waitForTimeout(1000); await full('inbox');
    const a: any = await (await fetch(`${SB}/inbox/api/messages`)).json(); const ms = Array.isArray(a) ? a : a.messages;
    let i = 0; for (const m of ms) { fs.writeFileSync(`${OUT}/mail-${i}.txt`, `${m.to}\n${m.subject}\n\n${m.text}`); fs.writeFileSync(`${OUT}/mail-${i}.html`, m.html); i++; }
    const hrefs = await page.locator('a').evaluateAll((as: any) => as.map((x: any) => [x.innerText, x.href])); console.log(JSON.stringify(hrefs));
    const seen = hrefs.filter(([, h]: any) => /inbox\/[^?]+$/.test(h)).slice(0, 2); let n = 0;
    for (const [, h] of seen) { await page.goto(h); await page.waitForTimeout(1000); await full(`mail-view-${n}`); const radios = await page.locator('button, [role=tab], a, label').evaluateAll((x: any) => x.map((e: any) => e.tagName + ':' + e.innerText)); console.log(JSON.stringify(radios)); n++; }
  },
  async d() {
    console.log(JSON.stringify(await lever('simulate', JSON.parse(process.argv[3] ?? '{"visitors":1300,"days":1,"effect":1,"acceptRate":0.8,"baseRate":0.9}'))));
    await until(async () => (await one(`SELECT count(*)::int n FROM webhook_deliveries WHERE status='pending'`)).n === 0, 200_000); await page.waitForTimeout(5000);
    await home(); await full(`home-${process.argv[4] ?? 'after'}`); await door('Results'); await page.waitForTimeout(3000); await full(`results-${process.argv[4] ?? 'after'}`);
  },
  async e() { for (const d of (process.argv[3] ?? '').split(',')) { await home(); await door(d); await full(`door-${d}`); } },
  async u() { await page.goto(process.argv[3] as string); await page.waitForTimeout(2000); await full(process.argv[4] as string); },
};
try { await parts[process.argv[2] as string]?.(); } catch (e) { console.log('FAILED', e); await page.screenshot({ path: `${OUT}/failed.png` }); } finally { await browser.close(); await db.end(); }
