// What a block of a UI extension may call: POST with a session token. The blocks run in a sandbox of Shopify's without an
// origin of its own, so any origin may ask; who asks is told by the token alone, never by a cookie.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readSmallBody } from './small-body.ts';

const ANY_ORIGIN = { 'access-control-allow-origin': '*' };
const PREFLIGHT = { ...ANY_ORIGIN, 'access-control-allow-methods': 'POST', 'access-control-allow-headers': 'authorization, content-type', 'access-control-max-age': '86400' };

/** @throws AppError, which the front turns into a status (http-errors.ts) */
export async function answerToken(request: IncomingMessage, response: ServerResponse, verb: (asked: { authorization: string | undefined; body: string }) => Promise<object>): Promise<void> {
  if (request.method === 'OPTIONS') return void response.writeHead(204, PREFLIGHT).end();
  if (request.method !== 'POST') return void response.writeHead(405, { ...ANY_ORIGIN, allow: 'POST, OPTIONS' }).end();
  // Set first: a refusal that the block may not read would look like a network that is down.
  for (const [name, value] of Object.entries(ANY_ORIGIN)) response.setHeader(name, value);
  const body = await readSmallBody(request);
  const answer = JSON.stringify(await verb({ authorization: request.headers.authorization, body }));
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', 'content-length': Buffer.byteLength(answer) }).end(answer);
}
