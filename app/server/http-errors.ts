// The one map from what went wrong to HTTP. What a caller may know is the code and the sentence of an AppError; anything
// else is our fault, is logged, and says nothing about our insides.
import type { ServerResponse } from 'node:http';
import { log } from '#app/adapters/log.ts';
import { AppError, type AppErrorCode } from '#app/domain/app-error.ts';

const STATUS: Record<AppErrorCode, number> = {
  bad_request: 400,
  unauthorized: 401,
  not_found: 404,
  conflict: 409,
  refused: 422,
  try_later: 503,
};

const statusOf = (code: AppErrorCode): number => STATUS[code];

/** Answers with {"error":{code,message}}; where an answer has begun already, cuts it off. */
export function answerError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (error instanceof AppError) {
    send(response, statusOf(error.code), { code: error.code, message: error.message }, error.retryAt);
    return;
  }
  log().error({ error: error instanceof Error ? error.message : String(error), stack: error instanceof Error ? error.stack : undefined }, 'a request failed');
  send(response, 500, { code: 'internal', message: 'Something went wrong on our side. It was recorded; please try again.' });
}

function send(response: ServerResponse, status: number, error: { code: string; message: string }, retryAt?: Date): void {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...(retryAt ? { 'retry-after': retryAt.toUTCString() } : {}) };
  response.writeHead(status, headers).end(JSON.stringify({ error }));
}
