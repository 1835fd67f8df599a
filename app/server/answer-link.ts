// /proxy/answer-link, where an email's answers lead (through the shop's app proxy). GET asks and changes nothing; the button
// of that page posts. Needs no script. Answered before Remix, never cached.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { now, wireNow } from '#app/adapters/clock/clock.ts';
import { type AnswerPage, answerByLink } from '#app/pipeline/deliver/answer-by-link.ts';

/** @throws AppError, which the front turns into a status (http-errors.ts) */
export async function handleAnswerLink(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'POST') return void response.writeHead(405, { allow: 'GET, POST' }).end();
  const url = request.url ?? '';
  const query = new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?')) : '');
  const doing = request.method === 'GET' ? 'look' : query.get('does') === 'undo' ? 'undo' : 'answer';
  const { shop, page } = await answerByLink(query, doing, { now: now(), wireNow: wireNow() });
  if (!page) return void response.writeHead(303, { location: shop.storefrontUrl, 'cache-control': 'no-store' }).end();
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' }).end(html(page, query.get('t') ?? ''));
}

/** The form's address is the page's own: only the proxy knows under which path that is. */
const html = ({ language, title, text, button, back }: AnswerPage, token: string): string => `<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escaped(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem;overflow-wrap:anywhere}h1{line-height:1.25}a{color:inherit}button{min-height:44px;padding:.5em 1.25em;border:1px solid;border-radius:6px;background:none;color:inherit;font:inherit;cursor:pointer}</style></head>
<body><main><h1>${escaped(title)}</h1><p>${escaped(text)}</p>${
  button ? `<form method="post" action="?${escaped(new URLSearchParams({ t: token, does: button.does }).toString())}"><button>${escaped(button.label)}</button></form>` : ''
}<p><a href="${escaped(back.url)}">${escaped(back.label)}</a></p></main></body></html>`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
