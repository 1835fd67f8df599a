// What the thank-you and order-status pages host of the app's UI extension: its bundle, built as for Shopify and served
// unchanged; the published types that its border guard goes by; the session token that lets it ask the app.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { buildBundle } from '../../../extensions/thank-you/build-bundle.ts';
import { type Ask, HttpRefusal, json, type Route } from '../../http/server.ts';
import { mintCheckoutToken } from '../../oauth/session-token.ts';
import { gid } from '../../store/gid.ts';
import { lineTotalMinor } from '../../store/orders.ts';
import type { Store } from '../../store/store.ts';
import type { OrderRecord } from '../../store/types.ts';
import type { HostContext } from './context.ts';
import { keptTypes } from './kept-types.ts';
import type { PublishedTypes, Target } from './published-types.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const LOCALES = path.join(ROOT, 'extensions/thank-you/locales');
const PATH = '/thank-you-host';

export class ThankYouHost {
  readonly #store: Store;
  readonly #bundle: () => Promise<Uint8Array>;
  readonly #script: () => Promise<Uint8Array>;
  readonly #types: () => Promise<Record<Target, PublishedTypes>>;

  /** @param appUrl written into the bundle: where the extension asks */
  constructor(store: Store, appUrl: string) {
    this.#store = store;
    this.#bundle = once(async () => (await buildBundle(appUrl)).contents);
    this.#script = once(hostScript);
    this.#types = once(keptTypes);
  }

  routes(): Route[] {
    const script = (contents: Uint8Array) => ({ headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' }, body: Buffer.from(contents) });
    return [
      { method: 'GET', path: `${PATH}/host.js`, handle: async () => script(await this.#script()) },
      { method: 'GET', path: `${PATH}/bundle.js`, handle: async () => script(await this.#bundle()) },
      { method: 'GET', path: `${PATH}/types/:target`, handle: async (ask) => this.#typesOf(ask) },
      { method: 'GET', path: `${PATH}/token/:order`, handle: (ask) => this.#token(ask) },
    ];
  }

  /** What stands in the page for the extension at a target; nothing once the app was uninstalled. */
  async block(target: Target, order: OrderRecord, visit: { locale: string; country: string }): Promise<string> {
    if (!this.#store.installation.installed) return '';
    const context = JSON.stringify(await this.#context(target, order, visit)).replaceAll('<', '\\u003c');
    return `<div class="extension" data-extension-target="${target}"><script type="application/json">${context}</script></div><script type="module" src="${PATH}/host.js"></script>`;
  }

  async #context(target: Target, order: OrderRecord, { locale, country }: { locale: string; country: string }): Promise<HostContext> {
    const { shop, orders } = this.#store;
    const earlier = [...orders.values()].some((each) => each.id !== order.id && each.customerId === order.customerId && each.processedAt < order.processedAt);
    return {
      target,
      locale,
      currency: order.presentment?.currency ?? order.currency,
      country,
      timezone: shop.timezone,
      shop: { id: gid('Shop', shop.id), name: shop.name, storefrontUrl: '/', myshopifyDomain: shop.domain },
      order: { id: gid('Order', order.id), name: order.name, processedAt: order.processedAt, cancelledAt: order.cancelledAt, isFirst: order.customerId === null || !earlier },
      lines: order.lines.map((line) => ({
        id: gid('CartLine', line.id),
        quantity: line.quantity,
        totalMinor: lineTotalMinor(line),
        variantId: line.variantId === null ? null : gid('ProductVariant', line.variantId),
        productId: line.productId === null ? null : gid('Product', line.productId),
        title: line.title,
      })),
      wording: await wordingFor(locale),
      settings: {},
      urls: { types: `${PATH}/types/${target}`, bundle: `${PATH}/bundle.js`, token: `${PATH}/token/${order.id}` },
    };
  }

  async #typesOf(ask: Ask) {
    const types = (await this.#types())[ask.params.target as Target];
    if (!types) throw new HttpRefusal(404, 'Not Found');
    return json(types, 200, { 'cache-control': 'no-cache' });
  }

  /** Of whoever placed the order, whoever looks at it: this store has no log-in. */
  #token(ask: Ask) {
    const order = this.#store.orders.get(Number(ask.params.order));
    if (!order) throw new HttpRefusal(404, 'Not Found');
    return json({ token: mintCheckoutToken(this.#store.shop.domain, order.customerId) }, 200, { 'cache-control': 'no-store' });
  }
}

/** Made when first asked for; what failed is tried again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
}

async function hostScript(): Promise<Uint8Array> {
  const { outputFiles } = await build({ entryPoints: [path.join(import.meta.dirname, 'browser/start.ts')], bundle: true, write: false, format: 'esm', target: 'es2022', charset: 'utf8', logLevel: 'silent' });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

/** The shopper's language, or the default where there is no translation. */
async function wordingFor(locale: string): Promise<Record<string, unknown>> {
  const language = `${locale.split('-')[0]}.json`;
  const name = (await readdir(LOCALES)).includes(language) ? language : 'en.default.json';
  return JSON.parse(await readFile(path.join(LOCALES, name), 'utf8')) as Record<string, unknown>;
}
