// The body of a call that holds a few short values; more is refused before it is read.
import type { IncomingMessage } from 'node:http';
import { AppError } from '#app/domain/app-error.ts';

const MAX_BODY_BYTES = 4_096;

/** @throws AppError bad_request when it is longer */
export async function readSmallBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) throw new AppError('bad_request', 'The question is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
