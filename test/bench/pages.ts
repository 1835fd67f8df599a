// What a merchant waits for at the desk of a shop with 100,000 products: the largest paint of every page inside the admin's
// frame, beside that of a bare page of the same server; what the server took for the page's data; how much data and script that is.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, type BrowserContext, chromium, type Frame, type Page } from 'playwright';
import { pool } from '#app/db/pool.ts';
import { refreshOutcomes } from '#app/pipeline/measure/refresh-outcomes.ts';
import { benchDatabase } from '#test/support/bench-database.ts';
import { browserLaunchOptions, USER_AGENT } from '#test/support/chromium.ts';
import { fillDeskShop, IN_DESK_SHOP } from '#test/support/desk-shop.ts';
import { type DeskProcesses, startDesk } from './desk-processes.ts';
import type { Figure } from './figure.ts';

const SIZE = { products: 100_000, customers: 10_000, orders: 20_000, decisions: 100_000 };
const ROUNDS = 3;
const VIEWPORT = { width: 1440, height: 900 };
/** After the last request a page may still paint something larger. */
const SETTLES_MS = 400;

const { suggestion, ladder, rule, decision, customer, anchor } = IN_DESK_SHOP;
const PAGES: Record<string, string> = {
  Home: '/app',
  'Sets, suggested': '/app/sets',
  'Sets, the last page': '/app/sets?page=200',
  'Sets, live': '/app/sets?status=approved',
  'Sets, refused': '/app/sets?status=refused',
  'Sets, put off': '/app/sets?status=snoozed',
  'Sets, searched': '/app/sets?q=Alpine',
  'Sets, searched in vain': '/app/sets?q=zzz',
  'A suggestion': `/app/sets/${suggestion}`,
  'A ladder': `/app/sets/${ladder}`,
  'A new set': '/app/sets/new',
  Rules: '/app/rules',
  'A rule': `/app/rules/${rule}`,
  'A new rule': '/app/rules/new',
  Guardrails: '/app/guardrails',
  Placements: '/app/placements',
  Workflows: '/app/workflows',
  'A workflow': '/app/workflows/order_delivered',
  Results: '/app/results',
  Activity: '/app/activity',
  'Activity, by product': '/app/activity?product=camera',
  'Activity, changes': '/app/activity?tab=changes',
  'A decision': `/app/activity/${decision}`,
  Customers: '/app/customers',
  'A customer': `/app/customers/${customer}`,
  'Data health': '/app/data-health',
  'Data health, without cost': '/app/data-health/without_cost',
  'Data health, sold out': '/app/data-health/sold_out',
  'Data health, unsold': '/app/data-health/unsold',
  'Data health, duplicates': '/app/data-health/duplicates',
  'Data health, set aside': '/app/data-health/set-aside',
  Digests: '/app/digests',
  Settings: '/app/settings',
};
/** What pages ask for while somebody types. */
const SEARCHES: Record<string, string> = {
  'Products by a word that many have': `/app/sets/products?anchor=${anchor}&q=camera`,
  'Products by a word that few have': `/app/sets/products?anchor=${anchor}&q=4711`,
  'Products by a word that none has': `/app/sets/products?anchor=${anchor}&q=zzz`,
  'Types by a word': '/app/sets/names?kind=type&q=kind',
  'Tags by a word': '/app/sets/names?kind=tag&q=tag',
  'What a bar would approve': '/app/sets/auto-approval?leastOrders=20&leastMarginBp=3000',
  'Products bought most with another': `/app/sets/products?anchor=${anchor}&q=`,
};

export const name = 'pages';

