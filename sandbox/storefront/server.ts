// The storefront on its own port: pages, cart API, checkout, theme editor, app proxy, pictures.
import { readFileSync } from 'node:fs';
import type { StorefrontOptions } from '../assemble.ts';
import { type Answer, type Ask, HttpRefusal, redirect, type Route, startServer } from '../http/server.ts';
import type { Store } from '../store/store.ts';
import { ASSETS_PATH } from './app-extension.ts';
import { passOn, readProxyPlace } from './app-proxy.ts';
import { buyNow } from './buy-now.ts';
import { CartApi } from './cart-api.ts';
import { followPermalink } from './cart-permalink.ts';
import { Pages } from './pages.ts';
import { pictureOf } from './pictures.ts';
import { PixelHost } from './pixel-host/host.ts';
import { Storefront } from './storefront.ts';
import { ThankYouHost } from './thank-you-host/host.ts';
import { THEME_ASSETS_PATH } from './theme.ts';
import { EDITOR_PATH, ThemeEditor } from './theme-editor.ts';

const A_YEAR = 'public, max-age=31536000, immutable';
const TYPES: Record<string, string> = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', svg: 'image/svg+xml' };

/** Starts the storefront; it writes its theme into the store where there is none yet. */
export async function startStorefront({ store, port, host, appUrl, sandboxUrl }: StorefrontOptions): Promise<{ url: string; stop(): Promise<void> }> {
  const storefront = await Storefront.open(store);
  const thankYouHost = new ThankYouHost(store, appUrl);
  const pixelHost = new PixelHost(store);
  const pages = new Pages(storefront, thankYouHost, pixelHost);
  const cart = new CartApi(storefront);
  const editor = new ThemeEditor(storefront);
  const place = readProxyPlace();
  const proxy = (ask: Ask): Promise<Answer> => {
    if (!store.installation.installed) throw new HttpRefusal(404, 'Not Found');
    return passOn(ask, { appUrl, place, shop: store.shop.domain, customerId: storefront.visits.of(ask).customerId });
  };
  const get = (path: string, handle: Route['handle']): Route => ({ method: 'GET', path, handle });
  const post = (path: string, handle: Route['handle']): Route => ({ method: 'POST', path, handle });
  const show: Route['handle'] = (ask) => pages.show(ask);

  const routes: Route[] = [
    get('/', show),
    get('/collections/:handle', show),
    get('/search', show),
    get('/products/:handle', show),
    get('/cart', show),
    post('/buy-now', (ask) => buyNow(storefront, ask)),
    get('/checkout', (ask) => pages.checkout(ask)),
    post('/checkout/contact', (ask) => pages.contact(ask)),
    post('/checkout', (ask) => pages.placeOrder(ask)),
    get('/checkout/thank-you/:order', (ask) => pages.thankYou(ask)),
    get('/account/orders/:order', (ask) => pages.orderStatus(ask)),
    ...thankYouHost.routes(),
    ...pixelHost.routes(),
    get('/cart/:permalink', (ask) => followPermalink(storefront, ask)),
    get('/cart.js', (ask) => cart.show(ask)),
    get('/cart.json', (ask) => cart.show(ask)),
    post('/cart/add.js', (ask) => cart.add(ask)),
    post('/cart/change.js', (ask) => cart.change(ask)),
    post('/cart/update.js', (ask) => cart.update(ask)),
    post('/cart/clear.js', (ask) => cart.clear(ask)),
    post('/cart/add', (ask) => cart.form(ask, (each) => cart.add(each))),
    post('/cart', (ask) => cart.form(ask, (each) => cart.update(each))),
    post('/cart/update', (ask) => cart.form(ask, (each) => cart.update(each))),
    get(`${place.prefix}/:path`, proxy),
    post(`${place.prefix}/:path`, proxy),
    get('/cdn/products/:picture', (ask) => picture(store, ask.params.picture ?? '')),
    get(`${THEME_ASSETS_PATH}/:name`, (ask) => themeAsset(ask.params.name ?? '')),
    get(`${ASSETS_PATH}/:name`, (ask) => appAsset(storefront, ask.params.name ?? '')),
    get(EDITOR_PATH, (ask) => editor.show(ask)),
    post(EDITOR_PATH, (ask) => editor.save(ask)),
    get('/admin', () => redirect(sandboxUrl)),
    get('/:page', show),
  ];
  return startServer(routes, { host, port });
}

function picture(store: Store, name: string): Answer {
  const product = store.productByHandle(name.replace(/\.svg$/, ''));
  if (!product) throw new HttpRefusal(404, 'Not Found');
  return { headers: { 'content-type': 'image/svg+xml', 'cache-control': A_YEAR }, body: pictureOf(product) };
}

function themeAsset(name: string): Answer {
  if (!/^[a-z-]+\.(js|css|svg)$/.test(name)) throw new HttpRefusal(404, 'Not Found');
  try {
    return asset(name, readFileSync(new URL(`theme/assets/${name}`, import.meta.url)));
  } catch {
    throw new HttpRefusal(404, 'Not Found');
  }
}

function appAsset(storefront: Storefront, name: string): Answer {
  const contents = storefront.extension.assets.get(name);
  if (!contents) throw new HttpRefusal(404, 'Not Found');
  return asset(name, Buffer.from(contents));
}

const asset = (name: string, body: Buffer): Answer => ({
  headers: { 'content-type': TYPES[name.split('.').pop() ?? ''] ?? 'application/octet-stream', 'cache-control': 'no-cache' },
  body,
});
