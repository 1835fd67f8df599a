// GET /proxy/exposure: the storefront says that a place was reached. Nothing is answered but that it was heard.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { now, wireNow } from '#app/adapters/clock/clock.ts';
import { recordExposure } from '#app/pipeline/measure/record-exposure.ts';

/** @throws AppError, which the front turns into a status (http-errors.ts) */
export async function handleExposure(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET') {
    response.writeHead(405, { allow: 'GET' }).end();
    return;
  }
  const url = request.url ?? '';
  await recordExposure(new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?')) : ''), { now: now(), wireNow: wireNow() });
  response.writeHead(204, { 'cache-control': 'no-store' }).end();
}
