// The worker's side: the part of Shopify's web pixel API that a pixel about checkouts needs. `register` finds it as
// `shopify.extend`; once the pixel is there, the checkout is told to be complete.
import type { PixelContext, StorageQuestion, ToWorker } from '../context.ts';

type Listener = (event: object) => unknown;

const scope = globalThis as unknown as { shopify: object; importScripts(url: string): void; postMessage(message: StorageQuestion): void };
const asked = new Map<number, (value: string | null) => void>();
const analytics = new Map<string, Listener>();
const privacy = new Map<string, Listener>();

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('start' in data) start(data.start);
  else if ('consent' in data) privacy.get('visitorConsentCollected')?.({ customerPrivacy: consented(data.consent) });
  else asked.get(data.question)?.(data.value);
});

function start({ settings, shopDomain, orderId, urls }: PixelContext): void {
  const api = {
    settings,
    init: { data: { shop: { myshopifyDomain: shopDomain } }, customerPrivacy: consented(true) },
    analytics: { subscribe: (name: string, listener: Listener) => analytics.set(name, listener) },
    customerPrivacy: { subscribe: (name: string, listener: Listener) => privacy.set(name, listener) },
    browser: { localStorage: { getItem } },
  };
  scope.shopify = { extend: (point: string, extend: (given: typeof api) => void) => point === 'WebPixel::Render' && extend(api) };
  scope.importScripts(urls.pixel);
  const event = { id: crypto.randomUUID(), name: 'checkout_completed', type: 'standard', timestamp: new Date().toISOString(), data: { checkout: { order: { id: orderId } } } };
  analytics.get('checkout_completed')?.(event);
}

const consented = (allowed: boolean) => ({ analyticsProcessingAllowed: allowed, marketingAllowed: false, preferencesProcessingAllowed: allowed, saleOfDataAllowed: false });

function getItem(key: string): Promise<string | null> {
  return new Promise((resolve) => {
    asked.set(asked.size, resolve);
    scope.postMessage({ question: asked.size - 1, key });
  });
}
