// What went wrong, by a code that one map turns into HTTP (app/server/http-errors.ts) and one into a retry. Thrown by the
// pipeline; the domain returns unions instead.
export type AppErrorCode =
  | 'bad_request' // the caller sent what cannot be understood: 400
  | 'unauthorized' // a signature, token or HMAC is missing or wrong: 401
  | 'not_found' // no such row in this shop: 404
  | 'conflict' // the row moved on since it was read: 409
  | 'refused' // the outside world said no for good: 422
  | 'try_later'; // the outside world said not now: 503

export class AppError extends Error {
  readonly code: AppErrorCode;
  /** When the outside world said when to come back. */
  readonly retryAt: Date | undefined;

  constructor(code: AppErrorCode, message: string, options: { cause?: unknown; retryAt?: Date } = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.retryAt = options.retryAt;
  }
}
