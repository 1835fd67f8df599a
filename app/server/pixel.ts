// POST /pixel, answered before Remix: the behaviour pixel says which visitor completed a checkout. It runs in a sandbox of
// Shopify's, on no origin of its own, and has nothing to prove itself by; whatever it says, it is told nothing.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { now, wireNow } from '#app/adapters/clock/clock.ts';
import { hearPixel } from '#app/pipeline/measure/hear-pixel.ts';
import { readSmallBody } from './small-body.ts';

const ANY_ORIGIN = { 'access-control-allow-origin': '*' };
const PREFLIGHT = { ...ANY_ORIGIN, 'access-control-allow-methods': 'POST', 'access-control-allow-headers': 'content-type', 'access-control-max-age': '86400' };

/** @throws AppError bad_request, which the front turns into a status (http-errors.ts) */
export async function handlePixel(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'OPTIONS') return void response.writeHead(204, PREFLIGHT).end();
  if (request.method !== 'POST') return void response.writeHead(405, { ...ANY_ORIGIN, allow: 'POST, OPTIONS' }).end();
  for (const [name, value] of Object.entries(ANY_ORIGIN)) response.setHeader(name, value);
  await hearPixel(await readSmallBody(request), { now: now(), wireNow: wireNow() });
  response.writeHead(204, { 'cache-control': 'no-store' }).end();
}
