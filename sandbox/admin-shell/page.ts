// The HTML of the admin's frame.
import { escapeHtml } from '../http/server.ts';
import type { Store } from '../store/store.ts';
import { STAFF_LANGUAGES } from './staff-language.ts';
import { storeHandle } from './store-handle.ts';

interface Urls {
  sandbox: string;
  storefront: string;
  app: string;
}

export interface ShellView {
  store: Store;
  urls: Urls;
  /** Of the staff member. */
  language: string;
  /** Address of the app's page; null: `message` stands instead. */
  frame: string | null;
  /** HTML. */
  message: string | null;
}

export function shellPage({ store, urls, language, frame, message }: ShellView): string {
  const home = `/store/${storeHandle(store)}/apps/setwise`;
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width,initial-scale=1">
  <title>Setwise · ${escapeHtml(store.shop.name)} · Admin</title>
  <link rel="stylesheet" href="/shell/shell.css">
  <link rel="icon" href="data:,">
</head>
<body data-home="${escapeHtml(home)}" data-app="${escapeHtml(urls.app)}">
  <header class="bar">
    <button type="button" class="menu" aria-expanded="false" aria-controls="navigation"><span aria-hidden="true">☰</span> Menu</button>
    <span class="mark">Sandbox admin</span>
    <span class="languages">${STAFF_LANGUAGES.map(([code, name]) => `<a class="language" href="?locale=${code}" hreflang="${code}" lang="${code}"${code === language ? ' aria-current="true"' : ''}>${name}</a>`).join('')}</span>
    <span class="shop"><span class="avatar" aria-hidden="true">${escapeHtml(initials(store.shop.name))}</span>${escapeHtml(store.shop.name)}</span>
  </header>
  <div class="body">
    <nav id="navigation" aria-label="Admin">
      <p class="heading">Sales channels</p>
      <a href="${escapeHtml(urls.storefront)}" target="_blank" rel="noopener">Online store <span aria-hidden="true">↗</span><span class="unseen"> (opens a new tab)</span></a>
      <p class="heading">Apps</p>
      <a class="app" href="${escapeHtml(home)}">Setwise</a>
      <ul class="pages" aria-label="Setwise"></ul>
      <p class="heading">Sandbox</p>
      <a href="/inbox" target="_blank" rel="noopener">Inbox <span aria-hidden="true">↗</span><span class="unseen"> (opens a new tab)</span></a>
      <a href="/console" target="_blank" rel="noopener">Console <span aria-hidden="true">↗</span><span class="unseen"> (opens a new tab)</span></a>
    </nav>
    <main>
      ${frame ? `<iframe name="app-iframe" title="Setwise" src="${escapeHtml(frame)}" allow="clipboard-write"></iframe>` : `<div class="message" role="alert"><h1>The app is not running</h1><p>${message ?? ''}</p></div>`}
    </main>
  </div>
  <script src="/shell/shell.js"></script>
</body>
</html>`;
}

/** For links from the app to parts of the admin that the sandbox does not have. */
export function elsewherePage({ store, urls, language, place }: { store: Store; urls: Urls; language: string; place: string }): string {
  const message = `<code>${escapeHtml(place)}</code> is a page of the real admin; the sandbox has only the app's. See the <a href="${escapeHtml(urls.storefront)}">storefront</a>, or change things in the <a href="/console">console</a>.`;
  return shellPage({ store, urls, language, frame: null, message }).replace('The app is not running', 'Not in the sandbox');
}

const initials = (name: string): string => name.split(/\s+/).slice(0, 2).map((word) => word.charAt(0).toUpperCase()).join('');
