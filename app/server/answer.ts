// POST /proxy/answer: what a shopper says of an offer of the widget. JSON only: a form of somebody else's page, which a
// browser would send along with the shopper's log-in, cannot be that.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { now, wireNow } from '#app/adapters/clock/clock.ts';
import { AppError } from '#app/domain/app-error.ts';
import { hearAnswer } from '#app/pipeline/deliver/answer-told.ts';
import { readSmallBody } from './small-body.ts';

/** @throws AppError, which the front turns into a status (http-errors.ts) */
export async function handleAnswer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') return void response.writeHead(405, { allow: 'POST' }).end();
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) throw new AppError('bad_request', 'An answer is sent as JSON.');
  const url = request.url ?? '';
  const query = new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?')) : '');
  const answer = JSON.stringify(await hearAnswer(query, await readSmallBody(request), { now: now(), wireNow: wireNow() }));
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', 'content-length': Buffer.byteLength(answer) }).end(answer);
}
