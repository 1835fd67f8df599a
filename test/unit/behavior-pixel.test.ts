// The pixel against a double of what Shopify gives it: which visitor completed which checkout, and nothing else.
import type { ExtensionApi, PixelEventsCheckoutCompleted, ShopifyGlobal } from '@shopify/web-pixels-extension';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pixelCall } from '#app/contract/pixel.ts';

const VISITOR = '0b9a1c52-2222-4222-8222-000000000001';
const ENDPOINT = 'https://app.example/pixel';
const fetched = vi.fn(async (_url: string, _init: RequestInit) => new Response(null, { status: 204 }));

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('fetch', fetched);
});
afterEach(() => {
  vi.unstubAllGlobals();
  fetched.mockClear();
});

interface Shopper {
  visitor?: string | null;
  allowed?: boolean;
  orderId?: string | null;
  /** Said after the pixel was started. */
  consentTaken?: boolean;
}

const privacyOf = (allowed: boolean) => ({ analyticsProcessingAllowed: allowed, marketingAllowed: false, preferencesProcessingAllowed: false, saleOfDataAllowed: false });

/** Starts the pixel, and completes a checkout. */
async function buy({ visitor = VISITOR, allowed = true, orderId = 'gid://shopify/Order/5500000009', consentTaken = false }: Shopper = {}): Promise<void> {
  const heard = new Map<string, (event: never) => unknown>();
  const subscribe = (name: string, listener: (event: never) => unknown) => heard.set(name, listener).has(name);
  const shopify: ShopifyGlobal = {
    extend: (_point, extend) =>
      extend({
        settings: { endpoint: ENDPOINT },
        init: { data: { shop: { myshopifyDomain: 'small.myshopify.com' } }, customerPrivacy: privacyOf(allowed) },
        analytics: { subscribe },
        customerPrivacy: { subscribe },
        browser: { localStorage: { getItem: async (key: string) => (key === '_setwise_visitor' ? visitor : null) } },
      } as unknown as ExtensionApi),
  };
  vi.stubGlobal('shopify', shopify);
  await import('../../extensions/behavior-pixel/src/index.ts');
  if (consentTaken) heard.get('visitorConsentCollected')?.({ customerPrivacy: privacyOf(false) } as never);
  const event: Pick<PixelEventsCheckoutCompleted, 'id'> & object = { id: 'event-1', data: { checkout: { order: { id: orderId } } } } as never;
  await heard.get('checkout_completed')?.(event as never);
}

it('says which visitor placed which order, in the form that the app reads', async () => {
  await buy();
  expect(fetched).toHaveBeenCalledOnce();
  const [url, init] = fetched.mock.calls[0] ?? [];
  expect(url).toBe(ENDPOINT);
  expect(init).toMatchObject({ method: 'POST', keepalive: true });
  expect(pixelCall.parse(JSON.parse(String(init?.body)))).toEqual({ shop: 'small.myshopify.com', orderId: 5_500_000_009n, visitor: VISITOR, eventId: 'event-1' });
});

it.each<[string, Shopper]>([
  ['the visitor has no id', { visitor: null }],
  ['analytics is not consented to', { allowed: false }],
  ['consent was taken back on the page', { consentTaken: true }],
  ['the checkout has no order', { orderId: null }],
])('says nothing where %s', async (_, shopper) => {
  await buy(shopper);
  expect(fetched).not.toHaveBeenCalled();
});

it('bears that nobody answers', async () => {
  fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  await expect(buy()).resolves.toBeUndefined();
});
