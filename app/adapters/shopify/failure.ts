// What a call that failed means for the next try: refused before it began, lost on the way (it may have happened), its
// token refused, or final.
import { GraphqlQueryError, HttpInternalError, HttpResponseError, HttpThrottlingError } from '@shopify/shopify-api';
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';
import type { ThrottleStatus } from './cost-bucket.ts';

/** As Shopify returns it in `extensions.cost`. */
export interface ReturnedCost {
  requestedQueryCost?: number;
  actualQueryCost?: number | null;
  throttleStatus?: ThrottleStatus;
}

export type Failure =
  /** It did not begin. `pauseMs`: nothing may be asked for so long. */
  | { kind: 'throttled'; pauseMs: number; message: string; cost: ReturnedCost | undefined }
  /** Nobody knows whether it happened. */
  | { kind: 'lost'; message: string; cost: ReturnedCost | undefined }
  | { kind: 'token'; message: string; cost: undefined }
  | { kind: 'final'; error: AppError; cost: ReturnedCost | undefined };

interface GraphqlBody {
  errors?: { graphQLErrors?: { message: string; extensions?: { code?: string } }[] };
  extensions?: { cost?: ReturnedCost };
}

/** Where a 429 names no time. */
const PAUSE_MS = 1_000;
/** Codes of Shopify's own faults: https://shopify.dev/docs/api/admin-graphql#status_and_error_codes */
const THEIR_FAULT = ['INTERNAL_SERVER_ERROR', 'TIMEOUT'];

export function failureOf(thrown: unknown, shopDomain: string): Failure {
  if (thrown instanceof AppError) return { kind: 'final', error: thrown, cost: undefined };
  if (thrown instanceof GraphqlQueryError) return failureInAnswer(thrown);
  if (thrown instanceof HttpThrottlingError) {
    const { retryAfter } = thrown.response;
    return { kind: 'throttled', pauseMs: retryAfter === undefined || Number.isNaN(retryAfter) ? PAUSE_MS : retryAfter * 1_000, message: 'Shopify answered 429.', cost: undefined };
  }
  if (thrown instanceof HttpResponseError) return failureOfStatus(thrown, shopDomain);
  return { kind: 'lost', message: `${shopDomain} could not be reached${thrown instanceof Error ? `: ${thrown.message}` : ''}.`, cost: undefined };
}

function failureInAnswer(thrown: GraphqlQueryError): Failure {
  const body = thrown.body as GraphqlBody | undefined;
  const errors = body?.errors?.graphQLErrors ?? [];
  const cost = body?.extensions?.cost;
  const hasCode = (codes: readonly string[]) => errors.some(({ extensions }) => extensions?.code !== undefined && codes.includes(extensions.code));
  if (hasCode(['THROTTLED'])) return { kind: 'throttled', pauseMs: cost?.throttleStatus ? 0 : PAUSE_MS, message: 'Shopify throttles it.', cost };
  if (hasCode(THEIR_FAULT)) return { kind: 'lost', message: `Shopify failed: ${thrown.message}`, cost };
  return { kind: 'final', error: new AppError('refused', says(({ shopify }) => shopify.refused(errors.map(({ message }) => message).join('; ') || thrown.message)), { cause: thrown }), cost };
}

function failureOfStatus(thrown: HttpResponseError, shopDomain: string): Failure {
  const { code } = thrown.response;
  // A 200 that is not an answer was cut off on its way.
  if (thrown instanceof HttpInternalError || code >= 500 || code < 400) return { kind: 'lost', message: code < 400 ? 'The answer was cut off.' : `Shopify answered ${code}.`, cost: undefined };
  if (code === 401) return { kind: 'token', message: `${shopDomain} no longer accepts our token: the merchant has to open the app.`, cost: undefined };
  const error = code === 403
    ? new AppError('unauthorized', says(({ shopify }) => shopify.noEntry(shopDomain)), { cause: thrown })
    : new AppError('refused', says(({ shopify }) => shopify.answered(code)), { cause: thrown });
  return { kind: 'final', error, cost: undefined };
}
