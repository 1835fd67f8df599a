// GET /proxy/offers, the hot path: what a widget shows. Answered before Remix, never cached: stock and carts move.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { now, wireNow } from '#app/adapters/clock/clock.ts';
import { answerOffers } from '#app/pipeline/deliver/answer-offers.ts';

/** @throws AppError, which the front turns into a status (http-errors.ts) */
export async function handleOffers(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET') {
    response.writeHead(405, { allow: 'GET' }).end();
    return;
  }
  const url = request.url ?? '';
  const query = new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?')) : '');
  const answer = JSON.stringify(await answerOffers(query, { now: now(), wireNow: wireNow() }));
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', 'content-length': Buffer.byteLength(answer) }).end(answer);
}
