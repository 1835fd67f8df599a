// A storefront with six products, one set and an app that answers as a test wants: for tests of the widget, the theme and
// the cart.
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OffersAnswer } from '#app/contract/offers.ts';
import type { PublishedDiscounts, PublishedSet } from '#app/contract/published-set.ts';
import { DISCOUNT_KEY, METAFIELD_NAMESPACE, SET_KEY, slotKey } from '#app/domain/portable/names.ts';
import { openStore } from '#sandbox/store/open-store.ts';
import type { Store } from '#sandbox/store/store.ts';
import type { ProductRecord, StoreSeed } from '#sandbox/store/types.ts';
import { startStorefront } from '#sandbox/storefront/server.ts';

export const SET_ID = '6f6a1f0e-3c1c-4f5a-9a53-1d8f2b7c9e10';
/** Variant ids are the product id times ten, plus the variant's place. */
export const CAMERA = 100;
export const CARD = 200;
export const OTHER_CARD = 300;
export const BAG = 400;
export const STRAP = 500;
const LONELY = 600;
export const variantOf = (product: number, place = 1): number => product * 10 + place;

const AT = '2026-01-05T08:00:00.000Z';
const LOCATION = { id: 9001, name: 'Warehouse' };

function product(id: number, title: string, prices: string[]): ProductRecord {
  return {
    id, title, handle: title.toLowerCase().replaceAll(' ', '-'), vendor: 'Fjord', productType: 'Thing', tags: [], status: 'ACTIVE', category: null,
    descriptionHtml: `<p>${title}</p>`, pictureSvg: null, publishedAt: AT, createdAt: AT, updatedAt: AT, metafields: [],
    variants: prices.map((price, index) => ({
      id: variantOf(id, index + 1), title: prices.length === 1 ? 'Default Title' : `Size ${index + 1}`, sku: null, position: index + 1, price, compareAtPrice: null,
      selectedOptions: [{ name: prices.length === 1 ? 'Title' : 'Size', value: prices.length === 1 ? 'Default Title' : `Size ${index + 1}` }], inventoryPolicy: 'DENY',
      inventoryItem: { id: variantOf(id, index + 1) + 5_000_000, tracked: true, unitCost: null, updatedAt: AT },
      levels: [{ locationId: LOCATION.id, available: 5, updatedAt: AT }], updatedAt: AT,
    })),
  };
}

const seed = (): StoreSeed => ({
  shop: { id: 1, domain: 'fjord-test.myshopify.com', name: 'Fjord Test', currency: 'EUR', timezone: 'Europe/Berlin', locale: 'en', email: 'a@example.com' },
  locations: [LOCATION],
  products: [product(CAMERA, 'Camera', ['899.00']), product(CARD, 'Fast Card', ['39.95', '69.95']), product(OTHER_CARD, 'Other Card', ['34.90']), product(BAG, 'Day Bag', ['89.00']), product(STRAP, 'Rope Strap', ['24.50']), product(LONELY, 'Lonely Thing', ['10.00'])],
  customers: [{ id: 77, firstName: 'Ada', lastName: 'Berg', email: 'ada@example.com', locale: 'en', countryCode: 'DE', tags: [], emailConsent: 'NOT_SUBSCRIBED', createdAt: AT, updatedAt: AT }],
  orders: [],
});

export interface TestStorefront {
  url: string;
  store: Store;
  /** What the app answers under /proxy/offers; every question it got is in `asked`, every shopper's answer in `told`. */
  app: { answer: OffersAnswer | 'down' | 'slow'; asked: URL[]; told: unknown[] };
  switchOn(...blocks: string[]): Promise<void>;
  sellOut(variantId: number): void;
  stop(): Promise<void>;
}

export const ALL_BLOCKS = ['product/complete-the-set', 'cart/complete-the-set', 'cart-drawer'];

/** @param discount whether the app has registered its automatic discount */
export async function testStorefront({ discount = true, published = true } = {}): Promise<TestStorefront> {
  const folder = mkdtempSync(join(tmpdir(), 'setwise-storefront-'));
  const store = await openStore(folder, seed);
  store.install(['write_products', 'write_app_proxy']);
  if (published) publish(store);
  if (discount)
    store.createDiscount({ title: 'Set price', functionHandle: 'set-discount', discountClasses: ['PRODUCT'], combinesWith: { productDiscounts: false, orderDiscounts: false, shippingDiscounts: true }, startsAt: AT, endsAt: null, tags: [] });

  const app: TestStorefront['app'] = { answer: 'down', asked: [], told: [] };
  const server = createServer((request, response) => {
    app.asked.push(new URL(request.url ?? '/', 'http://app'));
    if (request.method === 'POST' && app.answer !== 'down') return void json(request).then((told) => response.end(JSON.stringify({ kept: app.told.push(told) > 0 })));
    if (app.answer === 'down') response.writeHead(500).end();
    else if (app.answer === 'slow') setTimeout(() => response.end(), 4_000).unref();
    else response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'never=passed' }).end(JSON.stringify(app.answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const running = await startStorefront({ store, port: 0, host: '127.0.0.1', appUrl, sandboxUrl: 'http://127.0.0.1:1' });
  return {
    url: running.url,
    store,
    app,
    async switchOn(...blocks) {
      await fetch(`${running.url}/admin/themes/current/editor`, { method: 'POST', body: new URLSearchParams(blocks.map((block) => ['on', block])), redirect: 'manual' });
    },
    sellOut: (variantId) => store.setAvailable(variantId + 5_000_000, LOCATION.id, 0),
    async stop() {
      await running.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Card (10 % off) or other card, bag (15 % off), strap at its price. */
function publish(store: Store): void {
  const set: PublishedSet = {
    id: SET_ID,
    goal: 'Ready for the first trip',
    weight: 20,
    slots: [
      { name: 'Memory card', reasons: { [CARD]: 'The card this camera writes to', [OTHER_CARD]: 'A card that this camera takes' } },
      { name: 'Bag', reasons: { [BAG]: 'Carries it in the rain' } },
      { name: 'Strap', reasons: { [STRAP]: 'Keeps it at hand' } },
    ],
    discounts: { [CARD]: 1_000, [OTHER_CARD]: 1_000, [BAG]: 1_500 },
  };
  const allowed = (bp: number): PublishedDiscounts => ({ [SET_ID]: { anchor: String(CAMERA), bp } });
  const write = (productId: number, key: string, type: string, value: unknown) => ({ ownerId: `gid://shopify/Product/${productId}`, namespace: METAFIELD_NAMESPACE, key, type, value: JSON.stringify(value) });
  const slot = (no: number, ...products: number[]) => write(CAMERA, slotKey(no), 'list.product_reference', products.map((id) => `gid://shopify/Product/${id}`));
  store.setMetafields([
    write(CAMERA, SET_KEY, 'json', set), slot(1, CARD, OTHER_CARD), slot(2, BAG), slot(3, STRAP),
    write(CARD, DISCOUNT_KEY, 'json', allowed(1_000)), write(OTHER_CARD, DISCOUNT_KEY, 'json', allowed(1_000)), write(BAG, DISCOUNT_KEY, 'json', allowed(1_500)),
  ]);
}
