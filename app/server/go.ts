// GET /proxy/go, where the button of an email leads (through the shop's app proxy). Answered before Remix: a person waits
// between two pages. Never cached: what is in stock moves.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { now, wireNow } from '#app/adapters/clock/clock.ts';
import { followLink } from '#app/pipeline/deliver/follow-link.ts';

/** @throws AppError, which the front turns into a status (http-errors.ts) */
export async function handleGo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  // HEAD is what mail scanners send to look whether a link is alive: nobody has clicked.
  if (request.method !== 'GET') {
    response.writeHead(405, { allow: 'GET' }).end();
    return;
  }
  const url = request.url ?? '';
  const location = await followLink(new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?')) : ''), { now: now(), wireNow: wireNow() });
  response.writeHead(302, { location, 'cache-control': 'no-store' }).end();
}
