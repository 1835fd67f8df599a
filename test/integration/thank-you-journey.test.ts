// From paying to the next cart, in a real browser: the sandbox's checkout, the extension's bundle in its page, the app's
// answer, the link.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { flushDecisions } from '#app/pipeline/decide/decision-log.ts';
import { answerError } from '#app/server/http-errors.ts';
import { handleThankYou } from '#app/server/thank-you.ts';
import { buildPlacement, buildSet, type BuiltProduct } from '#prisma/seed/builders.ts';
import { browserLaunchOptions, USER_AGENT } from '#test/support/chromium.ts';
import { type ConnectedShop, connectShop } from '#test/support/connected-shop.ts';
import { CAMERA, CARD } from '#test/support/small-store.ts';

const SHOP_ID = 4_400_000_001n;
let shop: ConnectedShop;
let server: http.Server;
let browser: Browser;

beforeAll(async () => {
  shop = await connectShop();
  await shop.open();
  await shop.work();
  await shop.settle();
  const built = (ids: typeof CAMERA) => ({ productId: BigInt(ids.product), variantId: BigInt(ids.variant), inventoryItemId: BigInt(ids.item) }) as BuiltProduct;
  await buildSet(SHOP_ID, { anchor: built(CAMERA), slots: [{ name: 'memory card', candidates: [{ product: built(CARD), support: 214 }] }] });
  await buildPlacement(SHOP_ID, 'thank_you');
  server = http.createServer((request, response) => {
    handleThankYou(request, response).catch((error) => answerError(response, error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await chromium.launch(await browserLaunchOptions());
});
afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
  await flushDecisions();
  await shop?.stop();
});

it('leads who bought a camera to a cart with the card for it, though no webhook was applied yet', async () => {
  const context = await browser.newContext({ userAgent: USER_AGENT });
  const page = await context.newPage();
  // The store's own address for the app is that of its webhooks; the question goes to the endpoint beside it.
  await context.route('**/api/thank-you', async (route) => route.fulfill({ response: await route.fetch({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/thank-you` }) }));
  const { storefrontUrl } = shop.sandbox;
  await context.request.post(`${storefrontUrl}/cart/add.js`, { data: { items: [{ id: CAMERA.variant }] } });
  const paid = await context.request.post(`${storefrontUrl}/checkout`, { form: { customer: '' }, maxRedirects: 0 });
  await page.goto(storefrontUrl + (paid.headers().location ?? ''));
  await page.getByRole('link', { name: 'Im Warenkorb ansehen' }).click();
  await page.waitForURL(`${storefrontUrl}/cart`);
  const cart = (await (await context.request.get(`${storefrontUrl}/cart.js`)).json()) as { items: { variant_id: number; quantity: number }[] };
  expect(cart.items).toMatchObject([{ variant_id: CARD.variant, quantity: 1 }]);
  await context.close();
});
