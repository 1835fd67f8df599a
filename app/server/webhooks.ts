// POST /webhooks, answered before Remix: read the raw bytes, hand them to the inbox, say 200.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { now } from '#app/adapters/clock/clock.ts';
import { config } from '#app/config/config.ts';
import { deliveryHeaders } from '#app/contract/webhooks/headers.ts';
import { AppError } from '#app/domain/app-error.ts';
import { receiveDelivery } from '#app/pipeline/sync/receive-delivery.ts';

/** Shopify's largest payloads (orders of hundreds of lines) are far below; whoever sends more is not Shopify. */
const MAX_BODY_BYTES = 5 * 1024 * 1024;

export async function handleWebhook(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') {
    request.resume();
    return answer(response, 405, 'Webhooks are sent with POST.');
  }
  const headers = deliveryHeaders.safeParse(request.headers);
  if (!headers.success) {
    request.resume();
    return answer(response, 400, `This is not a delivery of Shopify's: ${headers.error.issues.map((issue) => String(issue.path[0])).join(', ')}`);
  }
  const body = await readBody(request);
  if (body === 'cut off') return;
  if (body === 'too large') return answer(response, 413, 'The body is larger than 5 MB.', true);
  try {
    await receiveDelivery(headers.data, body, config().shopify.apiSecrets, now());
  } catch (error) {
    if (error instanceof AppError && error.code === 'unauthorized') return answer(response, 401, error.message);
    throw error;
  }
  response.writeHead(200, { 'content-length': 0 }).end();
}

/** By events: an async iterator over the request costs more than all else that is done here. */
function readBody(request: IncomingMessage): Promise<Buffer | 'too large' | 'cut off'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= MAX_BODY_BYTES) chunks.push(chunk);
      else resolve('too large');
    });
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    // The sender is gone; what it did not finish, it sends again.
    request.on('error', () => resolve('cut off'));
  });
}

function answer(response: ServerResponse, status: number, message: string, close = false): void {
  if (close) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': 'text/plain', 'content-length': Buffer.byteLength(message) }).end(message);
}
