// One email as it leaves: rendered from the flow's own copy of the template, links tracked, a way to unsubscribe always in
// it, a plain text beside it.
import type { KlaviyoAccount } from './account.ts';
import type { Profile } from './profiles.ts';
import type { SendEmail } from './requests.ts';
import { type MessageAddresses, render, TemplateProblem } from './template.ts';
import type { EventRecord, FlowRecord, MessageLink, TemplateRecord } from './types.ts';

type EmailSettings = SendEmail['data']['message'];

export interface Composed {
  subject: string;
  preview: string;
  html: string;
  text: string;
  links: MessageLink[];
}

/** The law asks for one in every email; the sandbox's shop lives nowhere. */
const POSTAL_ADDRESS = 'Musterstraße 1, 10115 Berlin';
const LINK = /(<a\b[^>]*?\bhref=)(["'])(.*?)\2/gi;

/** @throws TemplateProblem when the template and the event do not fit */
export function compose(account: KlaviyoAccount, messageId: string, settings: EmailSettings, template: TemplateRecord, event: EventRecord, profile: Profile, flow: FlowRecord): Composed {
  const inbox = `${account.urls.sandbox}/inbox`;
  const addresses: MessageAddresses = { unsubscribe: `${inbox}/unsubscribe/${messageId}`, webView: `${inbox}/messages/${messageId}/body` };
  const context = contextOf(account, event, profile);
  const subject = render(settings.subject_line ?? '', context, 'flowText').trim();
  if (subject === '') throw new TemplateProblem('The message has no subject.');
  const written = render(template.html, context, 'flow', addresses);
  const links: MessageLink[] = [];
  const html = withUnsubscribe(written, addresses.unsubscribe).replace(LINK, (whole, before: string, quote: string, escaped: string) => {
    const url = unescaped(escaped);
    if (!/^https?:/i.test(url) || url.startsWith(`${inbox}/`)) return whole;
    links.push({ url: withTracking(url, settings, flow), tracked: `${inbox}/click/${messageId}/${links.length}` });
    return `${before}${quote}${links.at(-1)?.tracked}${quote}`;
  });
  const text = template.text ? render(template.text, context, 'flowText', addresses) : plainText(html, links);
  return { subject, preview: render(settings.preview_text ?? '', context, 'flowText').trim(), html, text, links };
}

export function contextOf({ store }: KlaviyoAccount, event: EventRecord, profile: Profile): Record<string, unknown> {
  const person = { first_name: profile.firstName ?? '', last_name: profile.lastName ?? '', email: profile.email ?? '', locale: profile.locale ?? '' };
  return { event: event.properties, person, ...person, organization: { name: store.shop.name, full_address: POSTAL_ADDRESS, url: `https://${store.shop.domain}` } };
}

/** Klaviyo adds the link where a template forgot it. */
function withUnsubscribe(html: string, address: string): string {
  if (html.includes(`${address}"`)) return html;
  const footer = `<p style="text-align:center;font-size:12px"><a href="${address}">Unsubscribe</a></p>`;
  return /<\/body>/i.test(html) ? html.replace(/<\/body>/i, `${footer}</body>`) : html + footer;
}

function withTracking(address: string, { add_tracking_params: tracked, custom_tracking_params: own, name }: EmailSettings, flow: FlowRecord): string {
  if (!tracked) return address;
  const url = new URL(address);
  const params = own?.length ? own : [];
  for (const [param, value] of [['utm_source', 'klaviyo'], ['utm_medium', 'email'], ['utm_campaign', flow.name], ...(name ? [['utm_content', name]] : []), ...params.map(({ param, value }) => [param, value])] as [string, string][])
    url.searchParams.set(param, value);
  return url.href;
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const unescaped = (html: string): string =>
  html.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) =>
    decimal ? String.fromCodePoint(Number(decimal)) : hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : (NAMED[name ?? ''] ?? whole));

/** What a reader without HTML gets: the words, and each link behind its words. */
function plainText(html: string, links: readonly MessageLink[]): string {
  const known = new Map(links.map(({ tracked, url }) => [tracked, url]));
  const words = html
    .replace(/<(style|script|head|title)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<div[^>]*display:\s*none[\s\S]*?<\/div>/gi, '')
    .replace(/<a\b[^>]*?\bhref=["'](.*?)["'][^>]*>([\s\S]*?)<\/a>/gi, (_all, href: string, inner: string) => (/\w/.test(inner.replace(/<[^>]*>/g, '')) ? `${inner} (${known.get(href) ?? href})` : inner))
    .replace(/<(br|\/p|\/h\d|\/tr|\/div|\/li)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '');
  return unescaped(words).replace(/[ \t]+/g, ' ').replace(/ ?\n ?/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
}
