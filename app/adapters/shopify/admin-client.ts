// Calls a shop's Admin API with its stored token. Says of every failure whether it is worth trying again (try_later,
// with the moment where Shopify gave one), needs the merchant (unauthorized), or is final (refused). Waits out a
// throttled query itself, for a bounded time.
import { setTimeout as sleep } from 'node:timers/promises';
import { GraphqlQueryError, HttpResponseError, HttpThrottlingError } from '@shopify/shopify-api';
import { SessionNotFoundError } from '@shopify/shopify-app-remix/server';
import { AppError } from '#app/domain/app-error.ts';
import { wireNow } from '../clock/clock.ts';
import { unauthenticated } from './app.ts';

/** A GraphQL document with the types of its answer and its variables. */
export interface Operation<Answer, Variables extends Record<string, unknown>> {
  document: string;
  /** Never set: carries the types. */
  types?: (variables: Variables) => Answer;
}

export function operation<Answer, Variables extends Record<string, unknown> = Record<string, never>>(document: string): Operation<Answer, Variables> {
  return { document };
}

export interface AdminClient {
  shopDomain: string;
  /** @throws AppError unauthorized, refused or try_later */
  run<Answer, Variables extends Record<string, unknown>>(operation: Operation<Answer, Variables>, variables: Variables): Promise<Answer>;
  /** The granted scopes, as the stored token says. */
  scopes(): Promise<string>;
}

const MAX_THROTTLED_TRIES = 8;
const MAX_WAIT_MS = 10_000;

export function adminClient(shopDomain: string): AdminClient {
  return {
    shopDomain,
    scopes: async () => (await context(shopDomain)).session.scope ?? '',
    async run(operation, variables) {
      for (let attempt = 1; ; attempt += 1) {
        const { admin } = await context(shopDomain);
        try {
          const answer = (await (await admin.graphql(operation.document as never, { variables } as never)).json()) as { data: never };
          return answer.data;
        } catch (thrown) {
          const waitMs = throttledFor(thrown);
          if (waitMs === undefined || attempt === MAX_THROTTLED_TRIES) throw appError(thrown, shopDomain);
          await sleep(Math.min(waitMs, MAX_WAIT_MS));
        }
      }
    },
  };
}

async function context(shopDomain: string) {
  try {
    return await unauthenticated.admin(shopDomain);
  } catch (thrown) {
    throw appError(thrown, shopDomain);
  }
}

interface GraphqlBody {
  errors?: { graphQLErrors?: { message: string; extensions?: { code?: string } }[] };
  extensions?: { cost?: { requestedQueryCost?: number; throttleStatus?: { currentlyAvailable: number; restoreRate: number } } };
}

/** @returns milliseconds until the bucket holds what the query costs; undefined when it was not throttled */
function throttledFor(thrown: unknown): number | undefined {
  if (thrown instanceof HttpThrottlingError) return (thrown.response.retryAfter ?? 1) * 1_000;
  if (!(thrown instanceof GraphqlQueryError)) return undefined;
  const body = thrown.body as GraphqlBody | undefined;
  if (!body?.errors?.graphQLErrors?.some((error) => error.extensions?.code === 'THROTTLED')) return undefined;
  const { requestedQueryCost = 100, throttleStatus } = body.extensions?.cost ?? {};
  if (!throttleStatus) return 1_000;
  return Math.max(50, ((requestedQueryCost - throttleStatus.currentlyAvailable) / throttleStatus.restoreRate) * 1_000);
}

function appError(thrown: unknown, shopDomain: string): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof GraphqlQueryError) {
    const waitMs = throttledFor(thrown);
    if (waitMs !== undefined) return new AppError('try_later', `${shopDomain} is throttled.`, { cause: thrown, retryAt: new Date(wireNow().getTime() + waitMs) });
    const errors = (thrown.body as GraphqlBody | undefined)?.errors?.graphQLErrors ?? [];
    if (errors.some((error) => error.extensions?.code === 'INTERNAL_SERVER_ERROR')) return new AppError('try_later', `Shopify failed: ${thrown.message}`, { cause: thrown });
    return new AppError('refused', `Shopify refused: ${errors.map((error) => error.message).join('; ') || thrown.message}`, { cause: thrown });
  }
  if (thrown instanceof HttpResponseError) {
    const { code } = thrown.response;
    if (code === 401 || code === 403) return new AppError('unauthorized', `${shopDomain} no longer accepts our token.`, { cause: thrown });
    if (code < 500 && code !== 429) return new AppError('refused', `Shopify answered ${code}.`, { cause: thrown });
    return new AppError('try_later', `Shopify answered ${code}.`, { cause: thrown });
  }
  if (thrown instanceof SessionNotFoundError) return new AppError('unauthorized', `There is no token for ${shopDomain}: the merchant has to open the app.`, { cause: thrown });
  return new AppError('try_later', `${shopDomain} could not be reached${thrown instanceof Error ? `: ${thrown.message}` : ''}.`, { cause: thrown });
}
