// What went wrong, by a code that one map turns into HTTP (app/server/http-errors.ts) and one into a retry. Thrown by the
// pipeline; the domain returns unions instead. What a merchant reads waits for their language (says/says.ts); what only logs
// and machines read is a plain sentence.
import type { Language } from './language.ts';
import type { Told } from './says/says.ts';

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
  /** The sentence in the reader's language; `message` is the English one. */
  readonly told: (language: Language) => string;

  constructor(code: AppErrorCode, sentence: string | Told, options: { cause?: unknown; retryAt?: Date } = {}) {
    super(typeof sentence === 'string' ? sentence : sentence('en'), { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.retryAt = options.retryAt;
    this.told = typeof sentence === 'string' ? () => sentence : sentence;
  }
}
