// What Klaviyo refuses, in the shape it refuses it. Codes, titles and sentences follow recorded answers where one is known
// (github.com/nickdnk/klaviyo-php-sdk, tests/fixtures; verbb/formie#1986 for a field that does not exist).
import { randomUUID } from 'node:crypto';
import type { Answer } from '../http/server.ts';

export interface RefusalSource {
  pointer?: string;
  parameter?: string;
}

export class KlaviyoRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly source: RefusalSource;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, title: string, detail: string, source: RefusalSource = { pointer: '/data' }, headers: Record<string, string> = {}) {
    super(detail);
    this.name = 'KlaviyoRefusal';
    this.status = status;
    this.code = code;
    this.title = title;
    this.source = source;
    this.headers = headers;
  }
}

export const invalid = (detail: string, source: RefusalSource): KlaviyoRefusal => new KlaviyoRefusal(400, 'invalid', 'Invalid input.', detail, source);

export const notFound = (what: string, id: string): KlaviyoRefusal =>
  new KlaviyoRefusal(404, 'not_found', 'Not found.', `A ${what} with id ${id} does not exist.`, { pointer: '/data/id' });

export const throttled = (seconds: number): KlaviyoRefusal =>
  new KlaviyoRefusal(429, 'throttled', 'Request was throttled.', `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? '' : 's'}.`, { pointer: '/data' }, {
    'retry-after': String(seconds),
  });

export const MEDIA_TYPE = 'application/vnd.api+json';
const RATE_LIMIT_PAGE = 'https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling#rate-limits';

/** Several at once: a body may be wrong in more than one place. All have the first's status. */
export function refusalAnswer(refusals: readonly [KlaviyoRefusal, ...KlaviyoRefusal[]], headers: Record<string, string> = {}): Answer {
  const errors = refusals.map(({ status, code, title, message, source }) => ({
    id: randomUUID(), status, code, title, detail: message, source,
    links: code === 'throttled' ? { type: RATE_LIMIT_PAGE } : {},
    // Recorded answers have an empty list here on 429, an empty object elsewhere.
    meta: code === 'throttled' ? [] : {},
  }));
  return { status: refusals[0].status, headers: { 'content-type': MEDIA_TYPE, ...headers, ...refusals[0].headers }, body: JSON.stringify({ errors }) };
}
