// The recipients' inbox: every email of every flow as it would look, those that were not sent with their reason, and what a
// recipient may do: follow a link, unsubscribe, complain. Each tells Klaviyo's account what Klaviyo would learn of it.
import { html, HttpRefusal, json, redirect, type Route } from '../../http/server.ts';
import { staticFile } from '../../http/static-file.ts';
import type { KlaviyoAccount } from '../account.ts';
import { tell } from '../flow-run.ts';
import type { Profile } from '../profiles.ts';
import type { MessageRecord } from '../types.ts';
import { asItLooks } from './as-it-looks.ts';
import { listPage, messagePage, unsubscribePage } from './pages.ts';

const FILES = new Set(['inbox.css', 'inbox.js']);
/** The email's own document runs nothing, whatever the template says. */
const BODY_POLICY = "default-src 'none'; img-src * data:; style-src 'unsafe-inline' *; font-src *";

export function inboxRoutes(account: KlaviyoAccount): Route[] {
  return [
    { method: 'GET', path: '/inbox', handle: ({ url }) => html(listPage(account, newestFirst(account, url.searchParams.get('to')))) },
    { method: 'GET', path: '/inbox/api/messages', handle: ({ url }) => json(newestFirst(account, url.searchParams.get('to'))) },
    { method: 'GET', path: '/inbox/api/messages/:id', handle: ({ params }) => json(messageNamed(account, params.id)) },
    { method: 'GET', path: '/inbox/messages/:id', handle: ({ params }) => html(messagePage(account, messageNamed(account, params.id))) },
    {
      method: 'GET',
      path: '/inbox/messages/:id/body',
      handle: ({ params, url }) => {
        const message = messageNamed(account, params.id);
        const look = { dark: url.searchParams.has('dark'), images: !url.searchParams.has('no-images') };
        return html(asItLooks(message.html, look), 200, { 'content-security-policy': BODY_POLICY });
      },
    },
    { method: 'GET', path: '/inbox/click/:id/:number', handle: ({ params }) => redirect(click(account, messageNamed(account, params.id), Number(params.number))) },
    { method: 'GET', path: '/inbox/unsubscribe/:id', handle: ({ params }) => html(unsubscribePage(account, messageNamed(account, params.id))) },
    {
      // Only a person's press unsubscribes; mail scanners follow every link.
      method: 'POST',
      path: '/inbox/unsubscribe/:id',
      handle: ({ params }) => {
        unsubscribe(account, messageNamed(account, params.id));
        return html(unsubscribePage(account, messageNamed(account, params.id)));
      },
    },
    {
      method: 'POST',
      path: '/inbox/spam/:id',
      handle: ({ params }) => {
        complain(account, messageNamed(account, params.id));
        return redirect(`/inbox/messages/${params.id}`);
      },
    },
    {
      method: 'GET',
      path: '/inbox/files/:file',
      handle: ({ params }) => (FILES.has(params.file ?? '') ? staticFile(new URL(`browser/${params.file}`, import.meta.url)) : json({ error: 'Not Found' }, 404)),
    },
  ];
}

function newestFirst(account: KlaviyoAccount, to: string | null): MessageRecord[] {
  const wanted = account.messages.all().filter((message) => to === null || message.to === to.toLowerCase());
  return wanted.sort((a, b) => Number.parseInt(b.id, 36) - Number.parseInt(a.id, 36));
}

function messageNamed(account: KlaviyoAccount, id = ''): MessageRecord {
  const message = account.messages.get(id);
  if (!message) throw new HttpRefusal(404, 'There is no such message.');
  return message;
}

/** Null when the customer has been deleted since. */
const profileOf = (account: KlaviyoAccount, message: MessageRecord): Profile | undefined => account.profiles.byId(message.profileId);

/** @returns where the link leads */
function click(account: KlaviyoAccount, message: MessageRecord, number: number): string {
  const link = message.links[number];
  if (!link) throw new HttpRefusal(404, 'There is no such link.');
  message.clicks.push({ url: link.url, at: account.store.clock.now().toISOString() });
  account.messages.save(message);
  const profile = profileOf(account, message);
  if (profile) tell(account, 'clicked', profile, message, { URL: link.url });
  return link.url;
}

function unsubscribe(account: KlaviyoAccount, message: MessageRecord): void {
  if (message.unsubscribedAt) return;
  message.unsubscribedAt = account.store.clock.now().toISOString();
  account.messages.save(message);
  const profile = profileOf(account, message);
  if (!profile) return;
  account.profiles.unsubscribe(profile);
  tell(account, 'unsubscribed', profile, message);
}

function complain(account: KlaviyoAccount, message: MessageRecord): void {
  const profile = profileOf(account, message);
  if (!profile || message.state !== 'sent') throw new HttpRefusal(422, 'Only an email that arrived can be called spam.');
  account.profiles.suppress(profile, 'SPAM_COMPLAINT');
  tell(account, 'spam', profile, message);
}
