// The inbox's pages: the list, one message with the ways to look at it, and the page behind an unsubscribe link.
import { escapeHtml } from '../../http/server.ts';
import type { KlaviyoAccount } from '../account.ts';
import type { MessageRecord } from '../types.ts';

const STATES = { sent: 'Delivered', skipped: 'Not sent', bounced: 'Bounced' } as const;

export function listPage(account: KlaviyoAccount, messages: readonly MessageRecord[]): string {
  const rows = messages.map((message) => `
      <li class="${message.state}">
        <a href="/inbox/messages/${message.id}">
          <span class="to">${escapeHtml(message.to ?? 'no address')}</span>
          <span class="subject">${escapeHtml(message.subject || '(no subject)')}</span>
          <span class="preview">${escapeHtml(message.preview)}</span>
          <time datetime="${message.sentAt}">${escapeHtml(when(account, message.sentAt))}</time>
          <span class="state">${STATES[message.state]}${message.reason ? `: ${escapeHtml(message.reason)}` : ''}${message.unsubscribedAt ? ' · unsubscribed' : ''}${message.clicks.length > 0 ? ` · ${clicks(message)}` : ''}</span>
        </a>
      </li>`);
  const body = rows.length > 0 ? `<ul class="messages">${rows.join('')}</ul>` : '<p class="empty">No email yet. A live flow sends one when its event arrives.</p>';
  return page(account, 'Inbox', `<main>${body}</main>`);
}

export function messagePage(account: KlaviyoAccount, message: MessageRecord): string {
  const { id, state, reason } = message;
  const shown = message.html
    ? `<div class="tools" role="group" aria-label="How to look at it">
        <button type="button" data-width="desktop" aria-pressed="true">Desktop</button><button type="button" data-width="phone" aria-pressed="false">Phone</button>
        <button type="button" data-toggle="dark" aria-pressed="false">Dark</button><button type="button" data-toggle="no-images" aria-pressed="false">Images off</button>
        <button type="button" data-toggle="text" aria-pressed="false">Plain text</button>
      </div>
      <div class="paper" data-width="desktop">
        <iframe title="The email" src="/inbox/messages/${id}/body" sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>
        <pre hidden>${escapeHtml(message.text)}</pre>
      </div>`
    : '';
  return page(account, message.subject || 'A message that was not sent', `
    <main data-message="${id}">
      <p><a href="/inbox">All messages</a></p>
      ${state === 'sent' ? '' : `<p class="notice" role="status"><strong>${STATES[state]}.</strong> ${escapeHtml(reason ?? '')}</p>`}
      <dl>
        <dt>From</dt><dd>${escapeHtml(message.from)}</dd>
        <dt>To</dt><dd>${escapeHtml(message.to ?? 'no address')}</dd>
        <dt>Preview</dt><dd>${escapeHtml(message.preview)}</dd>
        <dt>Sent</dt><dd>${escapeHtml(when(account, message.sentAt))}${message.unsubscribedAt ? ' · unsubscribed' : ''}${message.clicks.length > 0 ? ` · ${clicks(message)}` : ''}</dd>
      </dl>
      ${shown}
      ${state === 'sent' ? `<form method="post" action="/inbox/spam/${id}"><button type="submit" class="plain">Call it spam</button></form>` : ''}
    </main>
    <script src="/inbox/files/inbox.js"></script>`);
}

export function unsubscribePage(account: KlaviyoAccount, message: MessageRecord): string {
  const who = escapeHtml(message.to ?? 'This address');
  const body = message.unsubscribedAt
    ? `<p role="status">${who} is unsubscribed from ${escapeHtml(account.store.shop.name)}.</p>`
    : `<form method="post"><p>No more email from ${escapeHtml(account.store.shop.name)} to ${who}?</p><button type="submit">Unsubscribe</button></form>`;
  return page(account, 'Unsubscribe', `<main class="narrow">${body}</main>`);
}

const clicks = ({ clicks: { length } }: MessageRecord): string => `${length} ${length === 1 ? 'click' : 'clicks'}`;

const when = ({ store }: KlaviyoAccount, at: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: store.shop.timezone }).format(new Date(at));

const page = ({ store, urls }: KlaviyoAccount, title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width,initial-scale=1">
  <title>${escapeHtml(title)} · ${escapeHtml(store.shop.name)}</title>
  <link rel="stylesheet" href="/inbox/files/inbox.css">
  <link rel="icon" href="data:,">
</head>
<body>
  <header>
    <div><p class="over">Setwise sandbox · recipients' inbox</p><h1>${escapeHtml(title)}</h1></div>
    <nav aria-label="Doors"><a href="/admin">Merchant's admin</a><a href="${escapeHtml(urls.storefront)}/">Storefront</a><a href="/inbox">Inbox</a><a href="/console">Console</a></nav>
  </header>
  ${body}
</body>
</html>`;