export async function* run(): AsyncGenerator<Figure> {
  const db = await benchDatabase();
  try {
    const desk = await startDesk(db.url);
    const browser = await chromium.launch(await browserLaunchOptions());
    try {
      const domain = await install(desk, browser);
      await fill();
      const bare = await medianOf(() => inNewContext(browser, async (context) => paintOf((await opened(await context.newPage(), `${desk.app}/healthz`)).mainFrame())));
      for (const [title, path] of Object.entries(PAGES)) {
        const data = await dataOf(desk, domain, path);
        const paints = await paintsOf(desk, browser, path);
        yield { bench: name, metric: `${title}: largest paint, beside a bare page`, value: paints.warm, unit: 'ms', reference: bare, ratio: paints.warm / bare, beside: { 'cold ms': paints.cold, 'server ms': data.ms, 'data bytes': data.bytes, 'script bytes': paints.scriptBytes } };
      }
      for (const [title, path] of Object.entries(SEARCHES)) {
        const { ms, bytes } = await dataOf(desk, domain, path);
        yield { bench: name, metric: title, value: ms, unit: 'ms', reference: null, ratio: null, beside: { 'data bytes': bytes } };
      }
    } finally {
      await browser.close();
      await desk.stop();
    }
  } finally {
    await db.drop();
  }
}

/** Opening the app installs it. @returns the shop's domain */
async function install(desk: DeskProcesses, browser: Browser): Promise<string> {
  await inNewContext(browser, async (context) => opened(await context.newPage(), `${desk.sandbox}/admin`));
  const { rows } = await pool().query<{ domain: string }>('SELECT domain FROM shops');
  const [shop] = rows;
  if (!shop) throw new Error('opening the admin installed nothing');
  return shop.domain;
}

async function fill(): Promise<void> {
  const { rows } = await pool().query<{ shop_id: bigint }>('SELECT shop_id FROM shops');
  for (const { shop_id: shopId } of rows) await fillDeskShop(shopId, SIZE);
  await refreshOutcomes();
}

/** What the page asks the server for, as it does when a merchant comes from another page. */
async function dataOf({ app, sandbox }: DeskProcesses, domain: string, path: string): Promise<{ ms: number; bytes: number }> {
  const token = await (await fetch(`${sandbox}/session-token?shop=${domain}`)).text();
  const url = new URL(path, app);
  url.pathname = url.pathname === '/app' ? '/app.data' : `${url.pathname}.data`;
  let bytes = 0;
  const ms = await medianOf(async () => {
    const from = performance.now();
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}`, 'user-agent': USER_AGENT } });
    bytes = (await answer.arrayBuffer()).byteLength;
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return performance.now() - from;
  });
  return { ms, bytes };
}

/** Cold: the first page a browser opens; warm: once more, with scripts and styles kept. */
async function paintsOf(desk: DeskProcesses, browser: Browser, path: string): Promise<{ cold: number; warm: number; scriptBytes: number }> {
  const cold: number[] = [];
  const warm: number[] = [];
  let scriptBytes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await inNewContext(browser, async (context) => {
      const page = await context.newPage();
      const url = `${desk.sandbox}/admin/apps/setwise${path}`;
      const first = appFrame(await opened(page, url));
      cold.push(await paintOf(first));
      scriptBytes = await first.evaluate(() => (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(({ name }) => name.endsWith('.js')).reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0));
      warm.push(await paintOf(appFrame(await opened(page, url))));
    });
  }
  return { cold: middle(cold), warm: middle(warm), scriptBytes };
}

async function inNewContext<T>(browser: Browser, work: (context: BrowserContext) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ userAgent: USER_AGENT, viewport: VIEWPORT });
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}

async function opened(page: Page, url: string): Promise<Page> {
  await page.goto(url, { waitUntil: 'networkidle' });
  await sleep(SETTLES_MS);
  return page;
}

function appFrame(page: Page): Frame {
  const frame = page.frame('app-iframe');
  if (!frame) throw new Error(`no app in the frame of ${page.url()}`);
  return frame;
}

/** Since the document was asked for. */
async function paintOf(frame: Frame): Promise<number> {
  const at = await frame.evaluate(
    () => new Promise<number | null>((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? null)).observe({ type: 'largest-contentful-paint', buffered: true });
      setTimeout(() => resolve(null), 5_000);
    }),
  );
  if (at === null) throw new Error(`nothing was painted at ${frame.url()}`);
  return at;
}

async function medianOf(once: () => Promise<number>): Promise<number> {
  await once();
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round++) values.push(await once());
  return middle(values);
}

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
