// The desk in another language: a member of staff reads German, whatever the shop speaks; and every page has room for words
// that are longer than English ones, on a wide screen and on a telephone.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Frame, type Page, test } from 'playwright/test';
import { ownDemo } from './own-demo.ts';
import { door } from './steps.ts';

const own = ownDemo();

const SIZES = [{ width: 1440, height: 900 }, { width: 390, height: 844 }];
const PAGES = [
  '/app', '/app/sets', '/app/sets?status=approved', '/app/sets?status=refused', '/app/sets/new', '/app/rules', '/app/rules/new', '/app/workflows', '/app/workflows/order_delivered', '/app/placements', '/app/guardrails',
  '/app/results', '/app/activity', '/app/activity?tab=changes', '/app/customers', '/app/data-health', '/app/data-health/without_cost', '/app/data-health/set-aside', '/app/settings', '/app/nowhere',
];
/** Pages that are found on another: a set, a customer. */
const FOUND = [{ on: '/app/sets', link: 'a[href^="/app/sets/"]:not([href$="/new"])' }, { on: '/app/customers', link: 'a[href^="/app/customers/"]' }];

test('a member of staff reads German: pages, errors and what Polaris says', async ({ page }) => {
  test.setTimeout(240_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || /hydrat/i.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));

  await test.step('the admin says the language once; the page is served in it and stays in it', async () => {
    await page.goto(`${own.demo.sandbox}/admin/apps/setwise?locale=de`);
    const admin = page.frameLocator('iframe');
    await expect(admin.locator('html')).toHaveAttribute('lang', 'de');
    await expect(admin.getByText(/Vorschläge warten auf Sie/)).toBeVisible({ timeout: 120_000 });
    await door(page, 'Leitplanken');
    await expect(admin.getByText('Das Mindeste, das Sie akzeptieren')).toBeVisible();
    await page.reload();
    await expect(admin.getByText('Das Mindeste, das Sie akzeptieren')).toBeVisible();
    await expect(admin.getByText(/Setwise bietet|Every offer/)).toHaveCount(0);
  });

  await test.step('a refusal of the pipeline is told in it', async () => {
    await page.goto(`${own.demo.sandbox}/admin/apps/setwise/app/workflows/order_delivered`);
    const admin = page.frameLocator('iframe');
    await admin.getByLabel('Kunde', { exact: true }).selectOption({ label: 'Jemand anderes' });
    await admin.getByLabel('E-Mail-Adresse oder Kunden-ID').fill('12');
    await admin.getByRole('button', { name: 'Anzeigen' }).click();
    await expect(admin.getByText('Ein Kunde mit dieser ID ist hier nicht bekannt.', { exact: false })).toBeVisible();
    await expect(admin.getByText('Wer heute was bekäme')).toBeVisible();
  });

  await test.step('so is a page that is not there', async () => {
    await page.goto(`${own.demo.sandbox}/admin/apps/setwise/app/customers/12`);
    await expect(page.frameLocator('iframe').getByText('Ein Kunde mit dieser ID ist hier nicht bekannt.', { exact: false })).toBeVisible();
  });

  await test.step('the other language is one link away', async () => {
    await page.getByRole('link', { name: 'English' }).click();
    await expect(page.frameLocator('iframe').locator('html')).toHaveAttribute('lang', 'en');
    await door(page, 'Guardrails');
    await expect(page.frameLocator('iframe').getByText('The least you accept')).toBeVisible();
  });

  expect(complaints.filter((said) => !/404/.test(said))).toEqual([]);
});

for (const [language, longer] of [['en', true], ['de', false]] as const) {
  test(`every page has room for ${longer ? 'words that are 40 % longer than English ones' : 'German'}`, async ({ page }) => {
    test.setTimeout(600_000);
    await page.goto(`${own.demo.sandbox}/admin/apps/setwise?locale=${language}`);
    await expect(page.frameLocator('iframe').getByText(/suggestions wait for|Vorschläge warten auf/).first()).toBeVisible({ timeout: 120_000 });
    const found: string[] = [];
    for (const { on, link } of FOUND) {
      const admin = await opened(page, on);
      const href = await admin.locator(link).first().getAttribute('href');
      if (href) found.push(href);
    }
    expect(found).toHaveLength(FOUND.length);
    const problems: string[] = [];
    for (const size of SIZES) {
      await page.setViewportSize(size);
      for (const path of [...PAGES, ...found]) {
        const admin = await opened(page, path);
        if (longer) await admin.evaluate(lengthenWords);
        const where = `${path} at ${size.width}`;
        problems.push(...(await admin.evaluate(withoutRoom)).map((problem) => `${where}: ${problem}`));
        if (language === 'de' && size === SIZES[1]) {
          // The admin around the page has a main part of its own.
          const { violations } = await new AxeBuilder({ page }).disableRules('landmark-unique').analyze();
          problems.push(...violations.map(({ id, nodes }) => `${where}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`));
        }
      }
    }
    expect(problems).toEqual([]);
  });
}

async function opened(page: Page, path: string): Promise<Frame> {
  await page.goto(`${own.demo.sandbox}/admin/apps/setwise${path}`);
  await page.frameLocator('iframe').locator('main h1, main h2').first().waitFor();
  await page.frameLocator('iframe').locator('main[aria-busy=false]').waitFor();
  await page.waitForLoadState('networkidle');
  const frame = page.frames().find((one) => one.name() === 'app-iframe');
  if (!frame) throw new Error(`${path} has no frame`);
  return frame;
}

/** In the page: every word as another language may have it, half as long again. */
function lengthenWords(): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) => (node.parentElement?.closest('script, style') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeValue) node.nodeValue = node.nodeValue.replace(/\p{L}{2,}/gu, (word) => word + 'ä'.repeat(Math.ceil(word.length * 0.4)));
  }
}

/** In the page: what is wider than the page, and text that is cut off. */
function withoutRoom(): string[] {
  const problems: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth + 1) {
    const widest = [...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1).at(-1);
    problems.push(`the page is ${root.scrollWidth - root.clientWidth} px too wide, by ${widest?.tagName}.${widest?.className}: ${widest?.textContent?.slice(0, 60)}`);
  }
  for (const one of document.querySelectorAll<HTMLElement>('main *')) {
    const { overflowX, textOverflow, clipPath, clip, visibility } = getComputedStyle(one);
    if (one.matches('.Polaris-Tabs__Outer')) continue; // what has no room goes into its menu
    const hides = overflowX === 'hidden' || overflowX === 'clip' || textOverflow === 'ellipsis';
    const unseen = visibility === 'hidden' || clip !== 'auto' || clipPath !== 'none' || one.clientWidth <= 1;
    const ownText = [...one.querySelectorAll('*'), one].some(({ childNodes }) => [...childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.nodeValue?.trim()));
    if (hides && !unseen && ownText && one.scrollWidth > one.clientWidth + 1) problems.push(`cut off by ${one.scrollWidth - one.clientWidth} px in ${one.tagName}.${one.className}: ${one.textContent?.slice(0, 60)}`);
  }
  return problems;
}
