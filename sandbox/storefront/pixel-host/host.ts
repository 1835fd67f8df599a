// What the thank-you page hosts of the app's web pixel: its bundle, built as for Shopify and run unchanged in a worker, where
// nothing of the page is in reach. There while the app has its pixel switched on.
import path from 'node:path';
import { build } from 'esbuild';
import { buildPixelBundle } from '../../../extensions/behavior-pixel/build-bundle.ts';
import type { Answer, Route } from '../../http/server.ts';
import type { Store } from '../../store/store.ts';
import type { OrderRecord } from '../../store/types.ts';
import type { PixelContext } from './context.ts';

const PATH = '/pixel-host';

export class PixelHost {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  routes(): Route[] {
    const get = (name: string, make: () => Promise<Uint8Array>): Route => ({ method: 'GET', path: `${PATH}/${name}`, handle: async () => script(await make()) });
    return [get('page.js', () => bundled('page.ts')), get('worker.js', () => bundled('worker.ts')), get('pixel.js', buildPixelBundle)];
  }

  /** What stands in the page of an order that was just placed; nothing without a pixel. */
  block(order: OrderRecord): string {
    const { installed, webPixel } = this.#store.installation;
    if (!installed || !webPixel) return '';
    const context: PixelContext = {
      settings: JSON.parse(webPixel.settings) as Record<string, string>,
      shopDomain: this.#store.shop.domain,
      orderId: String(order.id),
      urls: { worker: `${PATH}/worker.js`, pixel: `${PATH}/pixel.js` },
    };
    return `<script type="application/json" data-pixel>${JSON.stringify(context).replaceAll('<', '\\u003c')}</script><script type="module" src="${PATH}/page.js"></script>`;
  }
}

const script = (contents: Uint8Array): Answer => ({ headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' }, body: Buffer.from(contents) });

async function bundled(name: string): Promise<Uint8Array> {
  const { outputFiles } = await build({ entryPoints: [path.join(import.meta.dirname, 'browser', name)], bundle: true, write: false, format: 'iife', target: 'es2022', charset: 'utf8', logLevel: 'silent' });
  return outputFiles[0]?.contents ?? new Uint8Array();
}
