// GET /proxy/go, where an email's links lead (through the shop's app proxy). Answered before Remix: a person waits between
// two pages. Never cached: what is in stock moves.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { now, wireNow } from '#app/adapters/clock/clock.ts';
import { followLink, type NotedPage } from '#app/pipeline/deliver/follow-link.ts';

/** @throws AppError, which the front turns into a status (http-errors.ts) */
export async function handleGo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  // HEAD is what mail scanners send to look whether a link is alive: nobody has clicked.
  if (request.method !== 'GET') {
    response.writeHead(405, { allow: 'GET' }).end();
    return;
  }
  const url = request.url ?? '';
  const followed = await followLink(new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?')) : ''), { now: now(), wireNow: wireNow() });
  if (followed.kind === 'redirect') {
    response.writeHead(302, { location: followed.location, 'cache-control': 'no-store' }).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'x-robots-tag': 'noindex' }).end(html(followed.page));
}

const html = ({ language, title, text, back }: NotedPage): string => `<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escaped(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem}a{color:inherit}</style></head>
<body><h1>${escaped(title)}</h1><p>${escaped(text)}</p><p><a href="${escaped(back.url)}">${escaped(back.label)}</a></p></body></html>`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
