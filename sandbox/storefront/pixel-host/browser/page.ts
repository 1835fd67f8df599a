// The page's side: the pixel is started once analytics is consented to, as its toml demands, and not before; a consent
// that is taken back is told. What the worker wants to know of the page's storage it has to ask for.
import type { PixelContext, StorageQuestion, ToWorker } from '../context.ts';

interface StorePage {
  customerPrivacy?: { analyticsProcessingAllowed(): boolean };
  loadFeatures(features: { name: string; version: string }[], done: () => void): void;
}

const context = JSON.parse(document.querySelector('[data-pixel]')?.textContent ?? '{}') as PixelContext;
const { Shopify: shopify } = window as unknown as { Shopify: StorePage };
let worker: Worker | undefined;

shopify.loadFeatures([{ name: 'consent-tracking-api', version: '0.1' }], settle);
document.addEventListener('visitorConsentCollected', settle);

function settle(): void {
  const allowed = shopify.customerPrivacy?.analyticsProcessingAllowed() ?? false;
  if (worker) tell({ consent: allowed });
  else if (allowed) start();
}

function start(): void {
  worker = new Worker(context.urls.worker);
  worker.addEventListener('message', ({ data }: MessageEvent<StorageQuestion>) => tell({ question: data.question, value: localStorage.getItem(data.key) }));
  tell({ start: context });
}

function tell(message: ToWorker): void {
  worker?.postMessage(message);
}
