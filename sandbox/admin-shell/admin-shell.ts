// The merchant's admin, as much of it as an embedded app needs: a frame with the shop's name and the app in it, App Bridge
// for the page inside, and session tokens. Opening the app installs it, as the platform does with managed installation.
import { type Ask, escapeHtml, HttpRefusal, html, json, redirect, type Route } from '../http/server.ts';
import { staticFile } from '../http/static-file.ts';
import { mintSessionToken } from '../oauth/session-token.ts';
import type { Store } from '../store/store.ts';
import { elsewherePage, shellPage } from './page.ts';
import { pickable } from './resource-picker.ts';
import { languageCookie, staffLanguage } from './staff-language.ts';
import { storeHandle } from './store-handle.ts';

const APP_ANSWERS_WITHIN_MS = 2_000;

export interface AdminShell {
  store: Store;
  /** Scopes that the app declares: what opening it grants. */
  scopes: readonly string[];
  urls: { sandbox: string; storefront: string; app: string };
}

export function adminShellRoutes({ store, scopes, urls }: AdminShell): Route[] {
  const handle = storeHandle(store);
  const home = `/store/${handle}/apps/setwise`;
  const browserFile = (name: string): URL => new URL(`browser/${name}`, import.meta.url);

  const open = async (path: string, ask: Ask) => {
    const language = staffLanguage(ask);
    if (!(await appAnswers(urls.app)))
      return html(shellPage({ store, urls, language, frame: null, message: `Setwise does not answer at ${escapeHtml(urls.app)}. Start it (npm run demo starts everything) and reload this page.` }), 503);
    store.install(scopes);
    return html(shellPage({ store, urls, language, frame: framed(path, ask.url.searchParams, language), message: null }), 200, languageCookie(language));
  };

  const framed = (path: string, search: URLSearchParams, language: string): string => {
    const url = new URL(path, urls.app);
    for (const [name, value] of search) url.searchParams.append(name, value);
    url.searchParams.set('embedded', '1');
    url.searchParams.set('shop', store.shop.domain);
    url.searchParams.set('host', Buffer.from(`admin.shopify.com/store/${handle}`).toString('base64url'));
    url.searchParams.set('locale', language);
    url.searchParams.set('id_token', mintSessionToken(store.shop.domain));
    return url.href;
  };

  return [
    { method: 'GET', path: '/', handle: () => redirect(home) },
    { method: 'GET', path: '/admin', handle: () => redirect(home) },
    { method: 'GET', path: '/admin/*', handle: ({ params, url }) => redirect(`/store/${handle}/${params.rest ?? ''}${url.search}`) },
    { method: 'GET', path: '/store/:handle', handle: () => redirect(home) },
    { method: 'GET', path: '/store/:handle/apps/setwise', handle: (ask) => open('/app', ask) },
    { method: 'GET', path: '/store/:handle/apps/setwise/*', handle: (ask) => open(`/${ask.params.rest || 'app'}`, ask) },
    // The theme editor stands with the theme, on the storefront.
    { method: 'GET', path: '/store/:handle/themes/*', handle: ({ params, url }) => redirect(`${urls.storefront}/admin/themes/${params.rest ?? ''}${url.search}`) },
    { method: 'GET', path: '/store/:handle/*', handle: (ask) => html(elsewherePage({ store, urls, language: staffLanguage(ask), place: ask.params.rest ?? '' }), 404) },
    { method: 'GET', path: '/app-bridge.js', handle: () => staticFile(browserFile('app-bridge.js'), { 'access-control-allow-origin': '*' }) },
    { method: 'GET', path: '/resource-picker.js', handle: () => staticFile(browserFile('resource-picker.js'), { 'access-control-allow-origin': '*' }) },
    {
      method: 'GET',
      path: '/resource-picker/:kind',
      handle: ({ params, url }) => {
        const found = pickable(store, params.kind ?? '', url.searchParams.get('q') ?? '');
        if (!found) throw new HttpRefusal(404, 'Not Found');
        return json(found, 200, { 'access-control-allow-origin': new URL(urls.app).origin, vary: 'Origin' });
      },
    },
    { method: 'GET', path: '/shell/:file', handle: ({ params }) => shellFile(params.file ?? '', browserFile) },
    {
      method: 'GET',
      path: '/session-token',
      handle: ({ url }) => {
        const cors = { 'access-control-allow-origin': new URL(urls.app).origin, 'cache-control': 'no-store', vary: 'Origin' };
        if (url.searchParams.get('shop') !== store.shop.domain) return { status: 404, headers: cors, body: 'There is no such shop here.' };
        if (!store.installation.installed) return { status: 403, headers: cors, body: 'The app is not installed: open it from the admin.' };
        return { headers: { ...cors, 'content-type': 'text/plain' }, body: mintSessionToken(store.shop.domain) };
      },
    },
  ];
}

const SHELL_FILES = ['shell.js', 'shell.css'];

function shellFile(name: string, browserFile: (name: string) => URL): ReturnType<typeof staticFile> {
  if (!SHELL_FILES.includes(name)) throw new HttpRefusal(404, 'Not Found');
  return staticFile(browserFile(name));
}

/** Any answer will do; only silence means that it is not running. */
async function appAnswers(appUrl: string): Promise<boolean> {
  return fetch(appUrl, { redirect: 'manual', signal: AbortSignal.timeout(APP_ANSWERS_WITHIN_MS) }).then(
    async (answer) => {
      await answer.body?.cancel();
      return true;
    },
    () => false,
  );
}
